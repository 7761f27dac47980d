import type { AccessEvent } from '../model/access-event.js';
import { endsForwarding } from '../model/forwarding.js';
import type { Incident } from '../model/incident.js';
import { intruderTest } from '../model/intruder-test.js';
import type { StoreReads } from '../model/store.js';

const DEPARTURES: readonly AccessEvent['kind'][] = [
  'mail-send',
  'mail-search',
  'inbox-rule',
  'mailbox-forwarding',
];

/**
 * What the exposure of an incident's mailbox follows from: the reads of the intruder's sessions, what was sent and searched
 * in them, and every change of forwarding and rules that the incident rests on or that ends one.
 */
export async function exposureEvents(
  reads: Pick<StoreReads, 'events' | 'timelines'>,
  incident: Incident,
): Promise<readonly AccessEvent[]> {
  const isIntruders = intruderTest(incident);
  const reasons = new Set(incident.reasons.flatMap((reason) => reason.events));
  const timeline = (await reads.timelines([incident.subject])).get(incident.subject);
  const departures = (timeline?.events ?? []).filter(
    (event) =>
      DEPARTURES.includes(event.kind) &&
      (isIntruders(event) || reasons.has(event.id) || endsForwarding(event)),
  );
  const known = new Set(incident.mailEvents);
  return [
    ...(await reads.events(incident.mailEvents)),
    ...departures.filter((event) => !known.has(event.id)),
  ];
}
