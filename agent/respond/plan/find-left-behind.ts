import type { AccessEvent } from '../../model/access-event.js';
import type { Incident } from '../../model/incident.js';
import { intruderTest } from '../../model/intruder-test.js';
import { MINUTE_MS, shift, toMs } from '../../model/time.js';

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
}

/** Two logs give one act two times, seconds to minutes apart. */
export const SAME_ACT_MS = 10 * MINUTE_MS;

/**
 * Finds what was left behind: by an act that the incident rests on, in a session of the intruder's, or from an address of
 * theirs since it began. What our own identities did is none of it.
 */
export function findLeftBehind(incident: Incident, events: readonly AccessEvent[]): LeftBehind {
  const isTheirs = attributed(incident);
  const acts = events.filter(
    (event) => event.outcome !== 'failure' && event.facts.isOwnAct !== true && isTheirs(event),
  );
  const ofKind = (kind: AccessEvent['kind'], test: (event: AccessEvent) => boolean) =>
    acts.filter((event) => event.kind === kind && test(event));
  return {
    rules: ofKind('inbox-rule', isHarmfulRule),
    forwardings: ofKind('mailbox-forwarding', ({ facts }) => facts.change === 'set'),
    permissions: ofKind('mailbox-permission', ({ facts }) => facts.change !== 'removed'),
    devices: ofKind('device-registration', () => true),
    consents: byApplication(ofKind('consent', ({ facts }) => facts.change === 'granted')),
    methods: bySameAct(ofKind('authentication-method', ({ facts }) => facts.change === 'added')),
  };
}

function attributed(incident: Incident): (event: AccessEvent) => boolean {
  const since = shift(incident.firstEvent, -SAME_ACT_MS);
  const proven = new Set(incident.reasons.filter(({ points }) => points > 0).flatMap(({ events }) => events));
  const addresses = new Set(incident.origins.map(({ address }) => address));
  const isInTheirSession = intruderTest(incident);
  return (event) => {
    if (proven.has(event.id)) return true;
    if (event.at < since) return false;
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

function bySameAct(events: readonly AccessEvent[]): readonly AddedMethod[] {
  const groups: { at: string; events: AccessEvent[] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last !== undefined && toMs(event.at) - toMs(last.at) <= SAME_ACT_MS) last.events.push(event);
    else groups.push({ at: event.at, events: [event] });
  }
  return groups;
}
