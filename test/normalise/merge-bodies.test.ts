import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonObject, type JsonValue } from '../../agent/model/json.js';
import { mergeRecordBodies } from '../../agent/normalise/merge-bodies.js';

/** Few names and values, so that two objects often meet in the same places. */
const names = fc.constantFrom(
  'id',
  'status',
  'errorCode',
  'riskLevelDuringSignIn',
  'riskState',
  'at',
  'steps',
  '__proto__',
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      '',
      'a',
      'bb',
      'none',
      'HIGH',
      'high',
      'hidden',
      '2026-03-04T08:15:30Z',
      '2026-03-04T08:15:30.0Z',
      '2026-03-05',
    ),
    fc.integer({ min: -1, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
  ),
}));
const bodies = fc.dictionary(names, value, { maxKeys: 5 }) as fc.Arbitrary<JsonObject>;

describe('mergeRecordBodies', () => {
  it('does not care which came first', () => {
    fc.assert(
      fc.property(bodies, bodies, (left, right) => {
        expect(canonicalJson(mergeRecordBodies(left, right))).toBe(
          canonicalJson(mergeRecordBodies(right, left)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not care how three are grouped', () => {
    fc.assert(
      fc.property(bodies, bodies, bodies, (a, b, c) => {
        const left = mergeRecordBodies(mergeRecordBodies(a, b), c);
        const right = mergeRecordBodies(a, mergeRecordBodies(b, c));
        expect(canonicalJson(left)).toBe(canonicalJson(right));
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes nothing when a row comes twice', () => {
    fc.assert(
      fc.property(bodies, bodies, (left, right) => {
        expect(canonicalJson(mergeRecordBodies(left, left))).toBe(canonicalJson(left));
        const merged = mergeRecordBodies(left, right);
        expect(canonicalJson(mergeRecordBodies(merged, right))).toBe(canonicalJson(merged));
      }),
      { numRuns: 1_000 },
    );
  });

  const cases: readonly { name: string; left: JsonObject; right: JsonObject; expected: JsonObject }[] = [
    {
      name: 'what is there beats what is not',
      left: { a: null, b: '' },
      right: { a: 'x', b: 'y' },
      expected: { a: 'x', b: 'y' },
    },
    {
      name: 'risk that was found later stays',
      left: { riskLevelAggregated: 'high', riskState: 'atRisk' },
      right: { riskLevelAggregated: 'none', riskState: 'none' },
      expected: { riskLevelAggregated: 'high', riskState: 'atRisk' },
    },
    {
      name: 'a hidden risk says less than none',
      left: { riskLevel: 'hidden' },
      right: { riskLevel: 'none' },
      expected: { riskLevel: 'none' },
    },
    {
      name: 'the later time, however it is written',
      left: { lastUpdatedDateTime: '2026-03-04T08:15:30.1234567Z' },
      right: { lastUpdatedDateTime: '2026-03-04T09:00:00Z' },
      expected: { lastUpdatedDateTime: '2026-03-04T09:00:00Z' },
    },
    {
      name: 'an interrupted sign-in that went on is a success, with the texts of it',
      left: {
        status: {
          errorCode: 50074,
          failureReason: 'Strong Authentication is required, and that is a long text.',
        },
      },
      right: { status: { errorCode: 0, failureReason: 'Other.' } },
      expected: { status: { errorCode: 0, failureReason: 'Other.' } },
    },
    {
      name: 'lists are united',
      left: { types: ['b'] },
      right: { types: ['a', 'b'] },
      expected: { types: ['a', 'b'] },
    },
  ];
  it.each(cases)('$name', ({ left, right, expected }) => {
    expect(mergeRecordBodies(left, right)).toEqual(expected);
    expect(mergeRecordBodies(right, left)).toEqual(expected);
  });
});
