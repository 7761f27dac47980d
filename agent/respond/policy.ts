import type { Principal } from '../model/access-event.js';
import type { ResponseMode } from '../model/action.js';
import type { Instant } from '../model/time.js';

/** Who is never touched without a person. */
export interface Protection {
  /** Why this account must be left alone, or null. Says so too where the list could not be resolved. */
  reasonFor(principal: Principal): string | null;
}

/** Under which terms actions are decided. */
export interface ResponsePolicy {
  readonly mode: ResponseMode;
  /** Until then nothing is done, whatever the mode; null when the agent has learned. */
  readonly learningUntil: Instant | null;
  readonly protection: Protection;
}
