import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import { CAFE, client, event, HOME, HOTEL, habit, NEW_PHONE, TUNING, timeline } from './timeline-builder.js';

const ASKED = { auth: { requirement: 'multi-factor', mfa: 'previous' } } as const;
const BARE = { auth: { requirement: 'single-factor', mfa: 'none' } } as const;
const FORTNIGHT = habit(14, ASKED);
const DAY = { day: 14, hour: 10, session: 'x' };

function points(rule: string, events: readonly AccessEvent[]): readonly number[] {
  return detectBehaviours(timeline(events), TUNING)
    .filter((one) => one.rule === `behaviour:${rule}`)
    .map((one) => one.points);
}

describe('a password alone', () => {
  const strange = event({ ...DAY, network: HOTEL, ...BARE });
  const again = (day: number) => event({ day, hour: 10, session: `x-${day}`, network: CAFE, ...BARE });

  it.each<{ name: string; given: readonly AccessEvent[]; expected: readonly number[] }>([
    {
      name: 'is strange from elsewhere where the factor was always asked for',
      given: [...FORTNIGHT, strange],
      expected: [2000],
    },
    {
      name: 'is not where the account is known to be let in so',
      given: [...FORTNIGHT, event({ day: 13, hour: 12, session: 'office', ...BARE }), strange],
      expected: [],
    },
    {
      name: 'is not on an account that is never asked',
      given: [...habit(14, BARE), strange],
      expected: [],
    },
    {
      name: 'is not where the log does not say what was asked',
      given: [...habit(14), strange],
      expected: [],
    },
    {
      name: 'is not where the account is hardly known',
      given: [...habit(9, ASKED), event({ day: 9, hour: 10, session: 'x', network: HOTEL, ...BARE })],
      expected: [],
    },
    {
      name: 'is not at home',
      given: [...FORTNIGHT, event({ ...DAY, network: HOME, ...BARE })],
      expected: [],
    },
    {
      name: 'says nothing of a token that a program renews, or of a try that failed',
      given: [
        ...FORTNIGHT,
        event({ ...DAY, network: HOTEL, auth: { ...BARE.auth, isInteractive: false } }),
        event({ ...DAY, minute: 5, network: HOTEL, outcome: 'failure', errorCode: '50126', ...BARE }),
      ],
      expected: [],
    },
  ])('$name', ({ given, expected }) => {
    expect(points('no-second-factor', given)).toEqual(expected);
  });

  it('is a habit after three days of it', () => {
    const stranger = client('safari', 'macos');
    const days = [14, 15, 16, 17, 18].map((day) => ({ ...again(day), client: stranger }));
    expect(points('no-second-factor', [...FORTNIGHT, ...days])).toHaveLength(3);
  });
});

describe('a second factor that was given anew at home', () => {
  const name = 'fresh-mfa-on-known-network';
  const phone = event({ ...DAY, client: NEW_PHONE, auth: { mfa: 'fresh' } });
  const reset = (hour: number, more: object = {}) =>
    event({ kind: 'credential-change', day: 14, hour, facts: { change: 'password-reset' }, ...more });
  const method = event({ kind: 'authentication-method', day: 14, hour: 9, facts: { change: 'changed' } });

  it.each<{ name: string; given: readonly AccessEvent[]; speaks: boolean }>([
    { name: 'speaks for the owner of a new telephone', given: [method, phone], speaks: true },
    { name: 'speaks for who forgot the password', given: [reset(9), phone], speaks: true },
    {
      name: 'says nothing where both were replaced just before',
      given: [reset(9), method, phone],
      speaks: false,
    },
    {
      name: 'says nothing where a help desk replaced them',
      given: [
        reset(9, { user: 'desk@contoso.com', mailbox: 'ana@contoso.com', actorType: 'admin' }),
        method,
        phone,
      ],
      speaks: false,
    },
    {
      name: 'speaks where the one was replaced after it',
      given: [reset(11), method, phone],
      speaks: true,
    },
    {
      name: 'speaks where the password could not be replaced',
      given: [reset(9, { outcome: 'failure' }), method, phone],
      speaks: true,
    },
    {
      name: 'speaks where that was days ago',
      given: [
        event({ kind: 'credential-change', day: 12, hour: 9, facts: { change: 'password-reset' } }),
        method,
        phone,
      ],
      speaks: true,
    },
  ])('$name', ({ given, speaks }) => {
    expect(points(name, [...FORTNIGHT, ...given])).toEqual(speaks ? [-1500] : []);
  });
});
