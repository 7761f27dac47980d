import type { Config } from '../../config.js';
import type { IndexAccess } from '../../model/customer-index.js';
import type { Log } from '../../model/ports.js';
import { randomKey } from '../../runtime/ids.js';
import { accessCustomerIndex } from './customer-index-access.js';

/** How an examination names customers. */
export interface Customers {
  /** Keys the hashes of those who are in no index. */
  readonly customerKey: Uint8Array;
  /** The index as it is now; null where none is configured. */
  readonly customerIndex: () => IndexAccess | null;
  close(): Promise<void>;
}

/** What the configuration says of customers; what is missing or broken is said in the log, and once more in each exposure. */
export function openCustomers({ exposure }: Pick<Config, 'exposure'>, log: Log): Customers {
  const { customerIndex: path, customerKey: key } = exposure;
  if (key === null) {
    log.warn({}, 'exposure.customers.key is not set: customers have other keys after each start');
    const unkeyed = path === null ? null : { index: null, reason: KEY_MISSING };
    return { customerKey: randomKey(), customerIndex: () => unkeyed, close: async () => {} };
  }
  if (path === null) return { customerKey: key, customerIndex: () => null, close: async () => {} };
  const access = accessCustomerIndex(path, key);
  const { reason } = access.current();
  if (reason !== null)
    log.error({ reason }, 'the customer index cannot be used: customers are named by keyed hash');
  return { customerKey: key, customerIndex: () => access.current(), close: async () => access.close() };
}

const KEY_MISSING = 'exposure.customers.index is set, but exposure.customers.key is not';
