import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';
import { countUse, type UseCount } from '../../model/use-count.js';

/** Counts what may be ordered in any stretch of a day. */
export interface DailyShare {
  /** Counts one order. Raises `OutsideError` of kind throttled, with the wait, when the share is used up. */
  take(): Promise<void>;
}

const NAME = 'audit-search';

/**
 * Shares of one count are taken from one day: who has the smaller limit leaves the rest to the others. What others of the
 * tenant order shows as 429, and is waited for as such.
 */
export function createDailyShare(limit: number, uses: UseCount): DailyShare {
  return {
    async take() {
      const waitMs = await uses.take(NAME, limit, DAY_MS);
      if (waitMs === null) return;
      throw new OutsideError('throttled', `audit search: the ${limit} searches of a day are used up`, {
        code: 'DailyShare',
        retryAfterMs: waitMs,
      });
    },
  };
}

/** A count that ends with this process, for a look that orders nothing. */
export function countInMemory(clock: Clock): UseCount {
  let uses: readonly number[] = [];
  return {
    async take(_name, limit, spanMs) {
      const counted = countUse(uses, clock.nowMs(), { limit, spanMs });
      uses = counted.uses;
      return counted.waitMs;
    },
  };
}
