import type { Finding } from '../model/finding.js';
import type { JoinedSessions } from '../model/join-sessions.js';
import { DAY_MS, laterOf, toMs } from '../model/time.js';
import type { EvidenceGroup } from './evidence-group.js';
import { createLinks } from './links.js';
import { weighFindings } from './weigh-findings.js';

/** Evidence farther apart than this does not add up. */
export const WINDOW_MS = 7 * DAY_MS;

/**
 * Puts findings together that share a session, or a network that one of them calls new, or parts of one provider session
 * that are all in new networks: an intruder signs in more than once, and from more than one place. Findings of one group that are more than seven days apart become two groups.
 */
export function groupEvidence(
  findings: readonly Finding[],
  joined: JoinedSessions,
): readonly EvidenceGroup[] {
  const links = createLinks();
  const sessionsOf = new Map<Finding, readonly string[]>();
  for (const finding of findings) {
    const sessions = resolveSessions(finding, joined);
    sessionsOf.set(finding, sessions);
    const self = `finding:${finding.id}`;
    for (const session of sessions) links.join(self, session);
    if (finding.family !== 'network' || finding.points <= 0) continue;
    const root = joined.sessionOf(finding.events[0] ?? '')?.root;
    if (root !== undefined) links.join(self, `root:${root}`);
    const prefix = joined.eventOf(finding.events[0] ?? '')?.network.prefix ?? null;
    if (prefix !== null) links.join(self, `prefix:${prefix}`);
  }
  const members = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(byTime)) {
    const root = links.rootOf(`finding:${finding.id}`);
    const group = members.get(root);
    if (group === undefined) members.set(root, [finding]);
    else group.push(finding);
  }
  return [...members.values()]
    .flatMap(splitByTime)
    .map((group) => toGroup(group, sessionsOf))
    .sort(byStart);
}

/**
 * A behaviour names sessions as they are joined here. A record rule knows no more than the record's own ids, so its
 * events say which part of a session it is about.
 */
function resolveSessions(finding: Finding, joined: JoinedSessions): readonly string[] {
  const ofEvents = finding.events.flatMap((id) => joined.sessionOf(id)?.key ?? []);
  const named = finding.rule.startsWith('behaviour:') || ofEvents.length === 0 ? finding.sessions : ofEvents;
  return [...new Set(named)].sort();
}

function splitByTime(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const finding of findings) {
    const ms = toMs(finding.firstAt);
    const current = groups.at(-1);
    if (current === undefined || ms - lastMs > WINDOW_MS) groups.push([finding]);
    else current.push(finding);
    lastMs = ms;
  }
  return groups;
}

function toGroup(
  findings: readonly Finding[],
  sessionsOf: ReadonlyMap<Finding, readonly string[]>,
): EvidenceGroup {
  const sessions = new Set(findings.flatMap((finding) => sessionsOf.get(finding) ?? []));
  return {
    findings,
    sessions: [...sessions].sort(),
    firstAt: findings[0]?.firstAt ?? '',
    lastAt: findings.reduce((last, finding) => laterOf(last, finding.lastAt), ''),
    score: weighFindings(findings).score,
  };
}

function byTime(left: Finding, right: Finding): number {
  if (left.firstAt !== right.firstAt) return left.firstAt < right.firstAt ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function byStart(left: EvidenceGroup, right: EvidenceGroup): number {
  if (left.firstAt !== right.firstAt) return left.firstAt < right.firstAt ? -1 : 1;
  const [a, b] = [left.findings[0]?.id ?? '', right.findings[0]?.id ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
