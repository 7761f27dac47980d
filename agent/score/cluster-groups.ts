import type { Finding } from '../model/finding.js';
import { DAY_MS, laterOf, toMs } from '../model/time.js';
import { type EvidenceCluster, type EvidenceGroup, leadingGroup } from './evidence-group.js';
import { WINDOW_MS } from './group-evidence.js';
import { weighFindings } from './weigh-findings.js';

/** Evidence that begins later than this after an incident's last is another incident. */
export const APART_MS = 14 * DAY_MS;

/** Lighter groups are everyday noise: many of them never make an incident. */
const MIN_GROUP_SCORE = 1000;

/**
 * The stretches of time in which the evidence reaches `open`: groups that begin within seven days of each other add up,
 * and stretches less than fourteen days apart are one. `groups` oldest first; so is the answer.
 */
export function clusterGroups(groups: readonly EvidenceGroup[], open: number): readonly EvidenceCluster[] {
  const notable = groups.filter((group) => group.score >= MIN_GROUP_SCORE);
  const lit = new Set<EvidenceGroup>();
  for (const [index, group] of notable.entries()) {
    const window = windowFrom(notable, index);
    if (weighFindings(countedFindings(window)).score >= open) for (const one of window) lit.add(one);
    else if (group.score >= open) lit.add(group);
  }
  const clusters: EvidenceGroup[][] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const group of notable) {
    if (!lit.has(group)) continue;
    const current = clusters.at(-1);
    if (current === undefined || toMs(group.firstAt) - lastMs > APART_MS) clusters.push([group]);
    else current.push(group);
    lastMs = Math.max(lastMs, toMs(group.lastAt));
  }
  return clusters.map(toCluster);
}

/**
 * The findings that an incident's score counts: those of the heaviest group whole, of groups within seven days of it what
 * is new in kind. What speaks for the owner of one session says nothing of another.
 */
export function countedFindings(groups: readonly EvidenceGroup[]): readonly Finding[] {
  const lead = leadingGroup(groups);
  if (lead === undefined) return [];
  const rules = new Set(lead.findings.map((finding) => finding.rule));
  const others = groups.filter((group) => group !== lead && isNear(group, lead));
  const added = others.flatMap((group) => group.findings);
  return [...lead.findings, ...added.filter((finding) => finding.points > 0 && !rules.has(finding.rule))];
}

function isNear(group: EvidenceGroup, lead: EvidenceGroup): boolean {
  return (
    toMs(group.firstAt) <= toMs(lead.lastAt) + WINDOW_MS &&
    toMs(group.lastAt) >= toMs(lead.firstAt) - WINDOW_MS
  );
}

function windowFrom(groups: readonly EvidenceGroup[], index: number): readonly EvidenceGroup[] {
  const startMs = toMs(groups[index]?.firstAt ?? '');
  let end = index;
  while (end < groups.length && toMs(groups[end]?.firstAt ?? '') - startMs <= WINDOW_MS) end += 1;
  return groups.slice(index, end);
}

function toCluster(groups: readonly EvidenceGroup[]): EvidenceCluster {
  return {
    groups,
    firstAt: groups[0]?.firstAt ?? '',
    lastAt: groups.reduce((last, group) => laterOf(last, group.lastAt), ''),
  };
}
