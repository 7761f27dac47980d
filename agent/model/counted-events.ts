import type { AccessEvent } from './access-event.js';
import type { Timeline } from './store.js';

/**
 * The events of a timeline that can speak for or against anybody, oldest first by (at, id), each id once.
 * The provider's background work and our own reads are nobody's access.
 */
export function countedEvents(timeline: Timeline): readonly AccessEvent[] {
  const byId = new Map<string, AccessEvent>();
  for (const event of timeline.events) if (!isBackground(event)) byId.set(event.id, event);
  return [...byId.values()].sort(byTime);
}

function isBackground(event: AccessEvent): boolean {
  return event.actorType === 'service' || event.facts.isOwnRead === true;
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
