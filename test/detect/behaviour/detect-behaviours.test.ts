import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Finding } from '../../../agent/model/finding.js';
import {
  at,
  bare,
  CAFE,
  CARRIER,
  client,
  event,
  HOME,
  HOSTING,
  HOTEL,
  habit,
  LAPTOP,
  NEW_PHONE,
  network,
  OWA,
  STRANGER,
  TUNING,
  timeline,
} from './timeline-builder.js';

const FORTNIGHT = habit(14);
const HISTORY = FORTNIGHT.map((one) => one.id);

function findingsOf(events: readonly AccessEvent[], subject?: string): readonly Finding[] {
  return detectBehaviours(timeline(events, subject), TUNING);
}

/** Behaviours and points of what is said of everything after the fortnight. */
function said(events: readonly AccessEvent[]): Readonly<Record<string, number>> {
  const findings = findingsOf([...FORTNIGHT, ...events]).filter(
    (one) => !HISTORY.includes(one.events[0] ?? ''),
  );
  return Object.fromEntries(findings.map((one) => [one.rule.replace('behaviour:', ''), one.points]));
}

const DAY = { day: 14, hour: 10 };

describe('each behaviour, on top of a fortnight at home with a managed laptop', () => {
  it.each<{ name: string; given: readonly AccessEvent[]; expected: Readonly<Record<string, number>> }>([
    { name: 'the same as ever', given: [event({ ...DAY, session: 'x' })], expected: {} },
    {
      name: 'another country, own device',
      given: [event({ ...DAY, session: 'x', network: HOTEL })],
      expected: { 'new-network': 2000, 'known-device': -1500 },
    },
    {
      name: 'another country, own device, bound token',
      given: [event({ ...DAY, session: 'x', network: HOTEL, isBound: true })],
      expected: { 'new-network': 2000, 'known-device': -1950 },
    },
    {
      name: 'another provider in the same country',
      given: [event({ ...DAY, session: 'x', network: CAFE })],
      expected: { 'new-network': 1800, 'known-device': -1500 },
    },
    {
      name: 'a carrier',
      given: [event({ ...DAY, session: 'x', network: CARRIER })],
      expected: { 'new-network': 1080, 'known-device': -1500 },
    },
    {
      name: 'another address of the same provider',
      given: [event({ ...DAY, session: 'x', network: network('198.51.77', { asn: 64510, country: 'US' }) })],
      expected: {},
    },
    {
      name: 'a network that the tenant trusts',
      given: [event({ ...DAY, session: 'x', network: { ...HOTEL, isTrusted: true }, client: NEW_PHONE })],
      expected: { 'new-client': 1800, 'trusted-network': -1000 },
    },
    {
      name: 'a private address',
      given: [event({ ...DAY, session: 'x', network: network('10.1.2') })],
      expected: {},
    },
    {
      name: 'a rented network',
      given: [event({ ...DAY, session: 'x', network: HOSTING })],
      expected: { 'new-network': 3200, 'known-device': -1500 },
    },
    {
      name: 'an update of the browser is no new client, another browser on the own device neither',
      given: [event({ ...DAY, session: 'x', client: { ...LAPTOP, family: 'chrome' } })],
      expected: {},
    },
    {
      name: 'the own kind of browser, not registered',
      given: [event({ ...DAY, session: 'x', client: client('edge', 'windows') })],
      expected: { 'new-client': 1485 },
    },
    {
      name: 'a stolen device id under another system',
      given: [
        event({
          ...DAY,
          session: 'x',
          client: { ...LAPTOP, os: 'linux', isManaged: null, isCompliant: null },
        }),
      ],
      expected: { 'new-client': 1800 },
    },
    {
      name: 'a new managed laptop',
      given: [event({ ...DAY, session: 'x', client: { ...LAPTOP, deviceId: 'd-2' } })],
      expected: { 'new-client': 540 },
    },
    {
      name: 'a new phone at home with a fresh second factor',
      given: [event({ ...DAY, session: 'x', client: NEW_PHONE, auth: { mfa: 'fresh' } })],
      expected: { 'new-client': 1800, 'fresh-mfa-on-known-network': -1500 },
    },
    {
      name: 'a client that the record does not describe',
      given: [event({ ...DAY, session: 'x', client: client(null, null) })],
      expected: {},
    },
    {
      name: 'a legacy protocol',
      given: [event({ ...DAY, session: 'x', auth: { isLegacy: true } })],
      expected: { 'new-legacy-authentication': 1500, 'known-device': -1500 },
    },
    {
      name: 'a device code',
      given: [event({ ...DAY, session: 'x', auth: { protocol: 'deviceCode' } })],
      expected: { 'new-device-code': 2500, 'known-device': -1500 },
    },
    {
      name: 'a failed sign-in from a rented network',
      given: [event({ ...DAY, outcome: 'failure', errorCode: '50126', network: HOSTING, client: STRANGER })],
      expected: {},
    },
    {
      name: 'three denied prompts, then a success at home',
      given: [
        ...[1, 2, 3].map((minute) => event({ ...DAY, minute, outcome: 'failure', errorCode: '500121' })),
        event({ ...DAY, minute: 9, session: 'x' }),
      ],
      expected: { 'success-after-mfa-denials': 1000, 'known-device': -1500 },
    },
    {
      name: 'two denied prompts',
      given: [
        ...[1, 2].map((minute) => event({ ...DAY, minute, outcome: 'failure', errorCode: '500121' })),
        event({ ...DAY, minute: 9, session: 'x' }),
      ],
      expected: {},
    },
    {
      name: 'two guesses from elsewhere, then a success from a third place',
      given: [
        event({ day: 12, hour: 10, outcome: 'failure', errorCode: '50126', network: HOSTING }),
        event({ day: 13, hour: 11, outcome: 'failure', errorCode: '50126', network: HOTEL }),
        event({ ...DAY, session: 'x', network: CAFE, client: STRANGER }),
      ],
      expected: { 'success-after-guesses': 1500, 'new-network': 1800, 'new-client': 1800 },
    },
    {
      name: 'two typing errors at home, then a hotel',
      given: [
        event({ day: 13, hour: 10, outcome: 'failure', errorCode: '50126' }),
        event({ day: 13, hour: 10, minute: 1, outcome: 'failure', errorCode: '50126' }),
        event({ ...DAY, session: 'x', network: CAFE, client: STRANGER }),
      ],
      expected: { 'new-network': 1800, 'new-client': 1800 },
    },
    {
      name: 'mail read without a sign-in, once later sign-ins are known',
      given: [
        event({ kind: 'mail-read', ...DAY, session: 'forged', network: HOTEL }),
        event({ day: 14, hour: 20, session: 'own' }),
      ],
      expected: { 'orphan-session': 2500, 'new-network': 2000 },
    },
    {
      name: 'a token that was used an hour before the sign-in that issued it',
      given: [
        event({ kind: 'mail-read', day: 14, hour: 9, session: 'x', token: 't-1' }),
        event({ ...DAY, session: 'x', token: 't-1' }),
      ],
      expected: { 'token-before-sign-in': 2500, 'known-device': -1500 },
    },
    {
      name: 'a token that says that it was issued before its sign-in',
      given: [
        event({ ...DAY, session: 'x', token: 't-1' }),
        event({ kind: 'mail-read', day: 14, hour: 11, session: 'x', token: 't-1', issuedAt: at(14, 9) }),
      ],
      expected: { 'token-before-sign-in': 2500, 'known-device': -1500 },
    },
    {
      name: 'a token that is dated back as the provider does it, and mail at the start of its fold',
      given: [
        event({ kind: 'mail-read', day: 14, hour: 9, minute: 57, session: 'x', token: 't-1' }),
        event({ ...DAY, session: 'x', token: 't-1' }),
        event({ kind: 'mail-read', day: 14, hour: 11, session: 'x', token: 't-1', issuedAt: at(14, 9, 55) }),
      ],
      expected: {},
    },
    {
      name: 'an older token of the same session',
      given: [
        event({ ...DAY, session: 'x', token: 't-2' }),
        event({ kind: 'mail-read', day: 14, hour: 11, session: 'x', token: 't-1', issuedAt: at(14, 2) }),
      ],
      expected: {},
    },
    {
      name: 'a stranger abroad while the owner works at home',
      given: [
        event({ ...DAY, session: 'own' }),
        event({ ...DAY, minute: 10, session: 'x', network: HOTEL, client: STRANGER }),
      ],
      expected: { 'two-places-at-once': 1000, 'new-network': 2000, 'new-client': 1800 },
    },
    {
      name: 'a stranger abroad while only a program works at home',
      given: [
        event({ ...DAY, session: 'own', auth: { isInteractive: false } }),
        event({ kind: 'mail-sync', ...DAY, minute: 5, session: 'own', folders: 1 }),
        event({ ...DAY, minute: 10, session: 'x', network: HOTEL, client: STRANGER }),
      ],
      expected: { 'new-network': 2000, 'new-client': 1800 },
    },
    {
      name: 'a stranger abroad twenty minutes after the owner',
      given: [
        event({ ...DAY, session: 'own' }),
        event({ ...DAY, minute: 20, session: 'x', network: HOTEL, client: STRANGER }),
      ],
      expected: { 'new-network': 2000, 'new-client': 1800 },
    },
    {
      name: 'the owner abroad with a laptop that is known, and somebody at the desk at home',
      given: [event({ ...DAY, session: 'own' }), event({ ...DAY, minute: 10, session: 'x', network: HOTEL })],
      expected: { 'new-network': 2000, 'known-device': -1500 },
    },
    {
      name: 'the owner in the office network, through which the laptop goes from abroad too',
      given: [
        event({ ...DAY, session: 'own', network: { ...HOME, isTrusted: true } }),
        event({ ...DAY, minute: 10, session: 'x', network: HOTEL, client: STRANGER }),
      ],
      expected: { 'new-network': 2000, 'new-client': 1800 },
    },
    {
      name: 'mail read without a sign-in, which may still come',
      given: [
        event({ kind: 'mail-read', ...DAY, session: 'forged', network: HOTEL }),
        event({ day: 14, hour: 12, session: 'own' }),
      ],
      expected: { 'new-network': 2000 },
    },
    {
      name: "a phone's mail, fetched by the provider's service from an address that no list knows",
      given: [
        event({
          kind: 'mail-read',
          ...DAY,
          session: 'unlinked',
          network: network('203.0.115'),
          client: client('outlook-mobile', 'android'),
        }),
        event({ day: 14, hour: 20, session: 'own' }),
      ],
      expected: { 'new-client': 990 },
    },
    {
      name: 'far more messages than ever',
      given: [
        event({ ...DAY, session: 'x' }),
        event({ kind: 'mail-read', ...DAY, minute: 5, session: 'x', messages: 150, network: bare(HOME) }),
      ],
      expected: { 'read-volume': 1200, 'known-device': -1500 },
    },
    {
      name: 'many messages, but not that many',
      given: [
        event({ ...DAY, session: 'x' }),
        event({ kind: 'mail-read', ...DAY, minute: 5, session: 'x', messages: 90, network: bare(HOME) }),
      ],
      expected: {},
    },
    {
      name: 'an application of the owner at home',
      given: [
        event({ ...DAY, session: 'x' }),
        event({
          kind: 'mail-read',
          ...DAY,
          minute: 5,
          session: 'x',
          network: bare(HOME),
          client: { ...OWA, appId: 'addin' },
        }),
      ],
      expected: { 'new-application': 1000, 'known-device': -1500 },
    },
    {
      name: 'an application on its own',
      given: [
        event({
          kind: 'mail-read',
          ...DAY,
          actorType: 'application',
          client: client('graph', null, { appId: 'sweep' }),
          network: bare(HOSTING),
        }),
      ],
      expected: { 'new-application': 2000 },
    },
    {
      name: 'a rule made on the road',
      given: [
        event({ ...DAY, session: 'x', network: HOTEL }),
        event({ kind: 'inbox-rule', ...DAY, minute: 5, session: 'x', network: bare(HOTEL) }),
      ],
      expected: { 'new-network': 2000, 'known-device': -1500, 'change-by-new-session': 800 },
    },
    {
      name: 'a rule made at home',
      given: [
        event({ ...DAY, session: 'x' }),
        event({ kind: 'inbox-rule', ...DAY, minute: 5, session: 'x', network: bare(HOME) }),
      ],
      expected: {},
    },
    {
      name: 'a new delegate',
      given: [
        event({
          kind: 'mail-read',
          ...DAY,
          user: 'eve@contoso.com',
          mailbox: 'ana@contoso.com',
          actorType: 'delegate',
        }),
      ],
      expected: { 'new-delegate': 600 },
    },
  ])('$name', ({ given, expected }) => {
    expect(said(given)).toEqual(expected);
  });
});

