import type { Principal } from './access-event.js';
import type { Instant } from './time.js';

export type ActionKind = 'revoke-sessions' | 'disable-account' | 'disable-inbox-rule' | 'remove-grant';

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
}

/** What came of one attempt. A failure is a fact, not an exception. */
export interface ActionResult {
  readonly action: string;
  readonly outcome: 'done' | 'failed' | 'held' | 'skipped';
  readonly at: Instant;
  readonly detail: string;
}

export type ResponseMode = 'observe' | 'approve' | 'enforce';
