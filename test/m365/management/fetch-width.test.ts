import { describe, expect, it } from 'vitest';
import { createFetchWidth } from '../../../agent/m365/management/fetch-width.js';

describe('how many contents are fetched at a time', () => {
  const cases: readonly { name: string; given: readonly number[]; expected: number }[] = [
    { name: 'few while nothing is known of their size', given: [], expected: 4 },
    { name: 'many once they have proved small', given: Array(20).fill(10), expected: 12 },
    { name: 'few again with the first large one', given: [...Array(20).fill(10), 50_000], expected: 4 },
    { name: 'in between for sizes in between', given: Array(20).fill(1_000), expected: 6 },
    { name: 'empty ones are small', given: Array(60).fill(0), expected: 12 },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => {
      const width = createFetchWidth();
      for (const rows of given) width.note(rows);
      expect(width.now()).toBe(expected);
    });
  }
});
