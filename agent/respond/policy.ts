import type { Principal } from '../model/access-event.js';
import type { ResponseMode } from '../model/action.js';
import type { Instant } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import type { BrakeTerms } from './brake/terms.js';
import type { PlanPolicy } from './plan/decide-plan.js';

/** Who is never touched without a person. */
export interface Protection {
  /** Why this account must be left alone, or null. Says so too where the list could not be resolved. */
  reasonFor(principal: Principal): string | null;
}

/** Under which terms actions are decided. */
export interface ResponsePolicy {
  readonly mode: ResponseMode;
  /** Before that nothing is done, whatever the mode; null: there is no learning period. */
  readonly learningUntil: Instant | null;
  readonly protection: Protection;
  /** The usual one where it is not given. */
  readonly plan?: PlanPolicy;
  /** The usual one of a small tenant where it is not given. */
  readonly brake?: BrakeTerms;
  /** What networks and applications are used for; nothing is known of them where it is not given. */
  readonly tuning?: Tuning;
  /** How long an approval stands that names no time; a day where it is not given. */
  readonly approvalMs?: number;
}
