import type { ExposedCustomer } from '../../model/exposure.js';
import type { RestMessage } from '../../model/mailbox-survey.js';
import type { NoticeRegime } from '../../model/notice.js';
import { csvText } from './csv.js';
import { listCustomers } from './customer-lists.js';

const CUSTOMERS = [
  'customer',
  'named_by',
  'group',
  'classes',
  'proof',
  'messages',
  'confidence',
  'match',
  'candidates',
  'regimes',
  'regimes_possible',
];

/**
 * Whose data lies in the rest of a mailbox, each customer once with the strongest proof. There is no time of access: none is known. The
 * regimes are those that would call for notice if it was reached.
 */
export function restCustomersCsv(
  customers: readonly ExposedCustomer[],
  regimes: readonly NoticeRegime[],
): string {
  const rows = listCustomers(customers, regimes).map((listed) => {
    const { reference, key, group, classes, proof, messages, confidence, match } = listed.customer;
    return [
      reference ?? key,
      reference === null ? 'key' : 'reference',
      group,
      classes.join(' '),
      proof,
      messages,
      confidence,
      match?.evidence ?? '',
      match?.candidates ?? '',
      listed.regimes.join(' '),
      listed.possible.join(' '),
    ];
  });
  return csvText(CUSTOMERS, rows);
}

/** Which messages those are, sorted by Message-ID. */
export function restMessagesCsv(messages: readonly RestMessage[]): string {
  const rows = [...messages]
    .sort((left, right) => (left.message < right.message ? -1 : 1))
    .map(({ message, folder, receivedAt, proof, classes, customers }) => [
      message,
      folder,
      receivedAt ?? '',
      proof,
      classes.join(' '),
      customers.length,
    ]);
  return csvText(['message', 'folder', 'received', 'proof', 'classes', 'customers'], rows);
}
