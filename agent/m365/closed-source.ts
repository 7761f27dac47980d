import { OutsideError } from '../model/errors.js';
import type { LogSource } from '../model/ports.js';
import { DAY_MS } from '../model/time.js';

/** Stands for a log that the tenant's cloud does not offer: it can never be read, and says so. `missing` is what is not there. */
export function closedSource(name: string, missing: string): LogSource {
  return {
    name,
    timeBasis: 'available',
    lookBackMs: 7 * DAY_MS,
    maxWindowMs: DAY_MS,
    async prepare() {
      throw new OutsideError('permission', `${name}: this cloud offers no ${missing}`, { gap: 'permission' });
    },
    async *read() {},
  };
}
