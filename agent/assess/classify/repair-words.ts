import { GIVEN_NAMES } from './given-names.js';

/** A mistyped word, by its place in the text as written; end exclusive. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  /** The word that was meant, in lower case. */
  readonly meant: string;
  /** A short word and no sign that announces a value: too little by itself. */
  readonly isWeak: boolean;
}

/** Finds the mistyped words of a text that may be words of labels, in their order. */
export type SlipFinder = (text: string) => readonly Slip[];

/** A text with some of its slips put right, and the way back to what was written. */
export interface RepairedText {
  readonly text: string;
  /** The position in the text as written. */
  original(position: number): number;
}

/** Shorter words are one slip away from too many others. */
const LONG = 6;
const WORD = /(?<![\p{L}\d@.'’-])\p{L}{5,24}(?![\p{L}\d@'’-])/gu;
const ANNOUNCES = /^[ \t]{0,2}[:=#]/;

/**
 * Real words that are one letter away from a word of labels in the same language. A word's first and last letters must agree
 * anyway: that leaves out `routine`, `subscribed`, plurals and cases.
 */
const REAL_WORDS: ReadonlySet<string> = new Set([
  ...[
    'contract',
    'contact',
    'contacts',
    'contracts',
    'exact',
    'clint',
    'costumer',
    'bills',
    'balls',
    'state',
  ],
  ...['pasport', 'nimble', 'bumper', 'lumber', 'finish', 'planet', 'charge', 'change', 'changes', 'cages'],
  ...[
    'cuesta',
    'cuesto',
    'cuentas',
    'cuanta',
    'nombra',
    'tarifa',
    'facture',
    'fracture',
    'montent',
    'mentant',
  ],
  ...['vortrag', 'beitrag', 'vertrag', 'antrag', 'betreff', 'kunden', 'kunde', 'kanten', 'konten', 'koten'],
  ...[
    'marital',
    'partie',
    'porte',
    'prénom',
    'permit',
    'moble',
    'noble',
    'compare',
    'compte',
    'comte',
    'conte',
  ],
  ...[
    'strasse',
    'straße',
    'adresse',
    'address',
    'dress',
    'client',
    'cliente',
    'license',
    'licence',
    'silence',
  ],
]);

/** Slips against a set of words in lower case: one letter left out, doubled, wrong or swapped inside the word, or its last two swapped. */
export function createSlipFinder(known: ReadonlySet<string>): SlipFinder {
  const shortened = shortenedForms(known);
  return (text) =>
    [...text.matchAll(WORD)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const meant = meantBy(match[0], known, shortened);
      if (meant === null) return [];
      const isWeak = meant.length < LONG && !ANNOUNCES.test(text.slice(end, end + 4));
      return [{ start, end, meant, isWeak }];
    });
}

function shortenedForms(known: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (const word of known)
    for (const form of withoutOneInside(word)) {
      const words = forms.get(form);
      if (words === undefined) forms.set(form, [word]);
      else if (!words.includes(word)) words.push(word);
    }
  return forms;
}

/** The word without each of its letters but the first and the last. */
function* withoutOneInside(word: string): Generator<string> {
  for (let at = 1; at < word.length - 1; at += 1) yield word.slice(0, at) + word.slice(at + 1);
}

function meantBy(
  written: string,
  known: ReadonlySet<string>,
  shortened: ReadonlyMap<string, readonly string[]>,
): string | null {
  const word = written.toLowerCase();
  // `Carlos` is no slip for `cargos`.
  if (known.has(word) || REAL_WORDS.has(word) || GIVEN_NAMES.has(word)) return null;
  const missing = shortened.get(word)?.[0];
  if (missing !== undefined) return missing;
  const swapped = `${word.slice(0, -2)}${word.at(-1)}${word.at(-2)}`;
  if (known.has(swapped)) return swapped;
  for (const form of withoutOneInside(word)) {
    if (known.has(form)) return form;
    const found = shortened.get(form)?.find((one) => isOneSlip(word, one));
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether two words of one length differ in one letter, or in two neighbours that are swapped. */
function isOneSlip(left: string, right: string): boolean {
  const different = [...left].flatMap((letter, at) => (letter === right[at] ? [] : [at]));
  const [first, second] = different;
  if (left.length !== right.length || first === undefined) return false;
  if (different.length === 1) return true;
  return (
    different.length === 2 &&
    second === first + 1 &&
    left[first] === right[second] &&
    left[second] === right[first]
  );
}

/** From `at` of the repaired text on, positions lie `shift` further in the text as written. */
interface Bend {
  readonly at: number;
  readonly shift: number;
}

/** Puts slips right, which are in order and apart. */
export function repairWords(text: string, slips: readonly Slip[]): RepairedText {
  if (slips.length === 0) return { text, original: (position) => position };
  const parts: string[] = [];
  const bends: Bend[] = [];
  let [from, length] = [0, 0];
  for (const { start, end, meant } of slips) {
    parts.push(text.slice(from, start), meant);
    length += start - from + meant.length;
    from = end;
    bends.push({ at: length, shift: end - length });
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), original: (position) => position + shiftAt(bends, position) };
}

function shiftAt(bends: readonly Bend[], position: number): number {
  let [low, high] = [0, bends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bends[middle]?.at ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return bends[low - 1]?.shift ?? 0;
}
