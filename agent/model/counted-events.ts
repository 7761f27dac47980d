import type { AccessEvent } from './access-event.js';
import type { Timeline } from './store.js';

/**
 * The events of a timeline that can speak for or against anybody, oldest first by (at, id), each id once.
 * The provider's background work and our own reads are nobody's access.
 */
export function countedEvents(timeline: Timeline): readonly AccessEvent[] {
  const known = counted.get(timeline);
  if (known !== undefined) return known;
  const events = count(timeline);
  counted.set(timeline, events);
  return events;
}

/** Behaviours and score both ask for the events of one timeline, which is never changed. */
const counted = new WeakMap<Timeline, readonly AccessEvent[]>();

function count(timeline: Timeline): readonly AccessEvent[] {
  const byId = new Map<string, AccessEvent>();
  for (const event of timeline.events) if (!isBackground(event)) byId.set(event.id, event);
  const events = [...byId.values()].filter((event) => !isToldTwice(event, byId));
  // The store gives them in order, and there are many.
  return events.every((event, at) => at === 0 || byTime(events[at - 1] ?? event, event) <= 0)
    ? events
    : events.sort(byTime);
}

const AUDIT_KEY = 'ual:';

function isToldTwice(event: AccessEvent, byId: ReadonlyMap<string, AccessEvent>): boolean {
  const name = nameOfAct(event);
  return name !== event.id && byId.get(name)?.kind === 'sign-in';
}

/**
 * The id of the event that tells best of an act, whether or not it is here: a logon of the audit log carries the id of the
 * sign-in that it is, and says less of it. All other events stand for themselves.
 */
export function nameOfAct({ kind, id }: Pick<AccessEvent, 'kind' | 'id'>): string {
  return kind === 'sign-in' && id.startsWith(AUDIT_KEY) ? `signin:${id.slice(AUDIT_KEY.length)}` : id;
}

/** True for what `countedEvents` leaves out. */
export function isBackground(event: AccessEvent): boolean {
  return event.actorType === 'service' || event.facts.isOwnRead === true;
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
