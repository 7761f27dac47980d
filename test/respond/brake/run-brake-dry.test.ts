import { describe, expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import { USUAL_BRAKE } from '../../../agent/model/brake.js';
import { runBrakeDry } from '../../../agent/respond/brake/run-brake-dry.js';
import { many, ofCampaign, standing } from './actions.js';

const TERMS = { settings: USUAL_BRAKE, accounts: 0 };
const verdicts = (actions: readonly Action[]): readonly string[] =>
  [...runBrakeDry(actions, TERMS).verdicts.values()].map((one) =>
    one.verdict === 'hold' ? one.by : one.verdict,
  );

describe('the brake, tried on what would have been decided', () => {
  it('lets the first four go of a storm on one rule, holds the rest, and names the cause once', () => {
    const storm = many(9, (n) => standing(n, 60 - n));
    expect(verdicts(storm)).toEqual([...Array(4).fill('go'), ...Array(5).fill('breaker')]);
    expect(runBrakeDry(storm, TERMS).trips).toMatchObject([{ cause: 'rule:r1', accounts: 9 }]);
  });

  it('goes by the times of the decisions, not by their order in the list', () => {
    const storm = many(9, (n) => standing(n, 60 - n));
    const held = (list: readonly Action[]) =>
      [...runBrakeDry(list, TERMS).verdicts].filter(([, one]) => one.verdict === 'hold').map(([id]) => id);
    expect(held([...storm].reverse())).toEqual(held(storm));
  });

  it('lets one intruder in many mailboxes pass, up to the budget', () => {
    const campaign = many(25, (n) => ofCampaign(n, 60 - n));
    expect(verdicts(campaign)).toEqual([...Array(20).fill('go'), ...Array(5).fill('tenant-budget')]);
  });

  it('asks for nothing that would only be shown', () => {
    expect(verdicts(many(30, (n) => standing(n, 0, { status: 'proposed' })))).toEqual([]);
  });
});
