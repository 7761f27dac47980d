import type { AccessEvent } from '../model/access-event.js';
import type { Finding } from '../model/finding.js';
import type { IncidentOrigin } from '../model/incident.js';
import type { JoinedSessions } from '../model/join-sessions.js';
import { readNetworkNames } from '../model/network-names.js';
import type { Session } from '../model/session.js';
import { type EvidenceGroup, leadingGroup } from './evidence-group.js';

/** What the intruder used and reached. */
export interface IntruderTrace {
  /** Session keys, oldest first. */
  readonly sessions: readonly string[];
  /** Ids of applications that acted on their own; missing where none did. */
  readonly applications?: readonly string[];
  readonly origins: readonly IncidentOrigin[];
  /** Ids of mail reads and syncs, oldest first. */
  readonly mailEvents: readonly string[];
}

/** Below this a session is rather the owner's, whatever else happened at the time. */
const MIN_SESSION_WEIGHT = 1500;

/**
 * Names the sessions that evidence of identity speaks against, their origins and the mail that they reached. Only groups
 * that reach `open` alone lend sessions, or the heaviest where none does.
 */
export function traceIntruder(
  groups: readonly EvidenceGroup[],
  open: number,
  joined: JoinedSessions,
): IntruderTrace {
  const heavy = groups.filter((group) => group.score >= open);
  const lead = leadingGroup(groups);
  const lending = heavy.length > 0 || lead === undefined ? heavy : [lead];
  const weights = weighSessions(lending.flatMap((group) => group.findings));
  const sessions = joined.sessions.filter((session) => isIntruders(session, weights));
  const acts = sessions.flatMap((session) => session.events.flatMap((id) => joined.eventOf(id) ?? []));
  const applications = applicationsOf(sessions);
  return {
    sessions: sessions.map((session) => session.key),
    ...(applications.length === 0 ? {} : { applications }),
    origins: originsOf(acts),
    mailEvents: acts
      .filter(isMailReached)
      .sort(byTime)
      .map((event) => event.id),
  };
}

function applicationsOf(sessions: readonly Session[]): readonly string[] {
  const ids = sessions.flatMap(({ user }) => (user.startsWith('app:') ? [user.slice('app:'.length)] : []));
  return [...new Set(ids)].sort();
}

interface SessionWeight {
  readonly identity: number;
  readonly all: number;
}

function weighSessions(findings: readonly Finding[]): ReadonlyMap<string, SessionWeight> {
  const weights = new Map<string, SessionWeight>();
  for (const finding of findings) {
    if (!finding.needsCredential) continue;
    for (const key of finding.sessions) {
      const known = weights.get(key) ?? { identity: 0, all: 0 };
      const identity = isOfIdentity(finding) ? known.identity + finding.points : known.identity;
      weights.set(key, { identity, all: known.all + finding.points });
    }
  }
  return weights;
}

/** What was done says nothing of who did it: an owner makes rules and reads mail too. */
function isOfIdentity({ family }: Finding): boolean {
  return family === 'network' || family === 'client' || family === 'authentication' || family === 'session';
}

/** An application on its own has no client or network to be new in: all that is held against it counts. */
function isIntruders(session: Session, weights: ReadonlyMap<string, SessionWeight>): boolean {
  const weight = weights.get(session.key);
  if (weight === undefined) return false;
  return (session.user.startsWith('app:') ? weight.all : weight.identity) >= MIN_SESSION_WEIGHT;
}

function isMailReached(event: AccessEvent): boolean {
  return (event.kind === 'mail-read' || event.kind === 'mail-sync') && event.outcome !== 'failure';
}

/** One origin per network and client; sessions that signed in are described by their sign-ins alone. */
function originsOf(acts: readonly AccessEvent[]): readonly IncidentOrigin[] {
  const names = readNetworkNames(acts);
  const origins = new Map<string, IncidentOrigin>();
  const described = new Set(
    acts.filter((event) => event.kind === 'sign-in').map((event) => event.network.prefix),
  );
  for (const event of [...acts].sort(byTime)) {
    const { address, prefix } = event.network;
    if (address === null || event.outcome === 'failure') continue;
    if (event.kind !== 'sign-in' && described.has(prefix)) continue;
    const client = clientText(event);
    const key = `${prefix ?? address}|${client ?? ''}`;
    const known = origins.get(key);
    if (known === undefined) {
      const { asn, country, place } = names.factsOf(event);
      origins.set(key, { address, asn, country, place, client, firstAt: event.at, lastAt: event.at });
    } else origins.set(key, { ...known, lastAt: event.at });
  }
  return [...origins.values()];
}

function clientText(event: AccessEvent): string | null {
  const { family, os } = event.client;
  if (family === null && os === null) return null;
  return os === null ? family : `${family ?? 'an unnamed program'} on ${os}`;
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