describe('cold start', () => {
  it.each([
    { days: 0, most: 0 },
    { days: 1, most: 2000 },
    { days: 3, most: 3200 },
  ])('caps novelty after $days days of history', ({ days, most }) => {
    const findings = findingsOf([
      ...habit(days),
      event({ day: days, hour: 3, session: 'x', network: HOSTING, client: STRANGER }),
    ]);
    const points = findings.reduce((sum, one) => sum + one.points, 0);
    expect(points).toBe(most);
  });
});

describe('what is learned', () => {
  it('makes a hotel known after the own device was there', () => {
    const night = (day: number): AccessEvent => event({ day, hour: 20, session: `h-${day}`, network: HOTEL });
    const findings = findingsOf([...FORTNIGHT, night(14), night(15)]).filter((one) => one.points > 0);
    expect(findings.flatMap((one) => one.sessions)).toEqual(['sid:h-14']);
  });

  it('does not make a stranger known by coming every day for a week', () => {
    const visit = (day: number): AccessEvent =>
      event({ day, hour: 3, session: `a-${day}`, network: HOSTING, client: STRANGER });
    const visits = [15, 16, 17, 18, 19, 20, 21].map(visit);
    const accused = findingsOf([...habit(30), ...visits]).filter(
      (one) => one.rule === 'behaviour:new-network',
    );
    expect(accused).toHaveLength(7);
  });

  it('names how mail was joined to its session', () => {
    const read = { kind: 'mail-read', ...DAY, minute: 5, network: bare(HOSTING) } as const;
    const textOf = (session: string | null): string | undefined =>
      findingsOf([
        ...FORTNIGHT,
        event({ ...DAY, session: 'x', network: HOSTING, client: STRANGER }),
        event({ ...read, session }),
      ]).find((one) => one.rule === 'behaviour:mail-in-new-session')?.text;
    expect(textOf('x')).toContain('joined by session id');
    expect(textOf(null)).toContain('joined by address, client and time');
  });
});

