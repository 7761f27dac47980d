import { describe, expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import { type BrakeTrip, USUAL_BRAKE } from '../../../agent/model/brake.js';
import { DAY_MS, shift } from '../../../agent/model/time.js';
import { type BrakeState, decideBrake } from '../../../agent/respond/brake/decide-brake.js';
import { many, NOW, ofCampaign, standing } from './actions.js';

interface Case {
  readonly name: string;
  readonly action: Action;
  readonly recent?: readonly Action[];
  readonly state?: Partial<BrakeState>;
  /** `go`, `wait`, or by what it is held. */
  readonly expected: string;
}

const done = (action: Action): Action => ({
  ...action,
  status: 'done',
  attemptedAt: action.decidedAt,
  doneAt: action.decidedAt,
});
const TRIP: BrakeTrip = {
  id: 'brake-1',
  cause: 'rule:r1',
  at: shift(NOW, -60_000),
  lastAt: shift(NOW, -60_000),
  accounts: 5,
  releasedAt: null,
};
/** Decided now about what happened hours ago, on another occasion for each account where no number of hours is given. */
const backlog = (n: number, hours = n * 2): Action => {
  const lastEvent = shift(NOW, -hours * 3_600_000);
  return standing(n, 0, { basis: { causes: ['rule:r1'], intruder: [`session:sid:${n}`], lastEvent } });
};
const alone = (n: number, minutesAgo = 0): Action =>
  standing(n, minutesAgo, { basis: { causes: [], intruder: [`session:sid:${n}`] } });
const same = (minutesAgo: number, session = 1): Action =>
  standing(1, minutesAgo, { basis: { causes: [], intruder: [`session:sid:${session}`] } });

const CASES: readonly Case[] = [
  { name: 'one account alone', action: standing(9), expected: 'go' },
  {
    name: 'four accounts on one rule: chance explains it',
    action: standing(9),
    recent: many(3, standing),
    expected: 'go',
  },
  {
    name: 'a fifth account on the same rule, each with another intruder',
    action: standing(9),
    recent: many(4, standing),
    expected: 'breaker',
  },
  {
    name: 'the decision that stood before the fifth came is held too',
    action: standing(1, 10),
    recent: many(5, (n) => standing(n + 1)),
    expected: 'breaker',
  },
  {
    name: 'March 2020: many mailboxes, one intruder',
    action: ofCampaign(99),
    recent: many(18, ofCampaign),
    expected: 'go',
  },
  {
    name: 'a campaign does not carry a stranger on the same rule through while a trip holds',
    action: standing(99),
    recent: many(6, ofCampaign),
    state: { trips: [TRIP] },
    expected: 'breaker',
  },
  {
    name: 'a campaign passes a trip that strangers caused',
    action: ofCampaign(99),
    recent: many(6, ofCampaign),
    state: { trips: [TRIP] },
    expected: 'go',
  },
  {
    name: 'the provider flags two of five people, whatever rule it comes in by',
    action: standing(9, 0, { basis: { causes: ['provider', 'rule:p9'], intruder: [] } }),
    recent: many(8, (n) => standing(n, 0, { basis: { causes: ['provider', `rule:p${n}`], intruder: [] } })),
    expected: 'breaker',
  },
  {
    name: 'accounts that rest on no single rule',
    action: alone(9),
    recent: many(10, alone),
    expected: 'go',
  },
  {
    name: 'a rule on which fewer than half of what is decided rests',
    action: standing(9),
    recent: [...many(5, standing), ...many(12, (n) => alone(n + 20))],
    expected: 'go',
  },
  {
    name: 'the same rule an hour and more ago',
    action: standing(9),
    recent: many(8, (n) => done(standing(n, 61))),
    expected: 'go',
  },
  {
    name: 'cases of many days that are decided in one minute, after a stop or at the first start',
    action: standing(9),
    recent: many(12, (n) => backlog(n)),
    expected: 'go',
  },
  {
    name: 'a storm that is decided late, all at once',
    action: backlog(9, 3),
    recent: many(8, (n) => backlog(n, 3)),
    expected: 'breaker',
  },
  {
    name: 'what is only shown does not count',
    action: standing(9),
    recent: many(8, (n) => standing(n, 0, { status: 'proposed' })),
    expected: 'go',
  },
  {
    name: 'what the brake holds goes on to count, or a storm would end with the first that is held',
    action: standing(9),
    recent: many(8, (n) => standing(n, 0, { status: 'held', heldBy: 'breaker' })),
    expected: 'breaker',
  },
  {
    name: 'a trip holds what comes hours later on the same rule',
    action: standing(9),
    state: { trips: [{ ...TRIP, lastAt: shift(NOW, -DAY_MS + 1) }] },
    expected: 'breaker',
  },
  {
    name: 'a trip is over a day after it held something back last',
    action: standing(9),
    state: { trips: [{ ...TRIP, lastAt: shift(NOW, -DAY_MS) }] },
    expected: 'go',
  },
  {
    name: 'after a person let all go the count begins anew',
    action: standing(9),
    recent: many(8, (n) => standing(n, 5)),
    state: { trips: [{ ...TRIP, releasedAt: shift(NOW, -60_000) }] },
    expected: 'go',
  },
  {
    name: 'what a person approved is that person’s decision',
    action: standing(9, 0, { isApproved: true }),
    recent: many(40, standing),
    expected: 'go',
  },
  {
    name: 'so is what a person let go',
    action: standing(9, 0, { resumedAt: NOW }),
    recent: many(40, standing),
    expected: 'go',
  },
  { name: 'the 20th account of a small tenant', action: alone(99), recent: many(19, alone), expected: 'go' },
  {
    name: 'the 21st account of a small tenant',
    action: alone(99),
    recent: many(20, (n) => alone(n, 1)),
    expected: 'tenant-budget',
  },
  {
    name: 'the budget of a large tenant is larger',
    action: alone(99),
    recent: many(20, (n) => alone(n, 1)),
    state: { accounts: 10_000 },
    expected: 'go',
  },
  {
    name: 'the budget fills again within a day',
    action: alone(99),
    recent: many(20, (n) => done(alone(n, 121))),
    expected: 'go',
  },
  {
    name: 'further steps for an account that was paid for',
    action: { ...alone(1), kind: 'disable-inbox-rule', id: 'act-0001-rule' },
    recent: many(20, (n) => alone(n, 1)),
    expected: 'go',
  },
  {
    name: 'what was begun is ended, though the budget is used up since',
    action: { ...alone(99, 2), attemptedAt: shift(NOW, -120_000) },
    recent: many(25, (n) => alone(n, 1)),
    expected: 'go',
  },
  {
    name: 'the same again within the cool-down',
    action: same(0),
    recent: [done(same(29))],
    expected: 'wait',
  },
  { name: 'the same again after the cool-down', action: same(0), recent: [done(same(31))], expected: 'go' },
  {
    name: 'an intruder who came back in a new session does not hide behind the cool-down',
    action: same(0, 2),
    recent: [done(same(5, 1))],
    expected: 'go',
  },
  {
    name: 'a fourth time within a day goes to a person, new session or not',
    action: same(0, 9),
    recent: [done(same(300, 1)), done(same(200, 2)), done(same(100, 3))],
    expected: 'account-budget',
  },
];

describe('the brake', () => {
  it.each(CASES)('$name: $expected', ({ action, recent = [], state, expected }) => {
    const verdict = decideBrake(action, { recent, trips: [], accounts: 0, ...state }, USUAL_BRAKE, NOW);
    expect(verdict.verdict === 'hold' ? verdict.by : verdict.verdict).toBe(expected);
  });

  it('names the rule, and the number of accounts that rest on it', () => {
    const state = { recent: many(6, standing), trips: [], accounts: 0 };
    expect(decideBrake(standing(9), state, USUAL_BRAKE, NOW)).toMatchObject({
      reason: expect.stringMatching(/7 accounts rest on the rule r1/),
      trip: { cause: 'rule:r1', accounts: 7, at: NOW },
    });
  });

  it('a provider storm over 40 % of a tenant gets no further than the first four', () => {
    const decided: Action[] = [];
    const state: BrakeState = { recent: decided, trips: [], accounts: 1_000 };
    for (const action of many(400, (n) =>
      standing(n, 0, { basis: { causes: ['provider'], intruder: [] } }),
    )) {
      const verdict = decideBrake(action, state, USUAL_BRAKE, NOW);
      decided.push(verdict.verdict === 'hold' ? { ...action, status: 'held', heldBy: verdict.by } : action);
    }
    expect(decided.filter((action) => action.status === 'approved')).toHaveLength(4);
  });
});
