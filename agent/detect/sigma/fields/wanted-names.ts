import type { PartOfPair } from './name-value-pair.js';

/** No log is nested so deep that a path of more parts leads anywhere; the pairs of them would be many. */
const MAX_SEGMENTS = 16;

/** A field name, taken apart once when a rule is compiled. */
export interface FieldName {
  readonly text: string;
  readonly lower: string;
  /** The parts between dots, in lower case. */
  readonly segments: readonly string[];
  /** Its number among the names of `owner`. */
  readonly at: number;
  /** Where places of the whole name, and of its first part, are noted. */
  readonly slot: number;
  readonly headSlot: number;
  /** Where places of the name as a path from the top are noted; -1 for a name without dots. */
  readonly pathSlot: number;
  readonly owner: WantedNames;
}

/** What a key means to the rules where it stands in a record. */
export interface KeyMeaning {
  /** Its slot as a name, wherever it stands; -1: nobody asks for it. */
  readonly slot: number;
  /** Its slot as the end of a path from the top, or -1. */
  readonly pathSlot: number;
  /** Some wanted path leads through it. */
  readonly isOnWay: boolean;
  readonly partOfPair: PartOfPair;
}

/**
 * The names that some rules ask for. A record is walked once, and only what stands under these is noted: each name
 * wherever it stands, and each dotted one also as a path from the top.
 */
export class WantedNames {
  readonly #names = new Map<string, FieldName>();
  readonly #slots = new Map<string, number>();
  readonly #headSlots = new Set<number>();
  readonly #pathSlots = new Map<string, number>();
  readonly #pathsThrough = new Map<string, number[]>();
  /** Every name, and every part of a path, in lower case; null when a path has too many of them. */
  #keys: Set<string> | null = new Set();

  /** How many slots there are so far, for names and for paths. */
  get slotCount(): number {
    return this.#slots.size;
  }

  get pathCount(): number {
    return this.#pathSlots.size;
  }

  /** Takes a field name apart, and wants it from now on. */
  want(text: string): FieldName {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const lower = text.toLowerCase();
    const segments = lower.split('.');
    const headSlot = numberOf(this.#slots, segments[0] ?? lower);
    const pathSlot = segments.length === 1 ? -1 : this.#wantPath(lower, segments);
    if (pathSlot !== -1) this.#headSlots.add(headSlot);
    const slot = numberOf(this.#slots, lower);
    this.#wantKeys(segments);
    const name = { text, lower, segments, at: this.#names.size, slot, headSlot, pathSlot, owner: this };
    this.#names.set(text, name);
    return name;
  }

  /** All that a key of a record can be to the rules, in lower case; null when it can be anything. */
  get keys(): ReadonlySet<string> | null {
    return this.#keys;
  }

  /** The slot of a name in lower case; -1 when nobody asks for it. */
  slotOf(lower: string): number {
    return this.#slots.get(lower) ?? -1;
  }

  /** The slot of a path in lower case, its parts joined by dots; -1 when nobody asks for it. */
  pathSlotOf(path: string): number {
    return this.#pathSlots.get(path) ?? -1;
  }

  /** The slots of the wanted paths that go on beyond this one. */
  pathsThrough(path: string): readonly number[] {
    return this.#pathsThrough.get(path) ?? [];
  }

  /** Whether paths may begin at any place of the name, so that all of them are noted and not the least nested alone. */
  isHead(slot: number): boolean {
    return this.#headSlots.has(slot);
  }

  /** A key may hold dots itself, and be several parts of a path at once. */
  #wantKeys(segments: readonly string[]): void {
    if (segments.length > MAX_SEGMENTS) this.#keys = null;
    if (this.#keys === null) return;
    for (let from = 0; from < segments.length; from += 1)
      for (let to = from + 1; to <= segments.length; to += 1)
        this.#keys.add(segments.slice(from, to).join('.'));
  }

  #wantPath(lower: string, segments: readonly string[]): number {
    const known = this.#pathSlots.get(lower);
    if (known !== undefined) return known;
    const pathSlot = numberOf(this.#pathSlots, lower);
    for (let end = 0; end < segments.length; end += 1) {
      const through = segments.slice(0, end).join('.');
      const slots = this.#pathsThrough.get(through);
      if (slots === undefined) this.#pathsThrough.set(through, [pathSlot]);
      else slots.push(pathSlot);
    }
    return pathSlot;
  }
}

function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
