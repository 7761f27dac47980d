import type { Finding } from '../model/finding.js';
import type { Instant } from '../model/time.js';

/** Findings that speak of one intruder, as far as sessions and networks tell. */
export interface EvidenceGroup {
  /** Oldest first by (firstAt, id). */
  readonly findings: readonly Finding[];
  /** Session keys as joined here, sorted. */
  readonly sessions: readonly string[];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The weight of the group alone. */
  readonly score: number;
}

/** Groups of one time: what one incident is made of. */
export interface EvidenceCluster {
  /** Oldest first; at least one. */
  readonly groups: readonly EvidenceGroup[];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** The heaviest group, the earlier one when two are equal. */
export function leadingGroup(groups: readonly EvidenceGroup[]): EvidenceGroup | undefined {
  return groups.reduce<EvidenceGroup | undefined>(
    (best, group) => (best === undefined || group.score > best.score ? group : best),
    undefined,
  );
}
