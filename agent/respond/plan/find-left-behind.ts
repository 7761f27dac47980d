import type { AccessEvent } from '../../model/access-event.js';
import type { Incident } from '../../model/incident.js';
import { intruderTest } from '../../model/intruder-test.js';
import { DAY_MS, MINUTE_MS, shift, toMs } from '../../model/time.js';

/** What an intruder made that outlives the session: oldest first, each thing once. */
export interface LeftBehind {
  /** One event a rule. */
  readonly rules: readonly AccessEvent[];
  readonly forwardings: readonly AccessEvent[];
  readonly permissions: readonly AccessEvent[];
  readonly devices: readonly AccessEvent[];
  readonly consents: readonly Consented[];
  readonly methods: readonly AddedMethod[];
}

export interface Consented {
  readonly appId: string;
  readonly isTenantWide: boolean;
  readonly events: readonly AccessEvent[];
}

/** Several records tell of one registration. */
export interface AddedMethod {
  readonly at: string;
  readonly events: readonly AccessEvent[];
  /** Somebody else registered one at about that time too: the provider's dates do not tell the two apart. */
  readonly isAmbiguous: boolean;
}

/** Two logs give one act two times, seconds to minutes apart. */
export const SAME_ACT_MS = 10 * MINUTE_MS;
/** From the incident's last act on: an address may be another person's by then. Who comes back makes a new last act. */
const SUSPECT_AFTER_MS = DAY_MS;

/**
 * Finds what was left behind: by an act that the incident rests on, in a session of the intruder's, or from an address of
 * theirs from its beginning to a day after its last act. What our own identities did is none of it.
 */
export function findLeftBehind(incident: Incident, events: readonly AccessEvent[]): LeftBehind {
  const isTheirs = attributed(incident);
  const made = events.filter(({ outcome, facts }) => outcome !== 'failure' && facts.isOwnAct !== true);
  const acts = made.filter(isTheirs);
  const ofKind = (kind: AccessEvent['kind'], test: (event: AccessEvent) => boolean) =>
    acts.filter((event) => event.kind === kind && test(event));
  // A record without an address is another log's word of the same registration, not somebody else's.
  const ofOthers = made.filter(
    (event) => isAddedMethod(event) && event.network.address !== null && !isTheirs(event),
  );
  return {
    rules: ofKind('inbox-rule', isHarmfulRule),
    forwardings: ofKind('mailbox-forwarding', ({ facts }) => facts.change === 'set'),
    permissions: ofKind('mailbox-permission', isGiven),
    devices: ofKind('device-registration', () => true),
    consents: byApplication(ofKind('consent', ({ facts }) => facts.change === 'granted')),
    methods: bySameAct(acts.filter(isAddedMethod), ofOthers),
  };
}

function attributed(incident: Incident): (event: AccessEvent) => boolean {
  const since = shift(incident.firstEvent, -SAME_ACT_MS);
  const until = shift(incident.lastEvent, SUSPECT_AFTER_MS);
  const proven = new Set(incident.reasons.filter(({ points }) => points > 0).flatMap(({ events }) => events));
  const addresses = new Set(incident.origins.map(({ address }) => address));
  const isInTheirSession = intruderTest(incident);
  return (event) => {
    if (proven.has(event.id)) return true;
    if (event.at < since || event.at > until) return false;
    const { address } = event.network;
    return isInTheirSession(event) || (address !== null && addresses.has(address));
  };
}

function isHarmfulRule({ facts }: AccessEvent): boolean {
  if (facts.ruleAct === 'remove' || facts.ruleAct === 'disable') return false;
  return facts.forwards === true || facts.forwardsOutside === true || facts.hidesMessages === true;
}

function byApplication(events: readonly AccessEvent[]): readonly Consented[] {
  const byApp = new Map<string, AccessEvent[]>();
  for (const event of events) {
    const appId = event.facts.grantedAppId;
    if (typeof appId !== 'string') continue;
    byApp.set(appId, [...(byApp.get(appId) ?? []), event]);
  }
  return [...byApp].map(([appId, granted]) => ({
    appId,
    isTenantWide: granted.some(({ facts }) => facts.isTenantWide === true),
    events: granted,
  }));
}

/** Mailbox records tell by their name alone that a right was taken away. */
function isGiven({ facts, operation }: AccessEvent): boolean {
  return facts.change !== 'removed' && !operation.toLowerCase().startsWith('remove');
}

function isAddedMethod({ kind, facts }: AccessEvent): boolean {
  return kind === 'authentication-method' && facts.change === 'added';
}

function bySameAct(events: readonly AccessEvent[], ofOthers: readonly AccessEvent[]): readonly AddedMethod[] {
  const groups: { at: string; events: AccessEvent[] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last !== undefined && toMs(event.at) - toMs(last.at) <= SAME_ACT_MS) last.events.push(event);
    else groups.push({ at: event.at, events: [event] });
  }
  // The provider's date is looked for around each record, so two registrations must lie twice as far apart.
  const isNear = (one: AccessEvent, other: AccessEvent) =>
    Math.abs(toMs(one.at) - toMs(other.at)) <= 2 * SAME_ACT_MS;
  return groups.map((group) => ({
    ...group,
    isAmbiguous: group.events.some((one) => ofOthers.some((other) => isNear(one, other))),
  }));
}
