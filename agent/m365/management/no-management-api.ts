import { OutsideError } from '../../model/errors.js';
import type { LogSource } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';

/** Stands for a log of the audit feed in a cloud that does not have the feed: it can never be read, and says so. */
export function noManagementApi(name: string): LogSource {
  return {
    name,
    timeBasis: 'available',
    lookBackMs: 7 * DAY_MS,
    maxWindowMs: DAY_MS,
    async prepare() {
      throw new OutsideError('permission', `${name}: this cloud offers no Management Activity API`, {
        gap: 'permission',
      });
    },
    async *read() {},
  };
}
