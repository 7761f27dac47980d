import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveHabit } from '../../agent/detect/behaviour/derive-habit.js';
import { detectBehaviours } from '../../agent/detect/behaviour/detect-behaviours.js';
import { DEFAULT_TUNING } from '../../agent/detect/tuning/default-tuning.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { WRONG_PASSWORD } from '../../agent/model/account-habit.js';
import { countedEvents } from '../../agent/model/counted-events.js';
import { joinSessions } from '../../agent/model/join-sessions.js';
import { DAY_MS, HOUR_MS, toInstant } from '../../agent/model/time.js';
import { weighIncidents } from '../../agent/score/weigh-incidents.js';
import { packEvents, unpackEvents } from '../../agent/store/timeline-codec.js';
import { accessEvent } from '../store/samples.js';

const FIRST_MS = Date.parse('2026-02-20T06:00:00.000Z');
const ANN = { id: 'u-ann', upn: 'ann@contoso.com' };
const SHARED = { id: 'u-desk', upn: 'desk@contoso.com' };

const NETWORKS = [
  { address: '192.0.2.7', prefix: '192.0.2.0/24', asn: 64500, country: 'US', place: null, isTrusted: false },
  { address: '192.0.2.7', prefix: '192.0.2.0/24', asn: null, country: null, place: null, isTrusted: false },
  {
    address: '203.0.113.9',
    prefix: '203.0.113.0/24',
    asn: 64999,
    country: 'RO',
    place: null,
    isTrusted: false,
  },
  {
    address: '198.51.100.4',
    prefix: '198.51.100.0/24',
    asn: null,
    country: null,
    place: null,
    isTrusted: false,
  },
];
const CLIENTS = [
  { family: 'chrome', os: 'windows', deviceId: 'd-1', isManaged: true, isCompliant: true },
  { family: 'owa', os: null, deviceId: null, isManaged: null, isCompliant: null },
  { family: 'outlook-mobile', os: 'ios', deviceId: null, isManaged: null, isCompliant: null },
  { family: 'python', os: 'linux', deviceId: null, isManaged: null, isCompliant: null },
].map((client) => ({ appId: null, appName: null, ...client }));
const SESSIONS = [
  { id: 's-1', tokenId: 't-1', isBound: true },
  { id: 's-1', tokenId: null, isBound: null },
  { id: null, tokenId: 't-1', isBound: null },
  { id: null, tokenId: 't-9', isBound: false },
  { id: 's-2', tokenId: 't-2', isBound: false },
  { id: null, tokenId: null, isBound: null },
];
const FAILED = {
  protocol: null,
  requirement: null,
  mfa: null,
  errorCode: WRONG_PASSWORD,
  isInteractive: true,
  isLegacy: false,
} as const;

/** Three weeks of an account, out of few parts that its events share: old logs without ids, delegates, guesses, an intruder. */
const timelines = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 21 * DAY_MS }),
    network: fc.constantFrom(...NETWORKS),
    client: fc.constantFrom(...CLIENTS),
    session: fc.constantFrom(...SESSIONS),
    kind: fc.constantFrom('sign-in', 'mail-read', 'mail-read', 'mail-sync', 'inbox-rule' as const),
    outcome: fc.constantFrom('success', 'success', 'success', 'failure' as const),
    mailbox: fc.constantFrom(ANN, ANN, SHARED),
    messages: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 60 },
);

type Act = typeof timelines extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function toEvent({ atMs, messages, ...act }: Act, index: number): AccessEvent {
  const isMail = act.kind.startsWith('mail-');
  const messageList = Array.from({ length: messages }, (_, nth) => ({
    messageId: `<${index}-${nth}@contoso.com>`,
    folderId: nth % 3 === 0 ? null : `folder-${nth % 2}`,
  }));
  return accessEvent(`e-${index}`, {
    ...act,
    kind: act.kind,
    at: toInstant(FIRST_MS + atMs - (atMs % (HOUR_MS / 4))),
    user: ANN,
    authentication: act.kind === 'sign-in' && act.outcome === 'failure' ? FAILED : null,
    mail: isMail ? { messages: messageList, folders: [], isThrottled: false } : null,
    recordHash: index.toString(16).padStart(64, '0'),
  });
}

/** Everything that a look at an account comes to. */
function lookAt(events: readonly AccessEvent[]): unknown {
  const timeline = { subject: ANN.upn, events, matches: [] };
  const findings = detectBehaviours(timeline, DEFAULT_TUNING);
  const context = { tenantId: 't', now: toInstant(FIRST_MS + 22 * DAY_MS) };
  const counted = countedEvents(timeline);
  const joined = joinSessions(counted);
  return {
    findings,
    incidents: weighIncidents(ANN.upn, timeline, findings, DEFAULT_TUNING, [], context),
    habit: deriveHabit(timeline, findings, DEFAULT_TUNING),
    sessions: joined.sessions,
    places: counted.map(({ id }) => [id, joined.sessionOf(id)?.key, joined.rungOf(id)]),
  };
}

describe('a look at an account', () => {
  it('comes to the same for events that share their parts, for copies that share none, in any order, and from the store (property)', () => {
    fc.assert(
      fc.property(timelines, fc.infiniteStream(fc.nat()), (acts, weights) => {
        const events = acts.map(toEvent);
        const expected = JSON.stringify(lookAt(events));
        const copies = structuredCloneEach(events);
        const shuffled = copies
          .map((event) => ({ event, weight: weights.next().value ?? 0 }))
          .sort((left, right) => left.weight - right.weight)
          .map(({ event }) => event);
        expect(JSON.stringify(lookAt(copies))).toBe(expected);
        expect(JSON.stringify(lookAt(shuffled))).toBe(expected);
        expect(JSON.stringify(lookAt(unpackEvents(packEvents(events))))).toBe(expected);
      }),
      { numRuns: 80 },
    );
  });
});

/** One by one: cloned together, they would go on sharing. */
function structuredCloneEach(events: readonly AccessEvent[]): readonly AccessEvent[] {
  return events.map((event) => structuredClone(event));
}
