import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import { createTiers } from '../../agent/pull/tiers.js';

const BEGAN_MS = Date.parse('2026-03-20T12:00:00.000Z');

/** Where pulls that follow each other begin and end, in minutes from the first one's cursor. */
function pulls(overlapMs: number, everyMs: number, count: number) {
  const tiers = createTiers();
  let coveredToMs = BEGAN_MS;
  return Array.from({ length: count }, (_, index) => {
    const nowMs = BEGAN_MS + (index + 1) * everyMs;
    const plan = tiers.plan(overlapMs, coveredToMs, nowMs);
    tiers.noteRead(plan, nowMs);
    const from = coveredToMs - plan.depthMs;
    coveredToMs = nowMs;
    return { tier: plan.tier, from: (from - BEGAN_MS) / MINUTE_MS, to: (nowMs - BEGAN_MS) / MINUTE_MS };
  });
}

describe('what is read again', () => {
  it('is all of it at first, and then the less often the deeper it lies', () => {
    const tiers = pulls(2 * HOUR_MS, 2 * MINUTE_MS, 60).map((pull) => pull.tier);
    expect(tiers[0]).toBe(0);
    const times = (tier: number) => tiers.filter((one) => one === tier).length;
    expect([times(0), times(1), times(2), times(3)]).toEqual([4, 12, 44, 0]);
  });

  it('is all of a small overlap each time', () => {
    expect(new Set(pulls(5 * MINUTE_MS, MINUTE_MS, 20).map((pull) => pull.tier))).toEqual(new Set([0]));
  });

  it.each([30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS])(
    'misses no record that comes within the overlap, with a pull every %i ms',
    (everyMs) => {
      const overlap = 120;
      const all = pulls(overlap * MINUTE_MS, everyMs, Math.ceil((12 * HOUR_MS) / everyMs));
      const end = all.at(-1)?.to ?? 0;
      for (let at = 0; at < end - 2 * overlap; at += 7) {
        for (let late = 0; late <= overlap; late += 8) {
          // Seen by a pull that ended after it was there, and began before it happened.
          expect(all.some((pull) => pull.to > at + late && pull.from <= at)).toBe(true);
        }
      }
    },
  );

  it('is all of it once more, and deeper, when a clock was set back or the overlap has changed', () => {
    const tiers = createTiers();
    const plan = tiers.plan(HOUR_MS, BEGAN_MS, BEGAN_MS);
    expect(plan).toEqual({ tier: 0, depthMs: 1.25 * HOUR_MS });
    tiers.noteRead(plan, BEGAN_MS);
    expect(tiers.plan(HOUR_MS, BEGAN_MS - HOUR_MS, BEGAN_MS - HOUR_MS).tier).toBe(0);
    expect(tiers.plan(2 * HOUR_MS, BEGAN_MS, BEGAN_MS + 1).depthMs).toBe(2.5 * HOUR_MS);
  });
});
