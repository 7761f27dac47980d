import { describe, expect, it } from 'vitest';
import { deriveHabit } from '../../agent/detect/behaviour/derive-habit.js';
import { detectBehaviours } from '../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import {
  type AccountHabit,
  marksOf,
  shortTrait,
  type WaitingAccount,
} from '../../agent/model/account-habit.js';
import { HOUR_MS, shift } from '../../agent/model/time.js';
import { FAMILIAR_WITHIN_MS, judgeUrgency } from '../../agent/pipeline/judge-urgency.js';
import {
  type Act,
  at,
  CAFE,
  DESKTOP,
  event,
  HOME,
  HOTEL,
  OWNER,
  STRANGER,
  TUNING,
} from '../detect/behaviour/timeline-builder.js';

/** Eight days of a person who signs in and reads mail, and has a delegate. */
const PAST: readonly Act[] = Array.from({ length: 8 }, (_, day): readonly Act[] => [
  { day, hour: 8, session: `s-${day}` },
  { day, hour: 9, kind: 'mail-read', session: `s-${day}`, messages: 30 },
  {
    day,
    hour: 10,
    kind: 'mail-read',
    user: 'del@contoso.com',
    mailbox: OWNER,
    actorType: 'delegate',
    session: `d-${day}`,
  },
]).flat();
const NOW = at(8, 12);

function habitOf(acts: readonly Act[], more: Partial<AccountHabit> = {}): AccountHabit {
  const timeline = { subject: OWNER, events: acts.map(event), matches: [] };
  const findings = detectBehaviours(timeline, TUNING);
  return { ...deriveHabit(timeline, findings, TUNING), watchedUntil: '', ...more };
}

const HABIT = habitOf(PAST);
const ODD_SESSION: readonly Act[] = [
  { day: 7, hour: 11, session: 'odd', network: HOTEL, client: STRANGER },
  { day: 7, hour: 12, kind: 'mail-read', session: 'odd', network: HOTEL, client: STRANGER, messages: 1 },
];

function canWait(acts: readonly Act[], habit: AccountHabit = HABIT, waiting?: WaitingAccount): boolean {
  return judge(acts.map(event), habit, waiting) !== null;
}

function judge(events: readonly AccessEvent[], habit: AccountHabit = HABIT, waiting?: WaitingAccount) {
  return judgeUrgency({ subject: OWNER, events, habit, waiting }, NOW, HOUR_MS);
}

interface Case {
  readonly name: string;
  readonly acts: readonly Act[];
  readonly habit?: AccountHabit;
  readonly expected: boolean;
}

const signIn: Act = { day: 8, hour: 8, session: 'new' };
const read: Act = { day: 8, hour: 9, kind: 'mail-read', session: 'new', messages: 3 };
const knock: Act = { day: 8, hour: 7, outcome: 'failure', errorCode: '50126', network: HOTEL };

const denial: Act = { ...knock, errorCode: '500121', minute: 50, network: HOME };

const nameless: Act = {
  ...{ day: 7, hour: 13, kind: 'mail-read', messages: 1 },
  ...{ network: HOTEL, client: STRANGER },
};

/** A fresh incident, of which the odd session is suspect. */
const WATCH = {
  watchedUntil: at(9, 0),
  suspectMarks: ODD_SESSION.flatMap((act) => marksOf(event(act))).map(shortTrait),
};

