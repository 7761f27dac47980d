import { describe, expect, it } from 'vitest';
import { deriveHabit } from '../../../agent/detect/behaviour/derive-habit.js';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Finding } from '../../../agent/model/finding.js';
import { HOUR_MS, shift } from '../../../agent/model/time.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import { judgeUrgency } from '../../../agent/pipeline/judge-urgency.js';
import {
  at,
  bare,
  CAFE,
  CARRIER,
  event,
  HOME,
  HOSTING,
  HOTEL,
  habit,
  LAPTOP,
  network,
  OWNER,
  STRANGER,
  TUNING,
  timeline,
  VPN,
} from './timeline-builder.js';

const USUAL: Tuning = {
  ...TUNING,
  networks: [...TUNING.networks, { class: 'relay', asns: [64504], ranges: [] }],
};

/** What holds when a file declares this behaviour with these numbers; everything else as ever. */
function tunedTo(type: string, numbers: string, ours = ''): Tuning {
  const text = `title: Tuned\nbehaviour: { type: ${type}${numbers === '' ? '' : `, ${numbers}`} }\n${ours}`;
  const { tuning, errors } = loadContent([{ file: 'b.yml', text }]);
  expect(errors).toEqual([]);
  return { ...USUAL, behaviours: tuning.behaviours };
}

/** The provider of relays in the tuning of these tests. */
const RELAY = network('192.0.4', { asn: 64504, country: 'US' });
const FORTNIGHT = habit(14);
const DAY = { day: 14, hour: 10 };

function findingOf(type: string, events: readonly AccessEvent[], tuning: Tuning): Finding | undefined {
  const sessions = new Set(FORTNIGHT.map(({ session }) => `sid:${session.id}`));
  return detectBehaviours(timeline([...FORTNIGHT, ...events]), tuning).find(
    (one) => one.rule === `behaviour:${type}` && !one.sessions.some((key) => sessions.has(key)),
  );
}

const denial = (minute: number): AccessEvent =>
  event({ ...DAY, minute, outcome: 'failure', errorCode: '500121' });
const guess = (day: number): AccessEvent =>
  event({ day, hour: 11, outcome: 'failure', errorCode: '50126', network: HOSTING });
const reading = (messages: number): readonly AccessEvent[] => [
  event({ ...DAY, session: 'x' }),
  event({ kind: 'mail-read', ...DAY, minute: 5, session: 'x', messages, network: bare(HOME) }),
];
const legacy = (day: number): AccessEvent =>
  event({ day, hour: 12, session: `legacy-${day}`, auth: { isLegacy: true } });
const stranger = (minute: number, network = HOTEL): AccessEvent =>
  event({ ...DAY, minute, session: 'x', network, client: STRANGER });
const orphan = [
  event({ kind: 'mail-read', ...DAY, session: 'forged', network: HOTEL }),
  event({ day: 14, hour: 20, session: 'own' }),
];
const early = [
  event({ kind: 'mail-read', day: 14, hour: 9, session: 'x', token: 't-1' }),
  event({ ...DAY, session: 'x', token: 't-1' }),
];
const rule = (network = HOTEL): readonly AccessEvent[] => [
  event({ ...DAY, session: 'x', network }),
  event({ kind: 'inbox-rule', ...DAY, minute: 5, session: 'x', network: bare(network) }),
];
/** The owner at home, and the same session in a rented network twelve minutes before and after, without a sign-in. */
const atOnce = [
  event({ ...DAY, session: 'own' }),
  event({ kind: 'mail-read', ...DAY, minute: 12, session: 'own', network: HOSTING, client: LAPTOP }),
  event({ kind: 'mail-read', ...DAY, minute: 24, session: 'own', network: HOME, client: LAPTOP }),
  event({ kind: 'mail-read', ...DAY, minute: 36, session: 'own', network: HOSTING, client: LAPTOP }),
];

