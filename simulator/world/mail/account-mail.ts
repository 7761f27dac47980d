import type { Random } from '../chance/random.js';
import { FEATURES } from '../data/customer-words.js';
import type { Customer, Field, Mention } from './customer.js';
import { type Draft, escapeHtml, signature, toHtml, type Writer } from './draft.js';
import { csvBytes, type Rows, type Sheet, xlsxBytes } from './sheet.js';
import { columnName, fieldLine, fieldValue } from './write-fields.js';

/** Who writes about whom. */
export interface MailMaterial {
  readonly random: Random;
  readonly writer: Writer;
  /** Draws this many different customers. */
  customers(count: number): readonly Customer[];
}

/** Mail with account information only: name, address, phone, account number, plan, billing. */
export function accountMail(material: MailMaterial): Draft {
  const make = material.random.pick([
    caseNote,
    caseNote,
    planTable,
    customerLetter,
    customerLetter,
    adjustmentsCsv,
    pastDueSheet,
    callbackList,
  ]);
  return make(material);
}

function caseNote(material: MailMaterial): Draft {
  const { random, writer } = material;
  const fields: Field[] = [
    'name',
    'accountNumber',
    'phone',
    ...(random.chance(0.6) ? (['email'] as const) : []),
    'address',
    'plan',
    'balance',
  ];
  if (random.chance(0.25)) fields.push('lastFour');
  const mentions = material.customers(random.int(1, 2)).map((customer) => ({ customer, fields }));
  const blocks = mentions.map((mention) => block(random, mention)).join('\n\n');
  const text = `Hi,\n\nplease look at the ${mentions.length > 1 ? 'cases' : 'case'} below, the adjustment has not posted yet. Ticket INC${random.digits(7)}.\n\n${blocks}\n\nRequested feature: ${random.pick(FEATURES)}. Thank you.${signature(writer)}`;
  return {
    topic: 'account',
    subject: `Care case ${random.digits(6)}: ${random.pick(['billing adjustment', 'plan change', 'address update'])}`,
    ...(random.chance(0.4) ? { bodyType: 'html', body: toHtml(text) } : { bodyType: 'text', body: text }),
    from: writer.address,
    attachments: [],
    mentions,
  };
}

/** The lines of one customer, with nothing of another between them. */
export function block(random: Random, mention: Mention): string {
  return mention.fields.map((field) => fieldLine(random, mention.customer, field)).join('\n');
}

function planTable(material: MailMaterial): Draft {
  const { random, writer } = material;
  const fields: Field[] = ['name', 'accountNumber', 'phone', 'plan', 'balance'];
  const mentions = material.customers(random.int(2, 4)).map((customer) => ({ customer, fields }));
  const cells = (row: readonly string[], tag: string) =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const [head = [], ...rows] = sheetRows(random, mentions, fields);
  const table = `<table border="1">${cells(head, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`;
  return {
    topic: 'account',
    subject: `Plan migrations to confirm (${mentions.length})`,
    bodyType: 'html',
    body: `<html><body><p>Team,</p><p>these lines move to the new plan tonight. Order ${random.digits(9)} covers all of them.</p>${table}<p>${escapeHtml(signature(writer)).split('\n').join('<br>')}</p></body></html>`,
    from: writer.address,
    attachments: [],
    mentions,
  };
}

function customerLetter(material: MailMaterial): Draft {
  const { random } = material;
  const [customer] = material.customers(1);
  if (customer === undefined) throw new RangeError('customerLetter: no customers');
  const fields: Field[] = ['name', 'accountNumber', 'phone', 'email', 'address'];
  const text = `Hello,\n\nmy last bill shows ${customer.balance} although I changed my plan to ${customer.plan}. My account number is ${customer.accountNumber}, you can reach me at ${fieldValue(random, customer, 'phone')} or ${customer.email}. I live at ${fieldValue(random, customer, 'address')}.\n\nRegards,\n${customer.name}\n`;
  return {
    topic: 'account',
    subject: random.pick(['Question about my bill', 'Wrong charge', 'Port my number back', 'Refund please']),
    bodyType: 'text',
    body: text,
    from: customer.email,
    attachments: [],
    mentions: [{ customer, fields }],
  };
}

function adjustmentsCsv(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'accountNumber', 'phone', 'email', 'plan', 'balance'];
  const mentions = material.customers(material.random.int(6, 12)).map((customer) => ({ customer, fields }));
  return sheetMail(material, mentions, fields, 'Billing adjustments', 'csv', 'account');
}

function pastDueSheet(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'address', 'phone', 'accountNumber', 'balance'];
  const mentions = material.customers(material.random.int(7, 14)).map((customer) => ({ customer, fields }));
  return sheetMail(material, mentions, fields, 'Past due accounts', 'xlsx', 'account');
}

/** A mail whose customers are in the attached sheet. */
export function sheetMail(
  material: MailMaterial,
  mentions: readonly Mention[],
  fields: readonly Field[],
  title: string,
  kind: 'csv' | 'xlsx',
  topic: 'account' | 'sensitive',
): Draft {
  const { random, writer } = material;
  const rows = sheetRows(random, mentions, fields);
  return {
    topic,
    subject: `${title} week ${random.int(2, 50)}`,
    bodyType: 'text',
    body: `Attached: ${title.toLowerCase()}, ${mentions.length} rows. Please confirm by Friday.${signature(writer)}`,
    from: writer.address,
    attachments: [
      {
        name: `${title.toLowerCase().replaceAll(' ', '-')}.${kind}`,
        contentType:
          kind === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes:
          kind === 'csv'
            ? csvBytes(rows)
            : xlsxBytes([coverSheet(title, mentions.length), { name: 'Accounts', rows }]),
      },
    ],
    mentions,
  };
}

/** The first sheet of a workbook: words about it, no customers. */
function coverSheet(title: string, rowCount: number): Sheet {
  return {
    name: 'Read me',
    rows: [
      ['Report', title],
      ['Rows', String(rowCount)],
      ['Prepared by', 'Revenue Assurance'],
    ],
  };
}

/** A plain text file, a block for each customer. */
function callbackList(material: MailMaterial): Draft {
  const { random, writer } = material;
  const fields: Field[] = ['name', 'accountNumber', 'phone', 'plan'];
  const mentions = material.customers(random.int(3, 6)).map((customer) => ({ customer, fields }));
  const text = mentions
    .map((mention) => block(random, mention))
    .join('\r\n\r\n')
    .replaceAll(/\r?\n/g, '\r\n');
  return {
    topic: 'account',
    subject: `Callbacks for ${random.pick(['today', 'tomorrow', 'the late shift'])}`,
    bodyType: 'text',
    body: `Please work through the attached list before you leave.${signature(writer)}`,
    from: writer.address,
    attachments: [
      { name: 'callbacks.txt', contentType: 'text/plain', bytes: new TextEncoder().encode(text) },
    ],
    mentions,
  };
}

function sheetRows(random: Random, mentions: readonly Mention[], fields: readonly Field[]): Rows {
  return [
    fields.map(columnName),
    ...mentions.map(({ customer }) => fields.map((field) => fieldValue(random, customer, field))),
  ];
}
