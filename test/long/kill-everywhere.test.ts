import { expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { pairwise, runOnWorld } from '../end-to-end/kill.js';
import { SMALL } from '../end-to-end/tenant.js';

/** `2/8` takes every eighth point, beginning with the second: all of them take more than half an hour on an idle machine. */
const [SLICE = 1, OF = 1] = (process.env.MAILWARDEN_KILL_SLICE ?? '1/1').split('/').map(Number);

it(`killed at every single point (slice ${SLICE} of ${OF}), an agent ends as if nothing had happened`, async () => {
  const world = createWorld({ ...SMALL, seed: 3, startMs: Date.now() - 60_000, scenario: null });
  const undisturbed = await runOnWorld(world);
  expect(undisturbed.outcome.actions).not.toEqual([]);
  const points = [...undisturbed.points.keys()].filter((point) => point % OF === SLICE - 1);
  let killed = 0;
  await pairwise(points, async (point) => {
    const ending = await runOnWorld(world, { killAt: point });
    const where = `killed at point ${point}, ${undisturbed.points[point]}`;
    if (ending.points.length === 0) killed += 1;
    expect(ending.outcome, where).toEqual(undisturbed.outcome);
    expect(ending.mostRevokes, `${where}: revokes of one mailbox`).toBe(1);
  });
  // A run that needs fewer looks whether a revoke took is over before its last points.
  expect(killed).toBeGreaterThan(points.length * 0.9);
});
