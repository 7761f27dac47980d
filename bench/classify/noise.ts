import type { Seeded } from '../rules/seeded.js';

/** 0 none; 1 blanks and case; 2 a quoted answer, wrapped; 3 some typing errors; 4 all of it, with more errors. */
export type NoiseLevel = 0 | 1 | 2 | 3 | 4;

export const NOISE_LEVELS: readonly NoiseLevel[] = [0, 1, 2, 3, 4];

const TYPO_RATES: Readonly<Record<NoiseLevel, number>> = { 0: 0, 1: 0, 2: 0, 3: 0.04, 4: 0.1 };
const WRAP_AT = 60;

/** Damages the words around values; the values themselves stay. */
export function damageWords(seeded: Seeded, text: string, level: NoiseLevel): string {
  const typed = text.replace(/\p{L}{5,}/gu, (word) =>
    seeded.below(1_000) < TYPO_RATES[level] * 1_000 ? mistype(seeded, word) : word,
  );
  if (level !== 1 && level !== 4) return typed;
  const spaced = typed.replace(/ /g, () => seeded.pick([' ', ' ', ' ', '  ', '\u00a0']));
  return seeded.below(4) === 0 ? spaced.toUpperCase() : spaced;
}

function mistype(seeded: Seeded, word: string): string {
  const at = 1 + seeded.below(word.length - 2);
  const [before, char, next, after] = [
    word.slice(0, at),
    word[at] ?? '',
    word[at + 1] ?? '',
    word.slice(at + 2),
  ];
  return seeded.pick([
    before + next + after,
    before + char + char + next + after,
    before + next + char + after,
  ]);
}

/** Parts of a line of text; those that may be broken between words are marked. */
export interface Part {
  readonly text: string;
  readonly isBreakable: boolean;
}

/** Lines of about 60 characters, each behind a `> `, as answers quote them. Values are not torn apart. */
export function quoteAnswer(parts: readonly Part[], level: NoiseLevel): string {
  const isQuoted = level === 2 || level === 4;
  let [result, column] = ['', 0];
  for (const { text, isBreakable } of parts)
    for (const piece of isBreakable ? text.split(/(?<=[ \n])/) : [text]) {
      if (isQuoted && column > 0 && column + piece.length > WRAP_AT)
        [result, column] = [`${result.trimEnd()}\n`, 0];
      result += piece;
      column = piece.endsWith('\n') ? 0 : column + piece.length;
    }
  return isQuoted ? result.replace(/^/gm, '> ') : result;
}
