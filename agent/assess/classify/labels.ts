import { type LabelKind, VOCABULARY } from './vocabulary.js';

/** How far a strong word may stand from its value, in UTF-16 units. */
const STRONG_DISTANCE = 40;
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
export function createLabelFinder(extra: readonly (readonly [LabelKind, readonly string[]])[]): LabelFinder {
  const entries = [
    ...extra.map(([kind, words]) => [kind, words.map(escapePattern)] as const),
    ...VOCABULARY,
  ].filter(([, words]) => words.length > 0);
  const groups = entries.map(([, words]) => `(${words.join('|')})`).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${groups})(?![\\p{L}])`, 'giu');
  return (text) => findLabels(text, pattern, entries);
}

function findLabels(
  text: string,
  pattern: RegExp,
  entries: readonly (readonly [LabelKind, readonly string[]])[],
): readonly Label[] {
  const labels: Label[] = [];
  for (const match of text.matchAll(pattern)) {
    const group = match.findIndex((part, index) => index > 0 && part !== undefined);
    const entry = entries[group - 1];
    if (entry !== undefined)
      labels.push({ kind: entry[0], start: match.index, end: match.index + match[0].length });
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
    if (!isTight(gap)) return false;
    if (!gap.includes('\n')) return true;
    const lineStart = this.#text.lastIndexOf('\n', label.start) + 1;
    return label.start - lineStart < 12 && /^[\s>*#-]*$/.test(this.#text.slice(lineStart, label.start));
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
