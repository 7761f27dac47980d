import type { Instant } from './time.js';

/** How much of an account's past is asked for: `pastMs` before the newest of its events that is not in the future. */
export interface PastLimit {
  readonly pastMs: number;
  readonly now: Instant;
}