const NETWORKS = [HOME, CAFE, HOTEL, HOSTING, bare(HOME), bare(HOSTING)];
const CLIENTS = [LAPTOP, STRANGER, NEW_PHONE, OWA, client(null, null)];

const anyEvent: fc.Arbitrary<AccessEvent> = fc
  .record({
    kind: fc.constantFrom(
      'sign-in' as const,
      'mail-read' as const,
      'mail-sync' as const,
      'inbox-rule' as const,
    ),
    day: fc.nat(20),
    hour: fc.nat(23),
    network: fc.constantFrom(...NETWORKS),
    client: fc.constantFrom(...CLIENTS),
    session: fc.constantFrom(null, 's1', 's2', 's3'),
    token: fc.constantFrom(null, 't1', 't2'),
    outcome: fc.constantFrom('success' as const, 'failure' as const, 'interrupted' as const),
    actorType: fc.constantFrom(
      'user' as const,
      'delegate' as const,
      'application' as const,
      'service' as const,
    ),
    user: fc.constantFrom('ana@contoso.com', 'eve@contoso.com'),
  })
  .map((act) => event({ ...act, mailbox: 'ana@contoso.com' }));

const anyEvents = fc.uniqueArray(anyEvent, { selector: (one) => one.id, maxLength: 60 });

