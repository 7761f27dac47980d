import { block, type MailMaterial, sheetMail } from './account-mail.js';
import type { Field } from './customer.js';
import { type Draft, signature, toHtml } from './draft.js';

/**
 * Mail with SSNs, payment numbers or government ids. A government id or a US bank account never stands
 * without an SSN beside it, so that the group does not hang on the rarer kinds.
 */
export function sensitiveMail(material: MailMaterial): Draft {
  const make = material.random.pick([
    creditApplication,
    creditApplication,
    cardDispute,
    fraudCase,
    refundCsv,
    creditSheet,
  ]);
  return make(material);
}

function creditApplication(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'dateOfBirth', 'ssn', 'accountNumber', 'phone', 'address'];
  if (material.random.chance(0.6)) fields.push('licence');
  return caseMail(
    material,
    fields,
    'Credit application',
    'please run the credit check again for this applicant:',
  );
}

function cardDispute(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'accountNumber', 'email', 'card', 'balance'];
  return caseMail(
    material,
    fields,
    'Card charge disputed',
    'the customer disputes the charge, details as taken by phone:',
  );
}

function fraudCase(material: MailMaterial): Draft {
  const { random } = material;
  const fields: Field[] = [
    'name',
    'accountNumber',
    'phone',
    'ssn',
    random.chance(0.5) ? 'passport' : 'licence',
  ];
  if (random.chance(0.4)) fields.push('bank');
  return caseMail(material, fields, 'Fraud case', 'identity documents were checked in the store:');
}

function caseMail(material: MailMaterial, fields: readonly Field[], title: string, opening: string): Draft {
  const { random, writer } = material;
  const mentions = material.customers(random.int(1, 2)).map((customer) => ({ customer, fields }));
  const blocks = mentions.map((mention) => block(random, mention)).join('\n\n');
  const text = `Hi,\n\n${opening}\n\n${blocks}\n\nReference FR-${random.digits(8)}.${signature(writer)}`;
  return {
    topic: 'sensitive',
    subject: `${title} ${random.digits(5)}`,
    ...(random.chance(0.4) ? { bodyType: 'html', body: toHtml(text) } : { bodyType: 'text', body: text }),
    from: writer.address,
    attachments: [],
    mentions,
  };
}

function refundCsv(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'accountNumber', 'email', 'balance', 'iban'];
  const mentions = material.customers(material.random.int(4, 8)).map((customer) => ({ customer, fields }));
  return sheetMail(material, mentions, fields, 'Refunds by bank transfer', 'csv', 'sensitive');
}

function creditSheet(material: MailMaterial): Draft {
  const fields: Field[] = ['name', 'accountNumber', 'phone', 'ssn', 'dateOfBirth', 'balance'];
  const mentions = material.customers(material.random.int(5, 9)).map((customer) => ({ customer, fields }));
  return sheetMail(material, mentions, fields, 'Credit review', 'xlsx', 'sensitive');
}
