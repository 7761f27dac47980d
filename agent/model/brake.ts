import type { Instant } from './time.js';

/** What keeps an action back. All but `protection` are let go by `actions resume`. */
export type HoldCause =
  | 'protection'
  | 'breaker'
  | 'tenant-budget'
  | 'account-budget'
  | 'kill-file'
  | 'approval-expired'
  /** The mailbox is another one than the plan took it for, or nobody can tell. */
  | 'mailbox-kind'
  /** The configuration or the account's class gives the step another mode by now. */
  | 'mode';

/** What an action rests on, as far as the brake asks. */
export interface ActionBasis {
  /** Rules (`rule:<id>`) and the provider's signals as one (`provider`) without which it would not have been decided. */
  readonly causes: readonly string[];
  /** What is known of the intruder: `address:`, `client:`, `session:`, `application:`. */
  readonly intruder: readonly string[];
  /** Last act of the incident that was known when it was decided. */
  readonly lastEvent: Instant;
}

/** The brake's terms. Times in milliseconds. */
export interface BrakeSettings {
  /** From one act of a kind on an account to the next of that kind, unless the intruder came back in a new session. */
  readonly accountCoolDownMs: number;
  /** Acts of a kind on one account in 24 hours. */
  readonly accountPerDay: number;
  /** Accounts that may be acted on at once; null: by the size of the tenant. */
  readonly tenantBurst: number | null;
  /** In this time an empty budget fills again. */
  readonly tenantRefillMs: number;
  /** Accounts with one cause are counted together where their last acts lie no further apart. */
  readonly breakerWindowMs: number;
  /** Fewer accounts than this never trip the breaker. */
  readonly breakerMinimum: number;
}

/** The brake has been pulled. */
export interface BrakeTrip {
  /** Derived from cause and time. */
  readonly id: string;
  /** As in `ActionBasis.causes`, or `budget`. */
  readonly cause: string;
  readonly at: Instant;
  /** When it last held something back: a day after that it is over. */
  readonly lastAt: Instant;
  /** Number of accounts that it rests on. */
  readonly accounts: number;
  /** A person let everything go; null while it holds. */
  readonly releasedAt: Instant | null;
}

export const USUAL_BRAKE: BrakeSettings = {
  accountCoolDownMs: 30 * 60_000,
  accountPerDay: 3,
  tenantBurst: null,
  tenantRefillMs: 24 * 3_600_000,
  breakerWindowMs: 3_600_000,
  breakerMinimum: 5,
};
