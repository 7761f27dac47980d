import { type PartOfPair, partOfPairIn } from './name-value-pair.js';

/** A field name, taken apart once when a rule is compiled. */
export interface FieldName {
  readonly text: string;
  readonly lower: string;
  /** The parts between dots, in lower case. */
  readonly segments: readonly string[];
  /** Its number among the names of `owner`, and the slots of the whole name and of its first part. */
  readonly at: number;
  readonly slot: number;
  readonly headSlot: number;
  readonly owner: WantedNames;
}

/** What a key of a record means to the rules: its slot, or -1; and what it would be in a list of name and value. */
export interface KeyMeaning {
  readonly slot: number;
  readonly partOfPair: PartOfPair;
}

const NOTHING: KeyMeaning = { slot: -1, partOfPair: 0 };

/** Keys come from records, and whoever writes one can invent new keys for ever. */
const MAX_KEYS = 20_000;
const MAX_KEY_LENGTH = 200;

/**
 * The names that some rules ask for. A record is walked once, and only what stands under these is noted; the meaning
 * of a key as records spell it is kept, because logs have few keys.
 */
export class WantedNames {
  readonly #names = new Map<string, FieldName>();
  readonly #slots = new Map<string, number>();
  readonly #meanings = new Map<string, KeyMeaning>();

  /** How many slots there are so far. */
  get slotCount(): number {
    return this.#slots.size;
  }

  /** Takes a field name apart, and wants it from now on. */
  want(text: string): FieldName {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const lower = text.toLowerCase();
    const segments = lower.split('.');
    const name: FieldName = {
      text,
      lower,
      segments,
      at: this.#names.size,
      slot: this.#slotFor(lower),
      headSlot: this.#slotFor(segments[0] ?? lower),
      owner: this,
    };
    this.#names.set(text, name);
    return name;
  }

  /** What a key of a record means. */
  meaningOf(key: string): KeyMeaning {
    const known = this.#meanings.get(key);
    if (known !== undefined) return known;
    const slot = this.#slots.get(key.toLowerCase()) ?? -1;
    const partOfPair = partOfPairIn(key);
    const meaning = slot === -1 && partOfPair === 0 ? NOTHING : { slot, partOfPair };
    if (this.#meanings.size < MAX_KEYS && key.length <= MAX_KEY_LENGTH) this.#meanings.set(key, meaning);
    return meaning;
  }

  #slotFor(lower: string): number {
    const known = this.#slots.get(lower);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(lower, slot);
    // A key that meant nothing before may mean something now.
    this.#meanings.clear();
    return slot;
  }
}
