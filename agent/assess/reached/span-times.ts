import type { Instant } from '../../model/time.js';

/** When something was reached, first and last. */
export interface TimeSpan {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** The span of instants; null for none. */
export function spanTimes(instants: readonly Instant[]): TimeSpan | null {
  const sorted = [...instants].sort();
  const [firstAt, lastAt] = [sorted[0], sorted.at(-1)];
  return firstAt === undefined || lastAt === undefined ? null : { firstAt, lastAt };
}
