import { expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { runOnWorld } from './kill.js';
import { SMALL } from './tenant.js';

const RATE = 0.2;

it('with a fifth of all calls failing in every way, the result is the same', {
  timeout: 300_000,
}, async () => {
  const world = createWorld({ ...SMALL, seed: 5, startMs: Date.now() - 60_000, scenario: null });
  const undisturbed = await runOnWorld(world);
  const disturbed = await runOnWorld(world, { tenant: { faultRate: RATE, faultSeed: 7 } });
  expect(undisturbed.outcome.actions).not.toEqual([]);
  expect(disturbed.faults.size, 'kinds of faults met').toBeGreaterThan(5);
  expect(disturbed.outcome).toEqual(undisturbed.outcome);
});
