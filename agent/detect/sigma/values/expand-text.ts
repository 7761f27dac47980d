import { parsePattern, writePattern } from './pattern.js';

/** Written out, a value may stand for so many: each is compared with. */
export const MAX_EXPANDED = 10_000;

/** An escaped character, a placeholder, or any other character. */
const PIECE = /\\([%*?\\])|%([^%*?\\]+)%|./gs;

/** A value with its placeholders written out, and their names; or the name without a list; or how many values would come of it. */
export type ExpandedText =
  | { readonly values: readonly string[]; readonly names: readonly string[] }
  | { readonly unknown: string }
  | { readonly count: number };

/**
 * Puts the values of lists in the place of `%name%`: with several placeholders in one text, each value of the one with each of the
 * other. `\%` is a percent sign (Sigma specification 2.1.0, "Placeholders"). `isPattern`: the text and the lists' values are Sigma
 * texts, whose wildcards and escapes go on meaning what they mean where they are written, also at the seams; else all is taken as it
 * stands. `listOf` gives null for no list.
 */
export function expandText(
  text: string,
  isPattern: boolean,
  listOf: (name: string) => readonly string[] | null,
): ExpandedText {
  const names: string[] = [];
  const pieces: (readonly string[])[] = [];
  let fixed = '';
  for (const [written, escaped, name] of text.matchAll(PIECE)) {
    if (name === undefined) {
      fixed += isPattern ? inPattern(written, escaped) : escaped === '%' ? '%' : written;
      continue;
    }
    const list = listOf(name);
    if (list === null) return { unknown: name };
    names.push(name);
    pieces.push([fixed], isPattern ? list.map((value) => writePattern(parsePattern(value))) : list);
    fixed = '';
  }
  pieces.push([fixed]);
  const count = pieces.reduce((product, { length }) => product * length, 1);
  return count > MAX_EXPANDED ? { count } : { values: combined(pieces), names };
}

/** One character or escape of a Sigma text, so that it says the same whatever comes to stand before or after it. */
function inPattern(written: string, escaped: string | undefined): string {
  if (escaped === undefined) return written === '\\' ? writePattern(['\\']) : written;
  return escaped === '%' ? '%' : writePattern([escaped]);
}

function combined(pieces: readonly (readonly string[])[]): readonly string[] {
  return pieces.reduce<readonly string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [''],
  );
}
