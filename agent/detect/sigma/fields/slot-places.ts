import type { JsonValue } from '../../../model/json.js';

interface Place {
  readonly value: JsonValue;
  readonly depth: number;
}

const NONE: readonly JsonValue[] = [];

/**
 * Where the things that rules ask for stand in one record, by slot: the values, and how deep each stands. Used again
 * for the next record.
 */
export class SlotPlaces {
  /** Slots of which not the least nested alone count. */
  readonly #keepsAll: readonly boolean[];
  readonly #counts: Uint32Array;
  readonly #leastDepths: Uint32Array;
  readonly #odd: Uint8Array;
  /** Most things stand at one place. A new list for each record: writing young values into an old one costs more. */
  #first: JsonValue[];
  #others: Place[][] | null = null;
  #hasOdd = false;

  constructor(keepsAll: readonly boolean[]) {
    this.#keepsAll = keepsAll;
    this.#counts = new Uint32Array(keepsAll.length);
    this.#leastDepths = new Uint32Array(keepsAll.length);
    this.#odd = new Uint8Array(keepsAll.length);
    this.#first = new Array(keepsAll.length);
  }

  get size(): number {
    return this.#keepsAll.length;
  }

  /** At how many places it stands; of some slots only the least nested count. */
  count(slot: number): number {
    return this.#counts[slot] ?? 0;
  }

  /** Depth of the least nested. */
  leastDepth(slot: number): number {
    return this.#leastDepths[slot] ?? 0;
  }

  /** The value of the place that was noted first. */
  first(slot: number): JsonValue {
    return this.#first[slot] ?? null;
  }

  /** What was noted may not be all of it, or too much: the record must be walked to be sure. */
  isOdd(slot: number): boolean {
    return this.#odd[slot] === 1;
  }

  /** All values, in the order in which they were noted. */
  values(slot: number): readonly JsonValue[] {
    const count = this.count(slot);
    if (count < 2) return count === 0 ? NONE : [this.first(slot)];
    return this.#placesOf(slot).map(({ value }) => value);
  }

  /** The values depth by depth, the least nested first. */
  levels(slot: number): readonly (readonly JsonValue[])[] {
    const count = this.count(slot);
    if (count < 2) return count === 0 ? [] : [[this.first(slot)]];
    const byDepth = new Map<number, JsonValue[]>();
    for (const { value, depth } of this.#placesOf(slot)) {
      const level = byDepth.get(depth);
      if (level === undefined) byDepth.set(depth, [value]);
      else level.push(value);
    }
    return [...byDepth].sort(([a], [b]) => a - b).map(([, level]) => level);
  }

  /** Notes one more place. */
  add(slot: number, value: JsonValue, depth: number): void {
    const count = this.#counts[slot] ?? 0;
    if (count > 0) this.#addOther(slot, value, depth);
    else {
      this.#counts[slot] = 1;
      this.#leastDepths[slot] = depth;
      this.#first[slot] = value;
    }
  }

  doubt(slot: number): void {
    this.#odd[slot] = 1;
    this.#hasOdd = true;
  }

  clear(): void {
    this.#first = new Array(this.#keepsAll.length);
    this.#counts.fill(0);
    this.#others = null;
    if (this.#hasOdd) this.#odd.fill(0);
    this.#hasOdd = false;
  }

  #addOther(slot: number, value: JsonValue, depth: number): void {
    const least = this.leastDepth(slot);
    if (depth !== least && !this.#keepsAll[slot]) {
      if (depth > least) return;
      this.#counts[slot] = 0;
      this.add(slot, value, depth);
      return;
    }
    const places = this.#placesOf(slot);
    places.push({ value, depth });
    this.#counts[slot] = places.length;
    if (depth < least) this.#leastDepths[slot] = depth;
  }

  /** The places of a slot that has one at least. */
  #placesOf(slot: number): Place[] {
    this.#others ??= [];
    const known = this.#others[slot];
    if (known !== undefined && this.count(slot) > 1) return known;
    const places = [{ value: this.first(slot), depth: this.leastDepth(slot) }];
    this.#others[slot] = places;
    return places;
  }
}
