import { beforeAll, describe, expect, it } from 'vitest';
import type { SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { type Ending, pairwise, runOnWorld, spread } from './kill.js';
import { SMALL } from './tenant.js';

/** Spread over the whole run; `npm run test:long` takes every one. */
const POINTS = 24;
/** Looks whether a revoke took come as often as they are needed: a run can be over before its last points. */
const LEAST_KILLED = 21;

/** What the ledger tells of an act, in order; that something was found before it was changed comes in between. */
const CHAPTERS = ['action-decided', 'call-begun', 'call-answered', 'verified'];

let world: SimWorld;
let undisturbed: Ending;

beforeAll(async () => {
  world = createWorld({ ...SMALL, seed: 3, startMs: Date.now() - 60_000, scenario: null });
  undisturbed = await runOnWorld(world);
});

describe('an agent that is killed anywhere and started again', () => {
  it('has something to lose in the undisturbed run', () => {
    expect(undisturbed.outcome.actions).not.toEqual([]);
    expect(Object.keys(undisturbed.outcome.reports)).not.toEqual([]);
    expect(undisturbed.mostRevokes).toBe(1);
    expect(undisturbed.outcome.ledger).toMatchObject({ isIntact: true, unsigned: 0, areCallsTold: true });
    for (const kinds of Object.values(undisturbed.outcome.ledger.acts))
      expect(kinds.filter((kind) => kind !== 'action-changed')).toEqual(CHAPTERS);
    expect(undisturbed.points.length).toBeGreaterThan(POINTS);
  });

  it(`ends as if nothing had happened, at each of ${POINTS} points`, { timeout: 1_200_000 }, async () => {
    let killed = 0;
    await pairwise(spread(undisturbed.points.length, POINTS), async (point) => {
      const ending = await runOnWorld(world, { killAt: point });
      const where = `killed at point ${point}, ${undisturbed.points[point]}`;
      if (ending.points.length === 0) killed += 1;
      expect(ending.outcome, where).toEqual(undisturbed.outcome);
      expect(ending.mostRevokes, `${where}: revokes of one mailbox`).toBe(1);
    });
    expect(killed).toBeGreaterThanOrEqual(LEAST_KILLED);
  });
});
