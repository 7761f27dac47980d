import { type AccessEvent, principalKey, subjectOf } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { deriveId } from '../../model/ids.js';
import type { Timeline } from '../../model/store.js';
import type { Rule } from './rule.js';

const MAX_EVENTS = 50;

/**
 * What the rules say of one account: one finding per rule and session, or per rule and day where the record names no
 * session. A function of the set of events and matches, whatever their order. The provider's own work and our own
 * reads are never a finding.
 */
export function detectRules(timeline: Timeline, rules: readonly Rule[]): readonly Finding[] {
  const events = new Map(timeline.events.map((event) => [event.id, event]));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = new Map<string, RuleGroup>();
  for (const match of timeline.matches) {
    const event = events.get(match.event);
    const rule = byId.get(match.rule);
    if (event === undefined || rule === undefined || event.actorType === 'service') continue;
    if (!speaksAgainst(rule, event, timeline.subject)) continue;
    const key = JSON.stringify([rule.id, sessionOf(event) ?? event.at.slice(0, 10)]);
    const group = groups.get(key) ?? { rule, events: new Map(), proven: new Set() };
    groups.set(key, group);
    group.events.set(event.id, event);
    if (event.needsCredential && match.needsCredential !== false) group.proven.add(event.id);
  }
  const findings = [...groups.values()].flatMap((group) => toFinding(group, timeline.subject));
  return findings.sort(
    (a, b) => compare(a.firstAt, b.firstAt) || compare(a.rule, b.rule) || compare(a.id, b.id),
  );
}

/** Matches that make one finding. */
interface RuleGroup {
  readonly rule: Rule;
  readonly events: Map<string, AccessEvent>;
  /** Those of them that nobody can cause without a credential. */
  readonly proven: Set<string>;
}

function speaksAgainst(rule: Rule, event: AccessEvent, account: string): boolean {
  const user = principalKey(event.user);
  switch (rule.subject) {
    case 'mailbox':
      return subjectOf(event) === account;
    case 'user':
      return (user ?? subjectOf(event)) === account;
    case 'both':
      return subjectOf(event) === account || user === account;
  }
}

/** The session's key as `Session.key` gives it; null where the record names none. */
function sessionOf({ session }: AccessEvent): string | null {
  if (session.id !== null) return `sid:${session.id}`;
  return session.tokenId === null ? null : `uti:${session.tokenId}`;
}

function toFinding(group: RuleGroup, subject: string): readonly Finding[] {
  const { rule } = group;
  const events = [...group.events.values()].sort(byTime);
  const [anchor] = events;
  const last = events.at(-1);
  if (anchor === undefined || last === undefined) return [];
  const session = sessionOf(anchor);
  return [
    {
      id: deriveId('finding', rule.id, subject, anchor.id),
      rule: rule.id,
      title: rule.title,
      subject,
      family: rule.family,
      points: rule.isShadow ? 0 : rule.points,
      text: events.length === 1 ? rule.text : `${rule.text} Seen ${events.length} times.`,
      events: events.slice(0, MAX_EVENTS).map((event) => event.id),
      firstAt: anchor.at,
      lastAt: last.at,
      techniques: rule.techniques,
      needsCredential: rule.needsCredential && group.proven.size > 0,
      sessions: session === null ? [] : [session],
      ...(rule.isShadow ? { isShadow: true } : {}),
    },
  ];
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  return compare(left.at, right.at) || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