describe('a number in a file decides', () => {
  it.each<{
    name: string;
    type: string;
    given: readonly AccessEvent[];
    numbers: string;
    /** Points as the product brings it, and with these numbers; null: no finding. */
    expected: readonly [number | null, number | null];
  }>([
    {
      name: 'how many messages',
      type: 'read-volume',
      given: reading(150),
      numbers: 'messages: 151',
      expected: [1200, null],
    },
    {
      name: 'how few messages',
      type: 'read-volume',
      given: reading(90),
      numbers: 'messages: 90',
      expected: [null, 1200],
    },
    {
      name: 'how much more than ever',
      type: 'read-volume',
      given: reading(150),
      numbers: 'timesBusiestDay: 51',
      expected: [1200, null],
    },
    {
      name: 'how much less a relay says than a rented machine',
      type: 'new-network',
      given: [stranger(0, RELAY)],
      numbers: 'providerShare: 1',
      expected: [2200, 2400],
    },
    {
      name: 'from how many new providers on one more counts less',
      type: 'new-network',
      given: [stranger(0, CAFE)],
      numbers: 'varietyRate: 0.1',
      expected: [1800, 1575],
    },
    {
      name: 'how many denials',
      type: 'success-after-mfa-denials',
      given: [denial(1), denial(2), event({ ...DAY, minute: 9, session: 'x' })],
      numbers: 'denials: 2',
      expected: [null, 1000],
    },
    {
      name: 'for how long denials count',
      type: 'success-after-mfa-denials',
      given: [denial(1), denial(2), denial(3), event({ ...DAY, minute: 40, session: 'x' })],
      numbers: 'within: 30m',
      expected: [1000, null],
    },
    {
      name: 'what a known network leaves of it',
      type: 'success-after-mfa-denials',
      given: [denial(1), denial(2), denial(3), event({ ...DAY, minute: 9, session: 'x' })],
      numbers: 'knownNetworkShare: 0',
      expected: [1000, null],
    },
    {
      name: 'how many guesses',
      type: 'success-after-guesses',
      given: [guess(13), stranger(0, CAFE)],
      numbers: 'guesses: 1',
      expected: [null, 1500],
    },
    {
      name: 'for how long guesses count',
      type: 'success-after-guesses',
      given: [guess(9), guess(10), stranger(0, CAFE)],
      numbers: 'within: 6d',
      expected: [null, 1500],
    },
    {
      name: 'when a sign-in is missing',
      type: 'orphan-session',
      given: orphan,
      numbers: 'grace: 12h',
      expected: [2500, null],
    },
    {
      name: 'how many sessions show that the log is whole',
      type: 'orphan-session',
      given: orphan,
      numbers: 'joinedSessions: 15',
      expected: [2500, null],
    },
    {
      name: 'by how much a token is too old',
      type: 'token-before-sign-in',
      given: early,
      numbers: 'slack: 2h',
      expected: [2500, null],
    },
    {
      name: 'what is at one time',
      type: 'two-places-at-once',
      given: [event({ ...DAY, session: 'own' }), stranger(20)],
      numbers: 'within: 20m',
      expected: [null, 1000],
    },
    {
      name: 'when a way to sign in is a habit',
      type: 'new-legacy-authentication',
      given: [legacy(11), legacy(12)],
      numbers: 'habitDays: 1',
      expected: [1500, 1500],
    },
    {
      name: 'what a token bound to no device is worth',
      type: 'moved-session',
      given: atOnce,
      numbers: 'unboundShare: 0',
      expected: [1200, null],
    },
    {
      name: 'within which a session is at two places',
      type: 'moved-session',
      given: atOnce,
      numbers: 'atOnce: 15m',
      expected: [1200, 2400],
    },
    {
      name: 'what half new is worth',
      type: 'change-by-new-session',
      given: rule(),
      numbers: 'halfNewShare: 0.9',
      expected: [800, 1800],
    },
    {
      name: 'what a new provider is worth',
      type: 'new-network',
      given: [event({ ...DAY, session: 'x', network: CAFE })],
      numbers: 'providerShare: 0.5',
      expected: [1800, 1000],
    },
    {
      name: 'what a carrier is worth',
      type: 'new-network',
      given: [event({ ...DAY, session: 'x', network: CARRIER })],
      numbers: 'mobileShare: 0',
      expected: [1080, null],
    },
    {
      name: 'what a bound token adds for the owner',
      type: 'known-device',
      given: [event({ ...DAY, session: 'x', network: HOTEL, isBound: true })],
      numbers: 'boundShare: 2',
      expected: [-1950, -3000],
    },
  ])('$name', ({ type, given, numbers, expected }) => {
    const pointsUnder = (tuning: Tuning): number | null => findingOf(type, given, tuning)?.points ?? null;
    expect([pointsUnder(USUAL), pointsUnder(tunedTo(type, numbers))]).toEqual(expected);
  });

  it('from which day on a way to sign in is a habit', () => {
    const count = (tuning: Tuning): number =>
      detectBehaviours(timeline([...FORTNIGHT, legacy(8), legacy(9), legacy(10), legacy(11)]), tuning).filter(
        (one) => one.rule === 'behaviour:new-legacy-authentication',
      ).length;
    expect(count(TUNING)).toBe(3);
    expect(count(tunedTo('new-legacy-authentication', 'habitDays: 1'))).toBe(1);
  });
});

