import type { AccessEvent, EventSession } from './access-event.js';
import { type Actors, readActors } from './actors.js';
import { canBeOneClient, clientKind } from './client-kind.js';
import { deriveId } from './ids.js';
import { readNetworkNames } from './network-names.js';
import type { JoinRung, Session } from './session.js';
import { HOUR_MS, MINUTE_MS, toMs } from './time.js';

/** Events of one account put into sessions. */
export interface JoinedSessions {
  /** Oldest first by (firstAt, key). */
  readonly sessions: readonly Session[];
  /** The session of an event; undefined for an event that was not given. */
  sessionOf(eventId: string): Session | undefined;
  /** The event itself. */
  eventOf(eventId: string): AccessEvent | undefined;
  /** How that event was put there. */
  rungOf(eventId: string): JoinRung | undefined;
}

/** An act without ids belongs to the last act with ids of the same address and client, if not longer ago. */
const JOIN_WITHIN_MS = 12 * HOUR_MS;
/** Mail access is stamped with the start of its two-minute fold, which may lie before the sign-in. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS;
const CONTEXT_GAP_MS = 8 * HOUR_MS;

interface Placed {
  readonly event: AccessEvent;
  readonly actor: string;
  readonly ms: number;
  root: string | null;
  rung: JoinRung;
  session: Session | undefined;
}

/**
 * Joins mail access to sign-ins: by session id, by token id, by device, else by address and fitting client within
 * hours. `events` must be those of `countedEvents`.
 */
export function joinSessions(events: readonly AccessEvent[]): JoinedSessions {
  const known = joined.get(events);
  if (known !== undefined) return known;
  const sessions = join(events);
  joined.set(events, sessions);
  return sessions;
}

/** Behaviours and score both join the events of one timeline, which is the most that is done with a long one. */
const joined = new WeakMap<readonly AccessEvent[], JoinedSessions>();

function join(events: readonly AccessEvent[]): JoinedSessions {
  const placed = placeById(events, readActors(events));
  placeByCircumstance(placed);
  placeByContext(placed);
  adoptSignIns(placed);
  return split(placed);
}

function placeById(events: readonly AccessEvent[], actors: Actors): Placed[] {
  const sessionOfToken = new Map<string, string>();
  // Stored events share equal parts, so that most session ids of a long timeline were met before.
  const roots = new Map<EventSession, string | null>();
  for (const { session } of events) {
    if (session.id === null || session.tokenId === null || roots.has(session)) continue;
    roots.set(session, rootOf(session.id, session.tokenId));
    const known = sessionOfToken.get(session.tokenId);
    if (known === undefined || session.id < known) sessionOfToken.set(session.tokenId, session.id);
  }
  return events.map((event) => {
    const { id, tokenId } = event.session;
    let root = roots.get(event.session);
    if (root === undefined) {
      const viaToken = tokenId === null ? undefined : sessionOfToken.get(tokenId);
      root = rootOf(id ?? viaToken ?? null, tokenId);
      roots.set(event.session, root);
    }
    const rung = id === null && tokenId !== null ? 'token' : 'session';
    return { event, actor: actors.of(event), ms: toMs(event.at), root, rung, session: undefined };
  });
}

function rootOf(sessionId: string | null, tokenId: string | null): string | null {
  if (sessionId !== null) return `sid:${sessionId}`;
  return tokenId === null ? null : `uti:${tokenId}`;
}

/** Anchors by actor and device or address, in order of time. Sign-ins without ids are never joined to others here. */
function placeByCircumstance(placed: readonly Placed[]): void {
  const seekers = placed.filter((one) => one.root === null && one.event.kind !== 'sign-in');
  if (seekers.length === 0) return;
  const anchors = new Map<string, Placed[]>();
  for (const one of placed) {
    if (one.root === null || one.event.outcome === 'failure') continue;
    for (const key of circumstancesOf(one)) push(anchors, key.text, one);
  }
  const found: (readonly [Placed, string, JoinRung])[] = [];
  for (const one of seekers) {
    for (const key of circumstancesOf(one)) {
      const anchor = lastFitting(anchors.get(key.text) ?? [], one);
      if (anchor?.root != null) {
        found.push([one, anchor.root, key.rung]);
        break;
      }
    }
  }
  for (const [one, root, rung] of found) {
    one.root = root;
    one.rung = rung;
  }
}

function circumstancesOf(one: Placed): readonly { readonly text: string; readonly rung: JoinRung }[] {
  const { client, network } = one.event;
  const keys: { text: string; rung: JoinRung }[] = [];
  if (client.deviceId !== null) keys.push({ text: `${one.actor}|device|${client.deviceId}`, rung: 'device' });
  if (network.address !== null) {
    keys.push({ text: `${one.actor}|address|${network.address}`, rung: 'address-and-client' });
  }
  return keys;
}

