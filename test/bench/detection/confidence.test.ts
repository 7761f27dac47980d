import { describe, expect, it } from 'vitest';
import { lowerBound, upperBound, upperCount } from '../../../bench/detection/judge/confidence.js';

describe('bounds of a share', () => {
  it.each([
    // With no miss the bound is the share whose power of the number of trials is one in twenty.
    { name: 'no miss in 59', given: [59, 59], lower: 0.05 ** (1 / 59), upper: 1 },
    { name: 'no miss in 299', given: [299, 299], lower: 0.05 ** (1 / 299), upper: 1 },
    { name: 'no hit in 20', given: [0, 20], lower: 0, upper: 1 - 0.05 ** (1 / 20) },
    // Clopper and Pearson's 90 % interval for 8 of 10.
    { name: '8 of 10', given: [8, 10], lower: 0.4931, upper: 0.96323 },
  ] as const)('$name', ({ given: [hits, trials], lower, upper }) => {
    expect(lowerBound(hits, trials)).toBeCloseTo(lower, 4);
    expect(upperBound(hits, trials)).toBeCloseTo(upper, 4);
  });

  it('knows nothing of no trials', () => {
    expect(lowerBound(0, 0)).toBe(0);
    expect(upperBound(0, 0)).toBe(1);
  });
});

describe('upper bound of a count', () => {
  it.each([
    { count: 0, upper: 2.9957 },
    { count: 1, upper: 4.7439 },
    { count: 10, upper: 16.9622 },
  ])('of $count', ({ count, upper }) => {
    expect(upperCount(count)).toBeCloseTo(upper, 3);
  });
});
