import { type LabelBucket, sortByFirst } from './label-pattern.js';
import { type LabelKind, VOCABULARY_EN, type Vocabulary } from './vocabulary.js';
import { VOCABULARY_DE } from './vocabulary-de.js';
import { VOCABULARY_ES } from './vocabulary-es.js';
import { VOCABULARY_FR } from './vocabulary-fr.js';

/** Every language's. English last: its short words (`date`, `code`, `id`) begin longer ones of the others. */
export const VOCABULARY = [...VOCABULARY_ES, ...VOCABULARY_DE, ...VOCABULARY_FR, ...VOCABULARY_EN];

/** How far a strong word may stand from its value, in UTF-16 units. */
const STRONG_DISTANCE = 40;
/** Lines that mail programs break are longer than this, those of forms shorter. */
const WRAPPED_LENGTH = 40;
/** How far a word may stand that only supports it. */
export const NEAR_DISTANCE = 300;

/** A word that says what a value beside it is. */
export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
}

/** Finds the labels of a text in one pass. Build it once per settings. */
export type LabelFinder = (text: string) => readonly Label[];

/** A finder for the built-in vocabulary and a tenant's own words. */
export function createLabelFinder(extra: Vocabulary): LabelFinder {
  const own = extra.map(([kind, words]) => [kind, words.map(escapePattern)] as const);
  const buckets = sortByFirst([...own, ...VOCABULARY]);
  return (text) => findLabels(text, buckets);
}

const WORD_START = /(?<![\p{L}\d])\S/gu;

function findLabels(text: string, buckets: ReadonlyMap<string, LabelBucket>): readonly Label[] {
  const labels: Label[] = [];
  const starts = new RegExp(WORD_START);
  for (let start = starts.exec(text); start !== null; start = starts.exec(text)) {
    const bucket = buckets.get(start[0].toLowerCase());
    if (bucket === undefined) continue;
    bucket.pattern.lastIndex = start.index;
    const match = bucket.pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const kind = bucket.kinds[match.findIndex((part, index) => index > 0 && part !== undefined) - 1];
    const end = start.index + match[0].length;
    if (kind !== undefined) labels.push({ kind, start: start.index, end });
    starts.lastIndex = end;
  }
  return labels;
}

function escapePattern(word: string): string {
  return word.toLowerCase().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The labels of one passage, asked by position. */
export class LabelMap {
  readonly #text: string;
  readonly #labels: readonly Label[];

  constructor(text: string, labels: readonly Label[]) {
    this.#text = text;
    this.#labels = labels;
  }

  /**
   * The word that governs a value: the last one before it on its line (or alone on the line above), within
   * 40 units and the same sentence; else one that follows at once, as in `123-45-6789 (SSN)`. Null if none.
   */
  governing(start: number, end: number): LabelKind | null {
    return this.before(start)?.kind ?? this.after(end)?.kind ?? null;
  }

  before(start: number): Label | null {
    for (let index = this.#lastEndingBy(start); index >= 0; index -= 1) {
      const label = this.#labels[index];
      if (label === undefined || start - label.end > STRONG_DISTANCE) return null;
      if (label.kind === 'sample') continue;
      return this.#reaches(label, start) ? label : null;
    }
    return null;
  }

  /** Same sentence, no other value between, and from the line above only when the label has that line to itself. */
  #reaches(label: Label, start: number): boolean {
    const gap = this.#text.slice(label.end, start);
    if (ANNOUNCES_NEXT_LINE.test(gap) || this.#isWrapped(label, gap)) return true;
    if (!isTight(gap)) return false;
    if (!gap.includes('\n')) return true;
    const lineStart = this.#text.lastIndexOf('\n', label.start) + 1;
    return label.start - lineStart < 12 && /^[\s>*#-]*$/.test(this.#text.slice(lineStart, label.start));
  }

  /** A line of running text that a mail program broke: long, without the gaps of a table, and nothing after its last word. */
  #isWrapped(label: Label, gap: string): boolean {
    if (!/^[ \t)\]]{0,2}(?:\r?\n[> \t]{0,6}){1,2}$/.test(gap)) return false;
    const line = this.#text.slice(Math.max(0, label.start - WRAPPED_LENGTH), label.end);
    return line.length >= WRAPPED_LENGTH && !/[\n\t|]| {3}/.test(line.slice(-WRAPPED_LENGTH));
  }

  /** The first that begins at a position or later. */
  firstFrom(position: number): Label | null {
    let index = this.#lastEndingBy(position) + 1;
    while ((this.#labels[index]?.start ?? position) < position) index += 1;
    return this.#labels[index] ?? null;
  }

  after(end: number): Label | null {
    const next = this.#labels[this.#lastEndingBy(end) + 1];
    if (next === undefined || next.start < end || next.start - end > 16) return null;
    if (ANNOUNCES.test(this.#text.slice(next.end, next.end + 8))) return null;
    return FOLLOWS.test(this.#text.slice(end, next.start)) ? next : null;
  }

  /** Whether a word of one of these kinds stands within `distance` units on either side. */
  hasNear(kinds: ReadonlySet<LabelKind>, start: number, end: number, distance = NEAR_DISTANCE): boolean {
    for (let index = this.#lastEndingBy(start - distance) + 1; index < this.#labels.length; index += 1) {
      const label = this.#labels[index];
      if (label === undefined || label.start > end + distance) return false;
      if (kinds.has(label.kind)) return true;
    }
    return false;
  }

  #lastEndingBy(position: number): number {
    let low = 0;
    let high = this.#labels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#labels[middle]?.end ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** `password:` or `the number is` at the end of a line, and the value at the start of the next. */
const ANNOUNCES_NEXT_LINE = /^[ \t]{0,2}(?:[:=]|is|was|es|ist|lautet|est)[ \t]{0,3}\r?\n[> \t]{0,6}$/i;

/** Behind a label: it speaks of the next value, not of the one before it. */
const ANNOUNCES = /^\s{0,3}[:=#]|^\s{1,3}\d/;

const FOLLOWS = /^[ \t]{0,2}[([,;–—-]?[ \t]?(?:(?:is|was|as) )?(?:(?:my|the|his|her|their|your|our|a) )?$/iu;

/** No new sentence, no more than a few words, and no second line unless the label stands alone on the first. */
function isTight(gap: string): boolean {
  if (/[.!?]\s+\p{Lu}|\d{5}|\d{3}[-. ]\d{2,4}/u.test(gap)) return false;
  const newline = gap.indexOf('\n');
  if (newline >= 0 && (/[^\s:>*]/.test(gap.slice(0, newline)) || gap.indexOf('\n', newline + 1) >= 0))
    return false;
  return (gap.match(/\p{L}+/gu)?.length ?? 0) <= 5;
}
