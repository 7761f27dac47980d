import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlate } from '../../../agent/detect/correlation/correlate.js';
import type { Sighting } from '../../../agent/detect/correlation/correlation.js';
import { correlationOf, setOf, sightingsOf } from './correlation-builder.js';

const MANY = correlationOf(
  'type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 20s\ncondition: { gte: 2 }',
  'many',
);
const counted = (type: string, condition: string): string =>
  correlationOf(`type: ${type}\nrules: [a, b]\ngroup-by: [user]\ntimespan: 20s\ncondition: ${condition}`);
const near = (type: string, more = ''): string =>
  correlationOf(`type: ${type}\nrules: [a, b, c]\ngroup-by: [user]\ntimespan: 20s\n${more}`);

const SETS = {
  event_count: [counted('event_count', '{ gte: 3 }')],
  'event_count in a range': [counted('event_count', '{ gt: 1, lte: 3 }')],
  value_count: [counted('value_count', '{ field: bytes, gte: 3 }')],
  value_sum: [counted('value_sum', '{ field: bytes, gte: 9 }')],
  value_avg: [counted('value_avg', '{ field: bytes, gt: 2 }')],
  value_percentile: [counted('value_percentile', '{ field: bytes, percentile: 80, gte: 3 }')],
  value_median: [counted('value_median', '{ field: bytes, gte: 2 }')],
  temporal: [near('temporal')],
  'temporal with a condition': [near('temporal', 'condition: a and not b or c')],
  temporal_ordered: [near('temporal_ordered')],
  'temporal_ordered with a condition': [near('temporal_ordered', 'condition: a and (b or c)')],
  'a chain': [
    correlationOf('type: temporal_ordered\nrules: [many, c]\ngroup-by: [user]\ntimespan: 30s'),
    MANY,
  ],
};

const records = fc
  .array(
    fc.record({
      rule: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 0, max: 120 }),
      user: fc.constantFrom('x', 'y'),
      bytes: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 30 },
  )
  .map((list) =>
    sightingsOf(list.map(({ rule, at, user, bytes }) => `${rule}@${at} user=${user} bytes=${bytes}`)),
  );

/** A list in another order, with some of it twice. */
function shuffled(list: readonly Sighting[]): fc.Arbitrary<readonly Sighting[]> {
  return fc
    .subarray([...list])
    .chain((doubled) =>
      fc.shuffledSubarray([...list, ...doubled], { minLength: list.length + doubled.length }),
    );
}

describe('the hits are a function of the set of records', () => {
  for (const [name, correlations] of Object.entries(SETS)) {
    const set = setOf(...correlations);

    it(`${name}: in any order, with doubles`, () => {
      let hits = 0;
      fc.assert(
        fc.property(
          records.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
          ([list, other]) => {
            const expected = correlate(set, list);
            hits += expected.length;
            expect(correlate(set, other)).toEqual(expected);
          },
        ),
        { numRuns: 250 },
      );
      expect(hits).toBeGreaterThan(0);
    });

    it(`${name}: no hit twice`, () => {
      fc.assert(
        fc.property(records, (list) => {
          const keys = correlate(set, list).map((hit) => JSON.stringify([hit.group, hit.anchor]));
          expect(new Set(keys).size).toBe(keys.length);
        }),
      );
    });
  }
});

/** Straight from the definition, window by window, each looked at as a whole. `times` ascend. */
function plainCount(times: readonly number[], span: number, least: number): readonly number[] {
  const anchorOf = (time: number): number => times.find((other) => other >= time - span) ?? time;
  const windowOf = (anchor: number): readonly number[] =>
    times.filter((time) => time >= anchor && time <= anchor + span);
  const anchors = [...new Set(times.map(anchorOf))];
  return anchors.flatMap((anchor, at) => {
    const before = anchors[at - 1] ?? Number.NaN;
    const isMet = windowOf(anchor).length >= least;
    const goesOn = windowOf(before).length >= least && windowOf(before).includes(anchor);
    if (!isMet || goesOn) return [];
    const ends = times.filter((time) => anchorOf(time) === anchor);
    return ends.filter((end) => windowOf(anchor).filter((time) => time <= end).length >= least).slice(0, 1);
  });
}

describe('a count against its definition', () => {
  it('finds the same records', () => {
    const set = setOf(correlationOf('type: event_count\nrules: [a]\ntimespan: 20s\ncondition: { gte: 3 }'));
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 40 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        const found = correlate(set, sightingsOf(times.map((at) => `a@${at}`)));
        expect(found.map(({ at }) => at / 1_000)).toEqual(plainCount(sorted, 20, 3));
      }),
    );
  });
});