it('what a new provider is worth where there is one every day', () => {
  const roaming = Array.from({ length: 15 }, (_, day) =>
    event({
      day,
      hour: 8,
      session: `r-${day}`,
      network: network(`192.1.${day}`, { asn: 64600 + day, country: 'US' }),
    }),
  );
  const last = (tuning: Tuning): number | undefined =>
    detectBehaviours(timeline(roaming), tuning).find(
      ({ rule, sessions }) => rule === 'behaviour:new-network' && sessions.includes('sid:r-14'),
    )?.points;
  expect([TUNING, tunedTo('new-network', 'varietyShare: 1')].map(last)).toEqual([900, 1800]);
});

it('after how many days a rented provider is known, at whatever address', () => {
  const away = { network: network('192.0.77', { asn: 64502, country: 'SE' }) };
  const events = [...habit(2, { network: VPN }), event({ day: 2, hour: 8, session: 'x', ...away })];
  const surprises = (tuning: Tuning): number =>
    detectBehaviours(timeline(events), tuning).filter((one) => one.rule === 'behaviour:new-network').length;
  expect([TUNING, tunedTo('hosting-network', 'habitDays: 2')].map(surprises)).toEqual([1, 0]);
});

describe('the words of a finding', () => {
  it('are those of the file: title and techniques', () => {
    const tuning = tunedTo('read-volume', '', 'tags: [attack.t1114]\n');
    expect(findingOf('read-volume', reading(150), tuning)).toMatchObject({
      rule: 'behaviour:read-volume',
      title: 'Tuned',
      techniques: ['T1114'],
      family: 'mail',
    });
  });

  it('tell the time that was looked at', () => {
    const denials = [denial(1), denial(2), denial(3), event({ ...DAY, minute: 9, session: 'x' })];
    const textUnder = (numbers: string): string | undefined =>
      findingOf('success-after-mfa-denials', denials, tunedTo('success-after-mfa-denials', numbers))?.text;
    expect(textUnder('')).toContain('3 denied prompts within 1 hour, then');
    expect(textUnder('within: 90m')).toContain('3 denied prompts within 90 minutes, then');
    const guesses = [guess(12), guess(13), stranger(0, CAFE)];
    expect(findingOf('success-after-guesses', guesses, TUNING)?.text).toContain('within 3 days, then');
  });
});

