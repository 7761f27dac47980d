import type { Instant } from './time.js';

/** Closed list: why a stretch of a log was not seen. */
export type GapReason =
  | 'throttled-out'
  | 'expired-content'
  | 'licence'
  | 'permission'
  | 'audit-off'
  | 'mailbox-not-audited'
  | 'mail-access-throttled'
  | 'outage'
  | 'retention-passed';

/** One stretch [from, to) of one source: what we saw of it, or why not. */
export interface Coverage {
  readonly source: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly state: 'covered' | 'gap' | 'repaired';
  /** Records read in it, duplicates included. */
  readonly records: number;
  readonly reason: GapReason | null;
  readonly detail: string | null;
}

/** What became of trying to read a gap again. A gap without one was not tried yet. */
export interface RepairAttempt {
  readonly source: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** How often it failed. */
  readonly attempts: number;
  /** Not tried again before this. */
  readonly nextAt: Instant;
  readonly lastError: string;
}