describe('laws', () => {
  it('order and doubled events change nothing', () => {
    fc.assert(
      fc.property(anyEvents, fc.infiniteStream(fc.nat()), (events, stream) => {
        const keyed = events.map((one) => ({ one, key: stream.next().value as number }));
        const shuffled = keyed.sort((left, right) => left.key - right.key).map(({ one }) => one);
        const line = timeline(events);
        const other = { ...line, events: [...shuffled, ...shuffled.slice(0, 10)] };
        expect(detectBehaviours(other, TUNING)).toEqual(detectBehaviours(line, TUNING));
      }),
    );
  });

  it('every finding stands on events of the timeline and has its own id', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const ids = new Set(events.map((one) => one.id));
        const findings = findingsOf(events);
        expect(new Set(findings.map((one) => one.id)).size).toBe(findings.length);
        for (const finding of findings) {
          expect(finding.events.length).toBeGreaterThan(0);
          expect(finding.events.every((id) => ids.has(id))).toBe(true);
          expect(finding.firstAt <= finding.lastAt).toBe(true);
        }
      }),
    );
  });

  it("the provider's background work and our own reads never count", () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (events, more) => {
        const background = more.map((one, index) => ({
          ...one,
          id: `bg-${index}`,
          facts: { isOwnRead: true },
        }));
        expect(findingsOf([...events, ...background])).toEqual(findingsOf(events));
      }),
    );
  });
});
