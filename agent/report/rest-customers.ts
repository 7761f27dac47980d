import type { ExposedCustomer } from '../model/exposure.js';
import type { RestMessage } from '../model/mailbox-survey.js';

const NO_TIME = '1970-01-01T00:00:00.000Z';

/** The customers of one message. Its time of arrival stands where the time of access would: nobody knows of one. */
export function restCustomers({
  customers,
  receivedAt,
  proof,
}: Pick<RestMessage, 'customers' | 'receivedAt' | 'proof'>): readonly ExposedCustomer[] {
  const at = receivedAt ?? NO_TIME;
  return customers.map((one) => ({ ...one, proof, messages: 1, firstAccess: at, lastAccess: at }));
}
