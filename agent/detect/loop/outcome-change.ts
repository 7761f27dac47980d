import type { EvidenceFamily, Finding } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import type { Instant } from '../../model/time.js';

/** What rules and tuning make of one account. */
export interface AccountOutcome {
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
}

export interface FindingItem {
  readonly what: 'finding';
  readonly id: string;
  readonly account: string;
  readonly rule: string;
  readonly title: string;
  readonly family: EvidenceFamily;
  /** Thousandths. */
  readonly points: number;
  readonly text: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly events: readonly string[];
  readonly isShadow: boolean;
}

export interface IncidentItem {
  readonly what: 'incident';
  readonly id: string;
  readonly account: string;
  /** Thousandths. */
  readonly score: number;
  readonly threshold: number;
  readonly justifiesContainment: boolean;
  readonly containmentReason: string;
  readonly firstEvent: Instant;
  readonly lastEvent: Instant;
  readonly reasons: readonly {
    readonly rule: string;
    readonly title: string;
    readonly points: number;
    readonly text: string;
  }[];
}

export type ChangeItem = FindingItem | IncidentItem;

/** The same finding or incident under both rule sets, with other points, score or containment. */
export interface ChangedItem {
  readonly before: ChangeItem;
  readonly after: ChangeItem;
}

/** What a change of rules or tuning comes to. Findings first, then incidents, each oldest first within its account. */
export interface OutcomeChange {
  readonly added: readonly ChangeItem[];
  readonly removed: readonly ChangeItem[];
  readonly changed: readonly ChangedItem[];
  /** Incidents that the change would have contained, and that were not. */
  readonly wouldContain: readonly IncidentItem[];
  /** Incidents that the change would no longer have contained. */
  readonly wouldNotContain: readonly IncidentItem[];
}

export const NO_CHANGE: OutcomeChange = {
  added: [],
  removed: [],
  changed: [],
  wouldContain: [],
  wouldNotContain: [],
};

/** Two changes of different accounts as one. */
export function joinChanges(left: OutcomeChange, right: OutcomeChange): OutcomeChange {
  return {
    added: [...left.added, ...right.added],
    removed: [...left.removed, ...right.removed],
    changed: [...left.changed, ...right.changed],
    wouldContain: [...left.wouldContain, ...right.wouldContain],
    wouldNotContain: [...left.wouldNotContain, ...right.wouldNotContain],
  };
}
