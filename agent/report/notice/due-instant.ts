import type { NoticePeriod } from '../../model/notice.js';
import { DAY_MS, HOUR_MS, type Instant, shift } from '../../model/time.js';
import { isBusinessDay } from './federal-holidays.js';

/**
 * When a period ends that began at `start`, at the same time of day in UTC: a little before the end of the day by which
 * most laws count, never after it. Business days are those of the United States.
 */
export function dueInstant(start: Instant, { unit, count }: NoticePeriod): Instant {
  switch (unit) {
    case 'hours':
      return shift(start, count * HOUR_MS);
    case 'days':
      return shift(start, count * DAY_MS);
    case 'business-days':
      return afterBusinessDays(start, count);
  }
}

/** The day of the start does not count. */
function afterBusinessDays(start: Instant, count: number): Instant {
  let at = start;
  for (let left = count; left > 0; ) {
    at = shift(at, DAY_MS);
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}
