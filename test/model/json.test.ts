import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, isJsonObject, isNestedWithin } from '../../agent/model/json.js';

describe('canonicalJson', () => {
  const cases: readonly { name: string; given: unknown; expected: string }[] = [
    {
      name: 'keys in order, at every depth',
      given: { b: { d: 1, c: 2 }, a: [] },
      expected: '{"a":[],"b":{"c":2,"d":1}}',
    },
    { name: 'lists as they are', given: [3, 1, 2], expected: '[3,1,2]' },
    {
      name: 'what is undefined is left out of objects',
      given: { a: undefined, b: null },
      expected: '{"b":null}',
    },
    { name: 'a bare undefined', given: undefined, expected: 'null' },
    { name: 'texts', given: 'a"\n\u2028', expected: JSON.stringify('a"\n\u2028') },
    { name: 'no number', given: Number.NaN, expected: 'null' },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(canonicalJson(given)).toBe(expected));

  it('is JSON of the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  const turned: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value).reverse()) turned[key] = reversed(item);
  return turned;
}

describe('isJsonObject', () => {
  const cases = [
    { given: {}, expected: true },
    { given: [], expected: false },
    { given: null, expected: false },
    { given: 'x', expected: false },
  ];
  for (const { given, expected } of cases) {
    it(`${JSON.stringify(given)}: ${expected}`, () => expect(isJsonObject(given)).toBe(expected));
  }
});

describe('isNestedWithin', () => {
  const cases: readonly { name: string; given: unknown; levels: number; expected: boolean }[] = [
    { name: 'a text has no level', given: 'x', levels: 0, expected: true },
    { name: 'an empty object is a level', given: {}, levels: 0, expected: false },
    { name: 'one level', given: { a: 1 }, levels: 1, expected: true },
    { name: 'one too many', given: { a: [1] }, levels: 1, expected: false },
    { name: 'the deepest branch counts', given: [1, [2, { a: [3] }]], levels: 3, expected: false },
  ];
  for (const { name, given, levels, expected } of cases) {
    it(name, () => expect(isNestedWithin(given, levels)).toBe(expected));
  }

  it('hostile nesting ends without exhausting the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(isNestedWithin(deep, 64)).toBe(false);
    expect(isNestedWithin(deep, 300_000)).toBe(true);
  });
});
