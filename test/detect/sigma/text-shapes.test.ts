import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextShapes } from '../../../agent/detect/sigma/text-shapes.js';

const name = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('k', 'i\u0307', '\u0130', 'operation', 'x'.repeat(70), ''),
);

describe('a look at the shape of a text', () => {
  it('says no to most other texts', () => {
    const shapes = new TextShapes(['operation', 'userid', 'parameters']);
    const keys = Array.from({ length: 1_000 }, (_, at) => `key${at}`);
    expect(keys.filter((key) => shapes.mayHold(key))).toEqual([]);
    expect(shapes.mayHold('')).toBe(false);
    expect(shapes.mayHold('operation'.padEnd(9 + 64, 'n'))).toBe(false);
    expect(new TextShapes([]).mayHold('a')).toBe(false);
  });

  it('never says no to one of them, in any case', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.nat(), (names, at) => {
        const lower = names.map((one) => one.toLowerCase());
        const shapes = new TextShapes(lower);
        const text = names[at % names.length] ?? '';
        for (const one of [text, text.toUpperCase(), text.toLowerCase(), text.replace(/k/gi, '\u212a')])
          if (lower.includes(one.toLowerCase())) expect(shapes.mayHold(one)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
