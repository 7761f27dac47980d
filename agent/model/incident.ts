import type { Principal } from './access-event.js';
import type { EvidenceFamily } from './finding.js';
import type { IncidentActor } from './incident-actor.js';
import type { Instant } from './time.js';

export interface IncidentReason {
  readonly rule: string;
  readonly title: string;
  readonly family: EvidenceFamily;
  /** Thousandths; all reasons' points sum to the incident's score exactly. */
  readonly points: number;
  /** Thousandths: what the score would be without this reason. Missing in cases that were weighed by an earlier version. */
  readonly scoreWithout?: number;
  readonly text: string;
  readonly events: readonly string[];
  readonly techniques: readonly string[];
  readonly firstAt: Instant;
}

export interface CoverageStatement {
  readonly complete: boolean;
  readonly gaps: readonly CoverageGapNote[];
}

export interface CoverageGapNote {
  readonly source: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}

/** Where the intruder came from, once per network and client. */
export interface IncidentOrigin {
  readonly address: string | null;
  readonly asn: number | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly client: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** What a person made of a case in the end. */
export const VERDICTS = ['true-positive', 'false-positive', 'benign', 'unknown'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** How a case was closed. Later evidence opens a case of its own. */
export interface IncidentClosure {
  readonly verdict: Verdict;
  readonly at: Instant;
  /** Who closed it, as far as the machine knows. */
  readonly by: string | null;
  readonly reason: string | null;
}

/**
 * Findings weighed for one mailbox, or the incidents of several mailboxes that one actor was in. A function of events and
 * rules, apart from `status`, `openedAt` and `aliases`.
 */
export interface Incident {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly kind: 'mailbox' | 'actor';
  /** Key of the account, see `subjectOf`; of an actor `actor:<the id that it was opened under>`. */
  readonly subject: string;
  /** Of an actor: nobody's. */
  readonly mailbox: Principal;
  /** Of kind `actor` only. */
  readonly actor?: IncidentActor;
  readonly status: 'open' | 'contained' | 'closed';
  readonly openedAt: Instant;
  readonly firstEvent: Instant;
  readonly lastEvent: Instant;
  /** Opened by evidence that arrived more than the source's usual lateness after it happened. */
  readonly late: boolean;
  /** Thousandths. */
  readonly score: number;
  /** Thousandths: where an incident opens. */
  readonly threshold: number;
  /** Thousandths: where containment is justified, given two independent families. */
  readonly containThreshold: number;
  /** Why the two thresholds are lower than those of other mailboxes, for people; missing where they are not. */
  readonly thresholdReason?: string;
  /** Never of an actor: each of its mailboxes is judged by itself. */
  readonly justifiesContainment: boolean;
  /** Why `justifiesContainment` is what it is, for people. */
  readonly containmentReason: string;
  readonly reasons: readonly IncidentReason[];
  /** Keys of sessions held to be the intruder's. */
  readonly sessions: readonly string[];
  /** Ids of the applications among them that acted on their own; missing where none did. */
  readonly applications?: readonly string[];
  readonly origins: readonly IncidentOrigin[];
  /** Event ids of mail reached by those sessions, oldest first; of an actor empty: its members' incidents name their own. */
  readonly mailEvents: readonly string[];
  readonly coverage: CoverageStatement;
  /** Set when later evidence no longer supports the incident, or the containment that was done. */
  readonly note: string | null;
  /** Of a closed case only. */
  readonly closure?: IncidentClosure;
  /** Ids of closed cases of the same mailbox that lie before this one, the latest last; missing where there are none. */
  readonly follows?: readonly string[];
}
