import { describe, expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import { USUAL_BRAKE } from '../../../agent/model/brake.js';
import { decideBrake } from '../../../agent/respond/brake/decide-brake.js';
import { tenantBudgetLeft, tenantBurst } from '../../../agent/respond/brake/tenant-budget.js';
import { many, NOW, standing } from './actions.js';

const done = (n: number, minutesAgo: number): Action => {
  const action = standing(n, minutesAgo);
  return { ...action, status: 'done', attemptedAt: action.decidedAt, doneAt: action.decidedAt };
};
const left = (recent: readonly Action[], accounts = 0): number =>
  tenantBudgetLeft(recent, USUAL_BRAKE, accounts, NOW);

it.each([
  [0, 20],
  [50, 20],
  [2_000, 20],
  [10_000, 100],
  [75_000, 750],
])('a tenant of %i accounts may have %i acted on at once', (accounts, expected) => {
  expect(tenantBurst(USUAL_BRAKE, accounts)).toBe(expected);
  expect(left([], accounts)).toBe(expected);
});

describe('what is left of the budget', () => {
  it.each<{ readonly name: string; readonly recent: readonly Action[]; readonly expected: number }>([
    { name: 'each account costs one', recent: many(8, (n) => standing(n)), expected: 12 },
    {
      name: 'further steps of one plan cost nothing',
      recent: [standing(1), { ...standing(1), id: 'act-rule', kind: 'disable-inbox-rule' }],
      expected: 19,
    },
    {
      name: 'what is shown, held or approved by a person costs nothing',
      recent: [
        standing(1, 0, { status: 'proposed' }),
        standing(2, 0, { status: 'held', heldBy: 'breaker' }),
        standing(3, 0, { isApproved: true }),
        standing(4, 0, { resumedAt: NOW }),
      ],
      expected: 20,
    },
    { name: 'half of it is back after half a day', recent: many(20, (n) => done(n, 12 * 60)), expected: 10 },
    {
      name: 'it is full after a day, and no fuller',
      recent: many(20, (n) => done(n, 48 * 60)),
      expected: 20,
    },
    { name: 'more than all of it is nought', recent: many(30, (n) => standing(n)), expected: 0 },
  ])('$name', ({ recent, expected }) => {
    expect(left(recent)).toBeCloseTo(expected, 6);
  });

  it('is below one exactly when the next account is held by it', () => {
    for (let count = 15; count <= 25; count += 1) {
      const recent = many(count, (n) => ({ ...done(n, 1), basis: { ...BASIS, intruder: [`session:${n}`] } }));
      const next: Action = { ...standing(99), basis: { ...BASIS, intruder: ['session:99'] } };
      const verdict = decideBrake(next, { recent, trips: [], accounts: 0 }, USUAL_BRAKE, NOW);
      expect([count, verdict.verdict === 'hold']).toEqual([count, left(recent) < 1]);
    }
  });
});

const BASIS = { causes: [], lastEvent: NOW };
