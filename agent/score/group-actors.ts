import { deriveId } from '../model/ids.js';
import type { Incident, IncidentOrigin, IncidentReason } from '../model/incident.js';
import { type ActorMember, actorStatus, memberIds } from '../model/incident-actor.js';
import { earlierOf, type Instant, laterOf } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import { type ActorGroup, linkActors } from './link-actors.js';
import { standing } from './match-existing.js';

const MAX_EVENTS = 50;
const NO_SUPPORT_NOTE =
  'Evidence that arrived later no longer ties these mailboxes together; each has an incident of its own.';

/**
 * One incident for each actor who was in several mailboxes: those that the mailboxes' incidents show now, and those announced
 * before that they no longer do, with a note. `related` are incidents of both kinds, all that can share an actor. Apart from what
 * was announced (id, aliases, openedAt, late), a function of the mailboxes' incidents, in any order. Closed ones are history.
 */
export function groupActors(
  related: readonly Incident[],
  tuning: Tuning,
  context: { readonly tenantId: string; readonly now: Instant },
): readonly Incident[] {
  const actors = related.filter(({ kind }) => kind === 'actor');
  const closed = actors.filter(({ status }) => status === 'closed');
  const told = new Set(closed.flatMap(memberIds));
  const taken = new Set(closed.flatMap(namesOf));
  const mailboxes = related.filter((one) => isCounted(one) && !namesOf(one).some((name) => told.has(name)));
  const groups = linkActors(mailboxes, tuning);
  const homes = new Map(groups.map((group) => [group, [] as Incident[]]));
  const left: Incident[] = [];
  for (const actor of standing(actors)) {
    const home = homeOf(actor, groups);
    if (home === null) left.push(actor);
    else homes.get(home)?.push(actor);
  }
  return [
    ...groups.map((group) => toActor(group, homes.get(group) ?? [], { ...context, taken })),
    ...left.map((actor) => ({ ...actor, justifiesContainment: false, note: NO_SUPPORT_NOTE })),
  ];
}

/** Whether a mailbox's incident can show an actor: it is supported, and no person said that it was nobody. */
function isCounted({ kind, note, closure }: Incident): boolean {
  const wasNobody = closure?.verdict === 'false-positive' || closure?.verdict === 'benign';
  return kind === 'mailbox' && note === null && !wasNobody;
}

function namesOf({ id, aliases }: Incident): readonly string[] {
  return [id, ...aliases];
}

/** The group that most of the announced members are in, the earlier one of two. */
function homeOf(actor: Incident, groups: readonly ActorGroup[]): ActorGroup | null {
  const ids = new Set(memberIds(actor));
  let best: { readonly group: ActorGroup; readonly count: number } | null = null;
  for (const group of groups) {
    const count = group.members.filter((one) => namesOf(one).some((name) => ids.has(name))).length;
    if (count > (best?.count ?? 0)) best = { group, count };
  }
  return best?.group ?? null;
}

function toActor(
  group: ActorGroup,
  existing: readonly Incident[],
  context: { readonly tenantId: string; readonly now: Instant; readonly taken: ReadonlySet<string> },
): Incident {
  const { members, ties, anchor, firstAt, lastAt } = group;
  const [oldest] = existing;
  const derived = deriveName(anchor, context.tenantId, context.taken);
  const id = oldest?.id ?? derived;
  const names = [...existing.flatMap(namesOf), derived].filter((name) => name !== id);
  const lead = members.reduce((most, one) => (one.score > most.score ? one : most));
  const justified = members.filter((one) => one.justifiesContainment);
  const gaps = members.flatMap(({ coverage }) => coverage.gaps);
  return {
    id,
    aliases: [...new Set(names)].sort(),
    kind: 'actor',
    subject: oldest?.subject ?? `actor:${derived}`,
    mailbox: { id: null, upn: null },
    actor: { ties, members: members.map(toMember) },
    status: actorStatus(members),
    openedAt: oldest?.openedAt ?? context.now,
    firstEvent: firstAt,
    lastEvent: lastAt,
    late: oldest?.late ?? members.every(({ late }) => late),
    score: lead.score,
    threshold: lead.threshold,
    containThreshold: lead.containThreshold,
    ...(lead.thresholdReason === undefined ? {} : { thresholdReason: lead.thresholdReason }),
    justifiesContainment: false,
    containmentReason: `Each mailbox is judged by itself: containment is justified for ${justified.length} of ${members.length}.`,
    reasons: reasonsOf(lead, members),
    sessions: [...new Set(members.flatMap(({ sessions }) => sessions))].sort(),
    origins: originsOf(members),
    mailEvents: [],
    coverage: {
      complete: members.every(({ coverage }) => coverage.complete),
      gaps: [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()],
    },
    note: null,
  };
}

/** One who comes back after the case was closed has a case of its own. */
function deriveName(anchor: string, tenantId: string, taken: ReadonlySet<string>): string {
  for (let turn = 0; ; turn += 1) {
    const name = deriveId('inc', tenantId, 'actor', anchor, String(turn));
    if (!taken.has(name)) return name;
  }
}

function toMember(one: Incident): ActorMember {
  const { id, subject, mailbox, status, firstEvent, lastEvent, score, justifiesContainment } = one;
  return { incident: id, subject, mailbox, status, firstEvent, lastEvent, score, justifiesContainment };
}

/**
 * Those of the heaviest mailbox with their points: an actor weighs what the worst of its mailboxes weighs, for the others' evidence
 * is of the same sign-ins. What only others show stands below them and adds nothing.
 */
function reasonsOf(lead: Incident, members: readonly Incident[]): readonly IncidentReason[] {
  const byRule = new Map<string, IncidentReason[]>(lead.reasons.map(({ rule }) => [rule, []]));
  for (const reason of members.flatMap(({ reasons }) => reasons)) {
    const known = byRule.get(reason.rule);
    if (known === undefined) byRule.set(reason.rule, [reason]);
    else known.push(reason);
  }
  return [...byRule.values()].flatMap((same) => {
    const ofLead = lead.reasons.find((reason) => reason.rule === same[0]?.rule);
    const first = ofLead ?? same[0];
    if (first === undefined) return [];
    return [
      {
        ...first,
        points: ofLead?.points ?? 0,
        text: `${first.text} (in ${same.length} of ${members.length} incidents)`,
        events: [...new Set([...first.events, ...same.flatMap(({ events }) => events)])].slice(0, MAX_EVENTS),
        techniques: [...new Set(same.flatMap(({ techniques }) => techniques))].sort(),
        firstAt: same.map(({ firstAt }) => firstAt).reduce(earlierOf),
      },
    ];
  });
}

/** Each network and client once, that of most mailboxes first. */
function originsOf(members: readonly Incident[]): readonly IncidentOrigin[] {
  const origins = new Map<string, { readonly origin: IncidentOrigin; readonly count: number }>();
  for (const origin of members.flatMap((member) => member.origins)) {
    const key = `${origin.address}|${origin.client}`;
    const known = origins.get(key);
    const firstAt = earlierOf(known?.origin.firstAt ?? origin.firstAt, origin.firstAt);
    const lastAt = laterOf(known?.origin.lastAt ?? '', origin.lastAt);
    origins.set(key, { origin: { ...origin, firstAt, lastAt }, count: (known?.count ?? 0) + 1 });
  }
  return [...origins.entries()]
    .sort(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1))
    .map(([, { origin }]) => origin);
}