const CASES: readonly Case[] = [
  { name: 'the same as ever, in a new session', acts: [signIn, read], expected: true },
  {
    name: 'a delegate who reads as ever',
    acts: [{ ...read, user: 'del@contoso.com', mailbox: OWNER, actorType: 'delegate' }],
    expected: true,
  },
  {
    name: 'another delegate',
    acts: [{ ...read, user: 'eve@contoso.com', mailbox: OWNER, actorType: 'delegate' }],
    expected: false,
  },
  { name: 'another network', acts: [{ ...signIn, network: CAFE }], expected: false },
  { name: 'another client', acts: [{ ...signIn, client: STRANGER }], expected: false },
  { name: 'another program for mail', acts: [{ ...read, client: DESKTOP }], expected: false },
  { name: 'an application that reads', acts: [{ ...read, actorType: 'application' }], expected: false },
  { name: 'mail synced that was only read before', acts: [{ ...read, kind: 'mail-sync' }], expected: true },
  { name: 'a device code', acts: [{ ...signIn, auth: { protocol: 'deviceCode' } }], expected: false },
  { name: 'legacy authentication', acts: [{ ...signIn, auth: { isLegacy: true } }], expected: false },
  { name: 'an inbox rule, wherever', acts: [{ ...signIn, kind: 'inbox-rule' }], expected: false },
  {
    name: 'a new sign-in method, wherever',
    acts: [{ ...signIn, kind: 'authentication-method' }],
    expected: false,
  },
  {
    name: 'one strange act among familiar ones',
    acts: [signIn, { ...read, network: HOTEL }, read],
    expected: false,
  },
  { name: 'a wrong password alone', acts: [knock], expected: true },
  {
    name: 'a success after a wrong password, where it always comes from',
    acts: [knock, signIn],
    expected: true,
  },
  { name: 'a success after a denied prompt', acts: [denial, signIn], expected: false },
  { name: 'a success long after a denied prompt', acts: [denial, { ...signIn, hour: 11 }], expected: true },
  {
    name: 'a success after a denied prompt that was scored already',
    acts: [signIn],
    habit: habitOf([...PAST, denial]),
    expected: false,
  },
  {
    name: 'a wrong password that comes after the success it came before',
    acts: [{ ...knock, day: 7, hour: 7 }],
    expected: false,
  },
  {
    name: 'an expired token, which proves nothing',
    acts: [{ ...knock, errorCode: '70043' }, signIn],
    expected: true,
  },
  { name: 'more messages than ever in one go', acts: [{ ...read, messages: 100 }], expected: false },
  { name: 'an account that was never scored', acts: [signIn], habit: habitOf([]), expected: false },
  {
    name: 'an account with an incident whose suspects are too many to know them by',
    acts: [signIn],
    habit: { ...HABIT, watchedUntil: at(9, 0) },
    expected: false,
  },
  {
    name: 'the owner, familiar, beside the suspects of a fresh incident',
    acts: [signIn, read],
    habit: { ...HABIT, ...WATCH },
    expected: true,
  },
  {
    name: 'what is not familiar beside a fresh incident',
    acts: [{ ...signIn, network: CAFE }],
    habit: { ...HABIT, ...WATCH },
    expected: false,
  },
  {
    name: 'a suspect session of a fresh incident that goes on as it was',
    acts: [{ ...read, session: 'odd', network: HOTEL, client: STRANGER }],
    habit: { ...habitOf([...PAST, ...ODD_SESSION]), ...WATCH },
    expected: false,
  },
  {
    name: 'the same once the incident is long over',
    acts: [{ ...read, session: 'odd', network: HOTEL, client: STRANGER }],
    habit: { ...habitOf([...PAST, ...ODD_SESSION]), ...WATCH, watchedUntil: at(7, 0) },
    expected: true,
  },
  {
    name: 'a suspect session of a fresh incident, as the owner would act',
    acts: [{ ...read, session: 'odd' }],
    habit: { ...HABIT, ...WATCH },
    expected: false,
  },
  {
    name: 'a failed sign-in from where a fresh incident came from',
    acts: [{ ...knock, errorCode: '70043' }],
    habit: { ...HABIT, ...WATCH },
    expected: false,
  },
  {
    name: 'an account whose incident is long over',
    acts: [signIn],
    habit: { ...HABIT, watchedUntil: at(7, 0) },
    expected: true,
  },
  {
    name: 'the place of an accused session, in another one',
    acts: [{ ...signIn, network: HOTEL, client: STRANGER }],
    habit: habitOf([...PAST, ...ODD_SESSION]),
    expected: false,
  },
  {
    name: 'an accused session that goes on as it was',
    acts: [{ ...read, session: 'odd', network: HOTEL, client: STRANGER }],
    habit: habitOf([...PAST, ...ODD_SESSION]),
    expected: true,
  },
  {
    name: 'mail without a session id, where an accused session of that day goes on',
    acts: [{ ...nameless, minute: 30 }],
    habit: habitOf([...PAST, ...ODD_SESSION, nameless]),
    expected: true,
  },
  {
    name: 'the same on another day',
    acts: [{ ...nameless, day: 8 }],
    habit: habitOf([...PAST, ...ODD_SESSION, nameless]),
    expected: false,
  },
  {
    name: 'a sign-in while a session without one is accused',
    acts: [signIn],
    habit: habitOf([...PAST, ...ODD_SESSION.slice(1)]),
    expected: false,
  },
];

