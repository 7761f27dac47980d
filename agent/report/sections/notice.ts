import type { ExposedCustomer, Exposure } from '../../model/exposure.js';
import { countText, numberText, shortened, timeElement } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { callout, type Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { classWords, GROUPS, PROOF_WORDS, reachedWords } from '../wording-exposure.js';

/** Which customers must be told what. Customers are a reference or a keyed hash, never a plain value. */
export function noticeSection({ exposure }: ReportInput): Section {
  return {
    id: 'notice',
    title: 'Who must be told',
    body: exposure === null ? notExamined() : noticeOf(exposure),
  };
}

function notExamined(): Fragment {
  return callout(
    'warn',
    html`<strong>Not examined.</strong> Nobody has looked into what was reached, so this report cannot say whether any customer is affected. This does not mean that none is.`,
  );
}

function noticeOf(exposure: Exposure): Fragment {
  return [
    verdict(exposure),
    exposure.customers.length > 0 && GROUPS.map((group) => groupTable(group, exposure)),
    exposure.customers.length > 0 &&
      html`<p class="note">One customer stands in one group only; the sensitive one wins. A customer without a reference of your own is shown by the beginning of a keyed hash, which the JSON file has whole. Confidence is that of the detection: 65, 75 or 85 of 100.</p>`,
    html`<p class="note">Examined at ${timeElement(exposure.assessedAt)} UTC.</p>`,
  ];
}

function verdict(exposure: Exposure): Fragment {
  const { groups, unread } = exposure;
  const more =
    unread.length === 0 ? '' : ` ${countText(unread.length, 'part')} could not be read and may hold more.`;
  switch (exposure.verdict) {
    case 'yes':
      return callout(
        'bad',
        html`<strong>${countText(groups.sensitive + groups.account, 'customer')} to be told:</strong> ${numberText(groups.sensitive)} sensitive, ${numberText(groups.account)} account information only.${more}`,
      );
    case 'unknown':
      return callout(
        'warn',
        html`<strong>Unknown.</strong> Nothing was found in what could be read, but not everything could.${more}`,
      );
    case 'no':
      return callout(
        'good',
        html`<strong>None on this evidence.</strong> No customer data was found in ${reachedWords(exposure)}${exposure.coverage.complete ? '.' : ', but the logs have gaps: see the coverage below.'}`,
      );
  }
}

function groupTable({ group, title, meaning }: (typeof GROUPS)[number], exposure: Exposure): Fragment {
  const members = exposure.customers.filter((customer) => customer.group === group);
  const heading = html`<h3>${title}: ${countText(exposure.groups[group], 'customer')}</h3><p class="note">${meaning}</p>`;
  if (members.length === 0) return heading;
  return [
    heading,
    table({
      id: `notice-${group}`,
      caption: `${title}: customers`,
      isCaptionUnseen: true,
      columns: [
        { name: 'Customer' },
        { name: 'What was reached' },
        { name: 'Proof' },
        { name: 'Messages', isNumber: true },
        { name: 'First access (UTC)' },
        { name: 'Last access (UTC)' },
        { name: 'Confidence', isNumber: true },
      ],
      rows: members.slice(0, LONGEST_LIST).map(customerRow),
      total: members.length,
    }),
  ];
}

function customerRow(customer: ExposedCustomer): readonly Fragment[] {
  return [
    customer.reference ?? html`<span class="id">${shortened(customer.key)}</span>`,
    classWords(customer.classes),
    PROOF_WORDS[customer.proof].label,
    numberText(customer.messages),
    timeElement(customer.firstAccess),
    timeElement(customer.lastAccess),
    String(customer.confidence),
  ];
}
