import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latenessBucket, latenessOfShare } from '../../agent/model/lateness.js';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../agent/model/time.js';

function histogramOf(latenesses: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const one of latenesses) counts.set(latenessBucket(one), (counts.get(latenessBucket(one)) ?? 0) + 1);
  return counts;
}

describe('the lateness that a share of records kept to', () => {
  const many = Array.from({ length: 998 }, () => MINUTE_MS);
  it.each([
    { name: 'too few records say nothing', given: many.slice(0, 900), share: 0.999, expected: null },
    {
      name: 'one straggler of a thousand is the one that is left out',
      given: [...many, MINUTE_MS, DAY_MS],
      share: 0.999,
      expected: MINUTE_MS,
    },
    {
      name: 'two stragglers of a thousand are seen',
      given: [...many, DAY_MS, DAY_MS],
      share: 0.999,
      expected: DAY_MS,
    },
    {
      name: 'a clock that is ahead is no lateness',
      given: [...many, -DAY_MS, -DAY_MS],
      share: 0.001,
      expected: 15 * SECOND_MS,
    },
    {
      name: 'what is later than every bucket counts as the last one',
      given: [...many, 90 * DAY_MS, 90 * DAY_MS],
      share: 1,
      expected: 30 * DAY_MS,
    },
  ])('$name', ({ given, share, expected }) => {
    expect(latenessOfShare(histogramOf(given), share)).toBe(expected);
  });

  it('is never less than the share needs (property)', () => {
    const some = fc.array(fc.integer({ min: 0, max: 29 * DAY_MS }), { minLength: 1_000, maxLength: 1_100 });
    fc.assert(
      fc.property(some, fc.double({ min: 0.5, max: 1, noNaN: true }), (latenesses, share) => {
        const bound = latenessOfShare(histogramOf(latenesses), share) ?? 0;
        const within = latenesses.filter((one) => one <= bound).length;
        expect(within).toBeGreaterThanOrEqual(latenesses.length * share);
      }),
      { numRuns: 30 },
    );
  });
});
