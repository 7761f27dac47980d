import { TextShapes } from '../text-shapes.js';
import { PAIR_KEYS, type PartOfPair, partOfPairIn } from './name-value-pair.js';
import { type KeyMeaning, WantedNames } from './wanted-names.js';

/** Keys come from records, and whoever writes one can invent new keys for ever. */
const MAX_KEYS = 20_000;
const MAX_KEY_LENGTH = 200;
/** No log has so many keys at one place: there, keys that nobody asks for are not remembered. */
const MAX_TRAIL_KEYS = 256;

/** The path of what lies beside every wanted path. */
const OFF_WAY = null;

/** A key as records spell it, at one place of theirs. */
export class TrailKey implements KeyMeaning {
  readonly key: string;
  readonly slot: number;
  readonly pathSlot: number;
  readonly isOnWay: boolean;
  readonly partOfPair: PartOfPair;
  /** Some rule asks for it, or for something on a path through it. */
  readonly isWanted: boolean;
  /** The path that it is on the way to; null where there is none. */
  readonly path: string | null;
  /** Another spelling of a key that was met at this place, and on the way to a path: one of them may hide the other. */
  readonly isTwin: boolean;
  /** False for what is forgotten with its record. */
  readonly isKept: boolean;
  /** The key that followed it last time: most records of a log have their keys in one order. */
  next: TrailKey | null = null;
  below: KeyTrail | null = null;

  constructor(key: string, lower: string, names: WantedNames, trail: KeyTrail, isKept: boolean) {
    const { path } = trail;
    this.key = key;
    this.slot = names.slotOf(lower);
    this.partOfPair = partOfPairIn(key);
    const full = path === OFF_WAY ? OFF_WAY : pathOf(path, lower);
    this.pathSlot = full === OFF_WAY ? -1 : names.pathSlotOf(full);
    this.isOnWay = full !== OFF_WAY && names.pathsThrough(full).length > 0;
    this.path = this.isOnWay ? full : OFF_WAY;
    this.isTwin = (!isKept || trail.spelled.has(lower)) && (this.isOnWay || this.pathSlot !== -1);
    this.isWanted = this.slot !== -1 || this.pathSlot !== -1 || this.isOnWay;
    this.isKept = isKept;
  }
}

/** The keys of the objects at one place of records. */
export class KeyTrail {
  /** Path from the top in lower case; null where no wanted path leads. */
  readonly path: string | null;
  first: TrailKey | null = null;
  readonly keys = new Map<string, TrailKey>();
  /** The same in lower case. */
  readonly spelled = new Set<string>();
  isCrowded = false;
  /** The names that lists of name and value have here. */
  pairs: KeyTrail | null = null;

  constructor(path: string | null) {
    this.path = path;
  }
}

/** The path of a name below another; the top is the empty path. */
export function pathOf(path: string, lower: string): string {
  return path === '' ? lower : `${path}.${lower}`;
}

/**
 * What keys mean, remembered by the place where they stand and the key that came before: a record like the last one
 * is read without a single look-up. Kept over records, and bounded.
 */
export class KeyTrails {
  readonly #names: WantedNames;
  /** By path, and for what lies beside every path by the key that it lies below. */
  readonly #onWay = new Map<string, KeyTrail>();
  readonly #offWay = new Map<string, KeyTrail>();
  readonly #stray = new KeyTrail(OFF_WAY);
  /** Null when any key may be asked for. */
  readonly #shapes: TextShapes | null;
  /** Any key that nobody asks for. */
  readonly #nobody: TrailKey;
  #keyCount = 0;

  readonly top: KeyTrail;

  constructor(names: WantedNames) {
    this.#names = names;
    this.#shapes = names.keys === null ? null : new TextShapes([...names.keys, ...PAIR_KEYS]);
    this.#nobody = new TrailKey('', '', new WantedNames(), this.#stray, false);
    this.top = this.#at('');
  }

  /** A key that did not come where it was expected. */
  find(trail: KeyTrail, before: TrailKey | null, key: string): TrailKey {
    if (trail.isCrowded && this.#shapes?.mayHold(key) === false) return this.#nobody;
    const known = trail.keys.get(key) ?? this.#add(trail, key);
    if (!known.isKept) return known;
    if (before === null) trail.first = known;
    else if (before.isKept) before.next = known;
    return known;
  }

  /** What a name in a list of name and value means; `before` is the one that came before it. */
  findPair(trail: KeyTrail, before: TrailKey | null, name: string): TrailKey {
    trail.pairs ??= new KeyTrail(trail.path);
    const expected = before === null ? trail.pairs.first : before.next;
    return expected !== null && expected.key === name ? expected : this.find(trail.pairs, before, name);
  }

  /** The trail of objects below a key. */
  below(key: TrailKey): KeyTrail {
    key.below ??= key.path === OFF_WAY ? this.#beside(key.key) : this.#at(key.path);
    return key.below;
  }

  #add(trail: KeyTrail, key: string): TrailKey {
    const isKept = this.#keyCount < MAX_KEYS && key.length <= MAX_KEY_LENGTH;
    const lower = key.toLowerCase();
    if (trail.isCrowded && this.#names.keys?.has(lower) === false && partOfPairIn(key) === 0)
      return this.#nobody;
    const added = new TrailKey(key, lower, this.#names, trail, isKept);
    if (!isKept) return added;
    this.#keyCount += 1;
    trail.keys.set(key, added);
    trail.spelled.add(lower);
    trail.isCrowded = trail.keys.size >= MAX_TRAIL_KEYS;
    return added;
  }

  #at(path: string): KeyTrail {
    const known = this.#onWay.get(path);
    if (known !== undefined) return known;
    const trail = new KeyTrail(this.#names.pathsThrough(path).length > 0 ? path : OFF_WAY);
    this.#onWay.set(path, trail);
    return trail;
  }

  #beside(key: string): KeyTrail {
    const known = this.#offWay.get(key);
    if (known !== undefined) return known;
    if (this.#offWay.size >= MAX_KEYS || key.length > MAX_KEY_LENGTH) return this.#stray;
    const trail = new KeyTrail(OFF_WAY);
    this.#offWay.set(key, trail);
    return trail;
  }
}
