import type { RuleScalar } from './naive-evaluator.js';

/** What the placeholders of drawn rules stand for. */
export const LISTS: Readonly<Record<string, readonly (string | number)[]>> = {
  A: ['a', 'A*', '?b'],
  N: [1, 10, '\\*'],
  'b a': ['b a', 'a\\', 'f.g', ''],
};

/** The same as a file of the rule directory. */
export const LISTS_FILE = { file: 'lists.yml', text: JSON.stringify({ placeholders: LISTS }) };

interface Char {
  readonly char: string;
  /** A wildcard, or a percent sign that may begin or end a placeholder. */
  readonly isMark: boolean;
}

/** A value with every placeholder written out, letter by letter. */
export function writtenOut(value: RuleScalar, isRegex: boolean): readonly RuleScalar[] {
  if (typeof value !== 'string') return [value];
  return expansions(lettersOf(value, isRegex, true), isRegex).map((letters) =>
    letters
      .map(({ char, isMark }) => (isMark || isRegex || !'\\*?'.includes(char) ? char : `\\${char}`))
      .join(''),
  );
}

/** In an expression an escape is two letters like any others, but for the percent sign. */
function lettersOf(text: string, isRegex: boolean, hasPlaceholders: boolean): readonly Char[] {
  const letters: Char[] = [];
  const escapable = hasPlaceholders ? '*?\\%' : '*?\\';
  for (let at = 0; at < text.length; at += 1) {
    const [char = '', next = ''] = text.slice(at, at + 2);
    const isEscape =
      char === '\\' && next !== '' && escapable.includes(next) && !(isRegex && !hasPlaceholders);
    if (!isEscape) letters.push({ char, isMark: '*?%'.includes(char) });
    else if (isRegex && next !== '%') letters.push({ char, isMark: false }, { char: next, isMark: false });
    else letters.push({ char: next, isMark: false });
    if (isEscape) at += 1;
  }
  return letters;
}

/** From left to right: the first placeholder, with whatever may follow it. */
function expansions(letters: readonly Char[], isRegex: boolean): readonly (readonly Char[])[] {
  for (const [open, letter] of letters.entries()) {
    if (!isPercent(letter)) continue;
    const close = letters.findIndex((one, at) => at > open && (one.isMark || one.char === '\\'));
    if (close < open + 2 || !isPercent(letters[close])) continue;
    const name = letters.slice(open + 1, close).map((one) => one.char);
    const after = expansions(letters.slice(close + 1), isRegex);
    return (LISTS[name.join('')] ?? []).flatMap((value) =>
      after.map((rest) => [...letters.slice(0, open), ...lettersOf(String(value), isRegex, false), ...rest]),
    );
  }
  return [letters];
}

function isPercent(letter: Char | undefined): boolean {
  return letter?.isMark === true && letter.char === '%';
}