function lastFitting(anchors: readonly Placed[], one: Placed): Placed | undefined {
  const MAX_STEPS = 50;
  let index = countUpTo(anchors, one.ms + CLOCK_SLACK_MS) - 1;
  for (let step = 0; index >= 0 && step < MAX_STEPS; index -= 1, step += 1) {
    const anchor = anchors[index];
    if (anchor === undefined || anchor.ms < one.ms - JOIN_WITHIN_MS) return undefined;
    if (canBeOneClient(anchor.event.client, one.event.client)) return anchor;
  }
  return undefined;
}

/** How many of the anchors, sorted by time, are not later than `ms`. */
function countUpTo(anchors: readonly Placed[], ms: number): number {
  let low = 0;
  let high = anchors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.ms ?? Number.POSITIVE_INFINITY) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What nothing else joins: acts of one actor, network and kind of client, until a pause of eight hours. */
function placeByContext(placed: readonly Placed[]): void {
  const open = new Map<string, { key: string; lastMs: number }>();
  for (const one of placed) {
    if (one.root !== null) continue;
    const { network, client } = one.event;
    const place = network.prefix ?? network.address ?? '-';
    const kind = clientKind(client) ?? client.os ?? '-';
    const context = `${one.actor}|${place}|${kind}`;
    const current = open.get(context);
    const isContinued = current !== undefined && one.ms - current.lastMs <= CONTEXT_GAP_MS;
    const key = isContinued ? current.key : `ctx:${deriveId('s', one.actor, place, kind, one.event.id)}`;
    open.set(context, { key, lastMs: one.ms });
    one.root = key;
    one.rung = 'address-and-client';
  }
}

/**
 * The v1.0 sign-in log has no session ids, the mail log has them: a session that no sign-in opened adopts the
 * sign-ins without ids of its first address. Where sign-ins do have ids, a session without one stays an orphan.
 */
function adoptSignIns(placed: readonly Placed[]): void {
  const isAnyLoose = placed.some((one) => isSignedIn(one) && one.root?.startsWith('ctx:') === true);
  if (!isAnyLoose) return;
  const loose = new Map<string, Placed[]>();
  const first = new Map<string, Placed>();
  const signedIn = new Set<string>();
  for (const one of placed) {
    const root = one.root ?? '';
    if (isSignedIn(one)) {
      if (root.startsWith('ctx:')) push(loose, addressKey(one), one);
      else signedIn.add(root);
    } else if (!first.has(root)) first.set(root, one);
  }
  const adopted = new Map<string, string>();
  for (const [root, one] of first) {
    if (signedIn.has(root) || one.event.network.address === null) continue;
    const signIn = lastFitting(loose.get(addressKey(one)) ?? [], one);
    if (signIn?.root != null && signIn.root !== root && !adopted.has(signIn.root))
      adopted.set(signIn.root, root);
  }
  for (const one of placed) {
    const root = adopted.get(one.root ?? '');
    if (root !== undefined) one.root = root;
  }
}

function isSignedIn({ event }: Placed): boolean {
  return event.kind === 'sign-in' && event.outcome !== 'failure';
}

function addressKey(one: Placed): string {
  return `${one.actor}|${one.event.network.address}`;
}

function split(placed: readonly Placed[]): JoinedSessions {
  const names = readNetworkNames(placed.map((one) => one.event));
  const roots = new Map<string, Placed[]>();
  for (const one of placed) push(roots, `${one.root}`, one);
  const sessions: Session[] = [];
  for (const [root, members] of roots) {
    const parts = new Map<string, Placed[]>();
    for (const one of members) {
      const name = names.of(one.event) ?? parts.keys().next().value ?? '-';
      push(parts, name, one);
    }
    let isFirst = true;
    for (const [network, part] of parts) {
      const session = toSession(root, isFirst ? root : `${root}@${network}`, part);
      for (const one of part) one.session = session;
      sessions.push(session);
      isFirst = false;
    }
  }
  return index(sessions.sort(byStart), placed);
}

const RUNGS: readonly JoinRung[] = ['session', 'token', 'device', 'address-and-client'];

function toSession(root: string, key: string, part: readonly Placed[]): Session {
  const weakest = part.reduce((most, one) => Math.max(most, RUNGS.indexOf(one.rung)), 0);
  return {
    key,
    root,
    user: part[0]?.actor ?? '?',
    firstAt: part[0]?.event.at ?? '',
    lastAt: part.at(-1)?.event.at ?? '',
    rung: RUNGS[weakest] ?? 'address-and-client',
    events: part.map((one) => one.event.id),
  };
}

function index(sessions: readonly Session[], placed: readonly Placed[]): JoinedSessions {
  const byEvent = new Map<string, Placed>();
  for (const one of placed) byEvent.set(one.event.id, one);
  return {
    sessions,
    sessionOf: (eventId) => byEvent.get(eventId)?.session,
    eventOf: (eventId) => byEvent.get(eventId)?.event,
    rungOf: (eventId) => byEvent.get(eventId)?.rung,
  };
}

function byStart(left: Session, right: Session): number {
  if (left.firstAt !== right.firstAt) return left.firstAt < right.firstAt ? -1 : 1;
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
