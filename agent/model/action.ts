import type { Principal } from './access-event.js';
import type { ActionBasis, HoldCause } from './brake.js';
import type { Instant } from './time.js';

export type ActionKind =
  | 'revoke-sessions'
  | 'disable-inbox-rule'
  | 'remove-grant'
  | 'remove-authentication-method'
  | 'confirm-compromised'
  | 'quarantine'
  | 'disable-account';

export type ActionStatus = 'proposed' | 'approved' | 'held' | 'done' | 'failed' | 'undone' | 'skipped';

/** What we mean to do, or did. History: never recomputed. */
export interface Action {
  /** Derived from incident, kind and target. */
  readonly id: string;
  readonly incident: string;
  readonly kind: ActionKind;
  readonly target: Principal;
  readonly status: ActionStatus;
  readonly decidedAt: Instant;
  /** Written down before the first call: after a crash the provider's state is asked before it is called again. */
  readonly attemptedAt: Instant | null;
  readonly doneAt: Instant | null;
  /** Whether the provider's state shows that it took: yes, no, or could not look. */
  readonly verified: 'yes' | 'no' | 'unknown';
  /** A person approved it: the protected list no longer holds it back. */
  readonly isApproved: boolean;
  /** Why it was decided, held, skipped or failed. */
  readonly reason: string;
  /** Which thing of the target is meant, where an account can have several: see `PlanStep.object`. */
  readonly object?: string;
  /** Ids of the events that the step rests on, oldest first. */
  readonly evidence?: readonly string[];
  /** What was there before the first call that changes anything: what is undone, and what is verified. */
  readonly found?: readonly FoundObject[];
  /** What the brake judges it by. */
  readonly basis?: ActionBasis;
  /** What keeps it back while it is `held`. */
  readonly heldBy?: HoldCause;
  /** When a person let it go although the brake held it; the protected list still holds. */
  readonly resumedAt?: Instant;
  /** Until then a person's approval stands. */
  readonly approvedUntil?: Instant;
}

/** One thing as it was before it was changed. No person's words: the text of a rule is kept as a hash. */
export interface FoundObject {
  /** The provider's id. */
  readonly id: string;
  /** What it takes to put it back, and to tell that nobody changed it since. */
  readonly state: Readonly<Record<string, string | boolean | null>>;
}

/** What came of one attempt. A failure is a fact, not an exception. */
export interface ActionResult {
  readonly action: string;
  readonly outcome: 'done' | 'failed' | 'held' | 'skipped';
  readonly at: Instant;
  readonly detail: string;
}

export type ResponseMode = 'observe' | 'approve' | 'enforce';
