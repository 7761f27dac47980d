import type { ExposedCustomer } from '../../model/exposure.js';
import type { RestMessage } from '../../model/mailbox-survey.js';
import type { NoticeRegime } from '../../model/notice.js';
import { csvText } from './csv.js';
import { customersCsv, listCustomers } from './customer-lists.js';

const TIMES_OF_ACCESS = ['first_access', 'last_access'];

/**
 * Whose data lies in the rest of a mailbox, each customer once with the strongest proof. There is no time of access: none is known. The
 * regimes are those that would call for notice if it was reached.
 */
export function restCustomersCsv(
  customers: readonly ExposedCustomer[],
  regimes: readonly NoticeRegime[],
): string {
  return customersCsv(listCustomers(customers, regimes), TIMES_OF_ACCESS);
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
