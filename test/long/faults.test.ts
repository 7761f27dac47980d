import { expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { runOnWorld } from '../end-to-end/kill.js';
import { SMALL } from '../end-to-end/tenant.js';

const RATE = 0.2;

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'with a fifth of all calls failing, drawn by seed %i, the result is the same',
  async (faultSeed) => {
    const startMs = Date.now() - 60_000;
    const world = createWorld({ ...SMALL, seed: 20 + faultSeed, startMs, scenario: null });
    const undisturbed = await runOnWorld(world);
    const disturbed = await runOnWorld(world, { tenant: { faultRate: RATE, faultSeed } });
    expect(disturbed.outcome).toEqual(undisturbed.outcome);
  },
);
