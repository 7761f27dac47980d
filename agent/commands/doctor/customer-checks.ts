import type { Config } from '../../config.js';
import { silentLog } from '../../runtime/log.js';
import { openCustomers } from '../customers/open-customers.js';
import { type Check, failed, passed } from './check.js';

/** Whether the customer index can be opened with its key; nothing where none is configured. */
export async function checkCustomers(config: Pick<Config, 'exposure'>): Promise<readonly Check[]> {
  const { customerIndex: path } = config.exposure;
  if (path === null) return [];
  const customers = openCustomers(config, silentLog);
  try {
    const reason = customers.customerIndex()?.reason ?? null;
    if (reason === null) return [passed('customer-index', path)];
    return [
      failed('customer-index', reason, 'build it with "mailwarden customers index", under the same key'),
    ];
  } finally {
    await customers.close();
  }
}
