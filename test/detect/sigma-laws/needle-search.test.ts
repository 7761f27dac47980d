import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NeedleSearch } from '../../../agent/detect/sigma/needle-search.js';

const letters = fc.constantFrom('a', 'b', 'c', '\u00e9', '-');
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(letters, { maxLength }).map((some) => some.join(''));

describe('a search for many texts in one pass', () => {
  it('names every needle that is there', () => {
    fc.assert(
      fc.property(fc.array(text(16), { maxLength: 12 }), text(60), (needles, hay) => {
        const search = new NeedleSearch(needles);
        const named = new Set(search.always);
        search.search(hay, (needle) => named.add(needle));
        const missed = needles.filter((needle, at) => hay.includes(needle) && !named.has(at));
        expect(missed).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('looks without case, as lower case has it', () => {
    const mixed = fc.array(fc.constantFrom('a', 'A', 'k', 'K', '\u212a', 'i', 'I', '\u0130', 'z', '-'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(mixed, { maxLength: 6 }), mixed, (drawn, letters) => {
        const needles = drawn.map((some) => some.join('').toLowerCase().slice(0, 5));
        const hay = letters.join('');
        const search = new NeedleSearch(needles);
        const named = new Set(search.always);
        search.search(hay, (needle) => named.add(needle));
        const missed = needles.filter((needle, at) => hay.toLowerCase().includes(needle) && !named.has(at));
        expect(missed).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('names no short needle that is not there, and each once', () => {
    const search = new NeedleSearch(['abc', 'bca', 'zzz', 'ab']);
    const named: number[] = [];
    search.search('xabcabca', (needle) => named.push(needle));
    expect(named.sort()).toEqual([0, 1, 3]);
    const again: number[] = [];
    search.search('zzz', (needle) => again.push(needle));
    expect(again).toEqual([2]);
  });
});
