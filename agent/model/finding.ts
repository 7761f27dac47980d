import type { Instant } from './time.js';

/**
 * What kind of evidence a finding is. Containment needs two: one of the first four (how the actor came in)
 * and one of the others (what the actor did with it).
 */
export type EvidenceFamily =
  | 'network'
  | 'client'
  | 'authentication'
  | 'provider'
  | 'session'
  | 'mail'
  | 'persistence'
  | 'consent';

/** One rule's or behaviour's answer for one account. A function of stored events and rules only. */
export interface Finding {
  /** Derived from rule, subject and anchor event. */
  readonly id: string;
  /** Rule id, or `behaviour:<name>`. */
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly family: EvidenceFamily;
  /** Weight in thousandths of a nat. Negative: it speaks for the account's owner. */
  readonly points: number;
  /** One sentence for an analyst, with the baseline in words. No customer values. */
  readonly text: string;
  /** Event ids that prove it, oldest first, at most 50. */
  readonly events: readonly string[];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** ATT&CK technique ids. */
  readonly techniques: readonly string[];
  readonly needsCredential: boolean;
  /** Keys of the sessions (see `Session.key`) that this finding speaks against. */
  readonly sessions: readonly string[];
  /** Of a rule on trial: recorded with 0 points, and never part of an incident. */
  readonly isShadow?: true;
}
