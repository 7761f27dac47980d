import { describe, expect, it } from 'vitest';
import { firstCharacters } from '../../../agent/assess/classify/label-pattern.js';
import { VOCABULARY_EN } from '../../../agent/assess/classify/vocabulary.js';
import { VOCABULARY_DE } from '../../../agent/assess/classify/vocabulary-de.js';
import { VOCABULARY_ES } from '../../../agent/assess/classify/vocabulary-es.js';
import { VOCABULARY_FR } from '../../../agent/assess/classify/vocabulary-fr.js';

const CASES: readonly (readonly [pattern: string, first: string])[] = [
  ['date', 'd'],
  ['(?:tele|cell)?phones?', 'cpt'],
  ['(?:n[uú]mero (?:de )?)?cuenta', 'cn'],
  ['[eé]cran', 'eé'],
  ['a\\/c', 'a'],
  ['(?:(?:a|b)?c)?d', 'abcd'],
  ['(?!x)y', 'y'],
];

describe('what a label can begin with', () => {
  for (const [pattern, first] of CASES)
    it(pattern, () => expect([...firstCharacters(pattern)].sort().join('')).toBe(first));

  it('is a letter for every word of the vocabularies, so that none is passed over', () => {
    const patterns = [VOCABULARY_EN, VOCABULARY_ES, VOCABULARY_DE, VOCABULARY_FR].flatMap((vocabulary) =>
      vocabulary.flatMap(([, words]) => words),
    );
    for (const pattern of patterns) {
      const first = [...firstCharacters(pattern)];
      expect(first, pattern).not.toEqual([]);
      expect(first.join(''), pattern).toMatch(/^\p{Ll}+$/u);
    }
  });
});