describe('whether an account may wait', () => {
  it.each(CASES)('$name: $expected', ({ acts, habit, expected }) => {
    expect(canWait(acts, habit)).toBe(expected);
  });

  it('an account without a habit is scored at once', () => {
    const touched = { subject: OWNER, events: [event(signIn)], habit: undefined, waiting: undefined };
    expect(judgeUrgency(touched, NOW, HOUR_MS)).toBeNull();
  });

  it('messages and failures add up over batches, and the time to be scored stays', () => {
    const first = judge([event({ ...read, messages: 60 }), event(denial)]);
    expect(first).toEqual({
      subject: OWNER,
      dueAt: shift(NOW, FAMILIAR_WITHIN_MS),
      lastSignIn: '',
      messages: 60,
      waryUntil: shift(event(denial).at, HOUR_MS),
    });
    if (first === null) return;
    expect(canWait([{ ...read, messages: 60 }], HABIT, first)).toBe(false);
    expect(canWait([signIn], HABIT, first)).toBe(false);
    expect(canWait([{ ...signIn, hour: 11 }], HABIT, first)).toBe(true);
    const later = judgeUrgency(
      { subject: OWNER, events: [event({ ...read, messages: 1 })], habit: HABIT, waiting: first },
      shift(NOW, HOUR_MS),
      HOUR_MS,
    );
    expect(later).toMatchObject({ dueAt: first.dueAt, messages: 61 });
  });

  it('the order within a batch does not matter', () => {
    const events = [event(knock), event(signIn), event(read)];
    expect(judge(events)).toEqual(judge([...events].reverse()));
  });
});

describe('a habit', () => {
  it('stays small, whatever an account meets, and keeps what was used last', () => {
    const acts = Array.from(
      { length: 600 },
      (_, index): Act => ({
        day: index / 20,
        hour: 8,
        session: `s-${index}`,
        network: { ...HOME, address: `10.${index % 250}.${Math.floor(index / 250)}.1`, prefix: `p-${index}` },
      }),
    );
    const habit = habitOf(acts.map((act) => ({ ...act, day: Math.floor(act.day) })));
    expect(JSON.stringify(habit).length).toBeLessThan(4_096);
    const [last] = acts.slice(-1);
    expect(last === undefined ? false : canWait([{ ...last, day: 31 }], habit)).toBe(true);
  });

  it('forgets what was not met for 90 days', () => {
    const synced: Act = { day: 0, hour: 9, kind: 'mail-sync', session: 'a', client: DESKTOP, folders: 1 };
    const since = (day: number) =>
      habitOf([{ day: 0, hour: 8, session: 'a' }, synced, { day, hour: 8, session: 'b' }]);
    const again = { ...synced, day: 96, folders: 1 };
    expect(canWait([again], since(80))).toBe(true);
    expect(canWait([again], since(95))).toBe(false);
    expect(canWait([{ ...signIn, day: 96 }], since(95))).toBe(true);
  });
});
