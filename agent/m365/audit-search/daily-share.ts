import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';

/** Counts what may be ordered in any stretch of a day. */
export interface DailyShare {
  /** Counts one order. Raises `OutsideError` of kind throttled, with the wait, when the share is used up. */
  take(): void;
}

/** The count is of this process; what others of the tenant order shows as 429, and is waited for as such. */
export function createDailyShare(limit: number, clock: Clock): DailyShare {
  const taken: number[] = [];
  return {
    take() {
      const nowMs = clock.nowMs();
      while ((taken[0] ?? nowMs) <= nowMs - DAY_MS) taken.shift();
      const [oldest = nowMs] = taken;
      if (taken.length >= limit) {
        throw new OutsideError('throttled', `audit search: the ${limit} searches of a day are used up`, {
          code: 'DailyShare',
          retryAfterMs: oldest + DAY_MS - nowMs,
        });
      }
      taken.push(nowMs);
    },
  };
}
