import type { Principal } from './access-event.js';
import type { Incident } from './incident.js';
import { parseNetworkAddress } from './network-address.js';
import { isInsideAddress } from './network-class.js';
import type { Instant } from './time.js';

/** What one actor leaves in every mailbox: a network with a client, a session of the provider, an application. */
export type ActorTraitKind = 'address-and-client' | 'session' | 'application';

/** What several mailboxes have in common. */
export interface ActorTie {
  readonly kind: ActorTraitKind;
  /** For people: `203.0.113.0/24, Chrome on Windows`, a session's or an application's id. */
  readonly text: string;
  /** In how many of the actor's mailboxes it was seen. */
  readonly mailboxes: number;
}

/** One mailbox of a campaign, and how its own incident stands. */
export interface ActorMember {
  readonly incident: string;
  readonly subject: string;
  readonly mailbox: Principal;
  readonly status: Incident['status'];
  readonly firstEvent: Instant;
  readonly lastEvent: Instant;
  /** Thousandths. */
  readonly score: number;
  readonly justifiesContainment: boolean;
}

/** One actor over many mailboxes. */
export interface IncidentActor {
  /** Those of most mailboxes first. */
  readonly ties: readonly ActorTie[];
  /** In the order in which they were entered; at least two while the incident stands. */
  readonly members: readonly ActorMember[];
}

/** A trace of an intruder that may be found in another mailbox. Equal keys mean one actor, at about one time. */
export interface ActorTrait {
  readonly key: string;
  readonly kind: ActorTraitKind;
  readonly text: string;
  /** Of a network alone: what it is used for decides whether it can name anybody. */
  readonly network: { readonly address: string; readonly asn: number | null } | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/**
 * What an incident of one mailbox tells of its intruder. A session that no provider named is of one mailbox alone and is left
 * out, and so are addresses that are not public.
 */
export function actorTraits(incident: Incident): readonly ActorTrait[] {
  const whole = { network: null, firstAt: incident.firstEvent, lastAt: incident.lastEvent };
  const traits = new Map<string, ActorTrait>();
  for (const { address, asn, client, firstAt, lastAt } of incident.origins) {
    const prefix = address === null ? undefined : parseNetworkAddress(address)?.prefix;
    if (address === null || prefix === undefined || isInsideAddress(address)) continue;
    const text = client === null ? prefix : `${prefix}, ${client}`;
    const key = `network:${prefix}|${client ?? ''}`;
    traits.set(key, { key, kind: 'address-and-client', text, network: { address, asn }, firstAt, lastAt });
  }
  for (const session of incident.sessions) {
    const root = session.split('@')[0] ?? session;
    if (!root.startsWith('sid:') && !root.startsWith('uti:')) continue;
    const key = `session:${root}`;
    traits.set(key, { key, kind: 'session', text: root.slice('sid:'.length), ...whole });
  }
  for (const application of incident.applications ?? []) {
    const key = `application:${application}`;
    traits.set(key, { key, kind: 'application', text: application, ...whole });
  }
  return [...traits.values()];
}

/** Under which keys others of its actor find an incident: a mailbox's by its traits and its names, an actor's by its members. */
export function traceKeys(incident: Incident): readonly string[] {
  if (incident.kind === 'actor') return memberIds(incident).map(ofMember);
  const names = [incident.id, ...incident.aliases].map(ofName);
  return [...actorTraits(incident).map(({ key }) => key), ...names];
}

/** The keys of all that an incident is directly related to. `traits` are those of its traits that can name an actor. */
export function relatedKeys(incident: Incident, traits: readonly ActorTrait[]): readonly string[] {
  if (incident.kind === 'actor') return memberIds(incident).map(ofName);
  return [...traits.map(({ key }) => key), ...campaignKeys(incident)];
}

/** The keys under which the actor's incident is found that this mailbox's is part of. */
export function campaignKeys({ id, aliases }: Pick<Incident, 'id' | 'aliases'>): readonly string[] {
  return [id, ...aliases].map(ofMember);
}

/** How an actor's incident stands by its mailboxes: contained once the actor is out of each of them. */
export function actorStatus(members: readonly Pick<ActorMember, 'status'>[]): 'open' | 'contained' {
  return members.every(({ status }) => status !== 'open') ? 'contained' : 'open';
}

/** An actor's incident once that of one of its mailboxes stands otherwise. A closed one is history and stays as it was. */
export function withMemberStatus(actor: Incident, { id, aliases, status }: Incident): Incident {
  if (actor.actor === undefined || actor.status === 'closed') return actor;
  const names = new Set([id, ...aliases]);
  const members = actor.actor.members.map((one) => (names.has(one.incident) ? { ...one, status } : one));
  return { ...actor, actor: { ...actor.actor, members }, status: actorStatus(members) };
}

/** Ids of the mailboxes' incidents that an actor's is made of; none of any other. */
export function memberIds({ actor }: Incident): readonly string[] {
  return (actor?.members ?? []).map(({ incident }) => incident);
}

function ofMember(incident: string): string {
  return `member:${incident}`;
}

function ofName(incident: string): string {
  return `incident:${incident}`;
}