describe('a behaviour that is switched off', () => {
  it('is never said, and takes nothing from the others', () => {
    const events = [...FORTNIGHT, stranger(0, HOSTING), ...reading(150)];
    const saidUnder = (tuning: Tuning): readonly string[] =>
      detectBehaviours(timeline(events), tuning).map(({ rule, points }) => `${rule} ${points}`);
    const off = saidUnder(tunedTo('read-volume', '', 'mailwarden: { enabled: false }\n'));
    const on = saidUnder(TUNING);
    expect(on.filter((one) => !off.includes(one))).toContain('behaviour:read-volume 1200');
    expect(off.some((one) => one.includes('read-volume'))).toBe(false);
    expect(off).toContain('behaviour:new-network 3200');
  });

  it('takes its part from the behaviour that it adds to', () => {
    const off = tunedTo('hosting-network', '', 'mailwarden: { enabled: false }\n');
    expect(findingOf('new-network', [stranger(0, HOSTING)], TUNING)?.points).toBe(3200);
    expect(findingOf('new-network', [stranger(0, HOSTING)], off)?.points).toBe(2000);
  });
});

describe('a behaviour on trial', () => {
  const ours = 'mailwarden: { shadow: true }\n';

  it('is recorded with all that it would say, and weighs nothing', () => {
    const found = findingOf('read-volume', reading(150), tunedTo('read-volume', '', ours));
    const usual = findingOf('read-volume', reading(150), TUNING);
    expect(found).toEqual({ ...usual, title: 'Tuned', points: 0, isShadow: true });
  });

  it('calls for nothing that speaks for the owner', () => {
    const rules = (tuning: Tuning): readonly string[] =>
      detectBehaviours(timeline([...FORTNIGHT, ...reading(150)]), tuning).map(({ rule }) => rule);
    expect(rules(TUNING)).toEqual(expect.arrayContaining(['behaviour:known-device']));
    expect(rules(tunedTo('read-volume', '', ours))).toEqual(['behaviour:read-volume']);
  });
});

describe('how soon an account is scored', () => {
  const acts = [...FORTNIGHT, denial(1)];
  const success = event({ ...DAY, hour: 12, session: 'later' });
  const waits = (type: string, numbers: string, events: readonly AccessEvent[]): boolean => {
    const tuning = tunedTo(type, numbers);
    const habitual = { ...deriveHabit(timeline(acts), [], tuning), watchedUntil: '' };
    const windowMs = tuning.behaviours['success-after-mfa-denials']?.parameters.within ?? 0;
    const touched = { subject: OWNER, events, habit: habitual, waiting: undefined };
    return judgeUrgency(touched, at(15, 0), windowMs) !== null;
  };

  it('follows the time for which a denial makes a success suspect, seen before or with it', () => {
    expect(waits('success-after-mfa-denials', 'within: 1h', [success])).toBe(true);
    expect(waits('success-after-mfa-denials', 'within: 3h', [success])).toBe(false);
    const both = [denial(30), success];
    expect(waits('success-after-mfa-denials', 'within: 1h', both)).toBe(true);
    expect(waits('success-after-mfa-denials', 'within: 2h', both)).toBe(false);
  });

  it('follows the number of messages that are far more than ever', () => {
    const more = event({
      kind: 'mail-read',
      ...DAY,
      session: 's-habit-13',
      messages: 60,
      network: bare(HOME),
    });
    expect(waits('read-volume', '', [more])).toBe(true);
    expect(waits('read-volume', 'messages: 50', [more])).toBe(false);
  });

  it('follows the time after which a sign-in is missing', () => {
    const forged = event({ kind: 'mail-read', ...DAY, session: 'forged', network: HOTEL });
    const line = timeline([...FORTNIGHT, forged, event({ day: 14, hour: 18, session: 'own' })]);
    const waryUnder = (numbers: string): string => {
      const tuning = tunedTo('orphan-session', numbers);
      return deriveHabit(line, detectBehaviours(line, tuning), tuning).waryUntil;
    };
    expect(waryUnder('grace: 6h')).toBe('');
    expect(waryUnder('grace: 12h')).toBe(shift(forged.at, 72 * HOUR_MS));
  });
});
