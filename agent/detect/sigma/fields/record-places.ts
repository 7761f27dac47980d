import type { JsonObject, JsonValue } from '../../../model/json.js';
import { type KeyTrail, KeyTrails, type TrailKey } from './key-trails.js';
import { isNamePart, isPair, pairOf } from './name-value-pair.js';
import { SlotPlaces } from './slot-places.js';
import { looksLikeJson } from './walk-path.js';
import type { WantedNames } from './wanted-names.js';

/** How deep the walk calls itself: what lies deeper waits, because its depth is chosen by whoever wrote the record. */
const MAX_CALLS = 40;

interface Waiting {
  readonly value: object;
  readonly depth: number;
  readonly trail: KeyTrail;
}

/**
 * Where wanted names stand in a record. One of these is used for many records, one after the other, so that what keys
 * mean is looked up once.
 */
export class RecordPlaces {
  readonly #names: WantedNames;
  /** Lists of name and value are addressed by name, and texts that hold JSON are entered. */
  readonly #readsPairs: boolean;
  #trails: KeyTrails;
  #named = new SlotPlaces([]);
  #onPath = new SlotPlaces([]);
  #waiting: Waiting[] = [];
  #calls = 0;
  /** The name in a list of name and value that came last. */
  #pairBefore: TrailKey | null = null;

  constructor(names: WantedNames, readsPairs: boolean) {
    this.#names = names;
    this.#readsPairs = readsPairs;
    this.#trails = new KeyTrails(names);
  }

  /** Where names stand, by their slot, at any depth. Lists do not count as a level. Good until the next record. */
  get named(): SlotPlaces {
    return this.#named;
  }

  /** Where paths lead from the top, by their slot. Good until the next record. */
  get onPath(): SlotPlaces {
    return this.#onPath;
  }

  /** Walks a record once. */
  read(body: JsonValue): void {
    if (this.#named.size < this.#names.slotCount || this.#onPath.size < this.#names.pathCount) {
      this.#learnNames();
    } else {
      this.#named.clear();
      this.#onPath.clear();
    }
    if (typeof body !== 'object' || body === null) return;
    this.#pairBefore = null;
    this.#waiting = [];
    this.#enter(body, 0, this.#trails.top);
    for (let at = 0; at < this.#waiting.length; at += 1) {
      const next = this.#waiting[at];
      if (next !== undefined) this.#enter(next.value as JsonObject, next.depth, next.trail);
    }
  }

  /** Names that came late change what keys mean. */
  #learnNames(): void {
    const names = this.#names;
    this.#trails = new KeyTrails(names);
    this.#named = new SlotPlaces(Array.from({ length: names.slotCount }, (_, slot) => names.isHead(slot)));
    this.#onPath = new SlotPlaces(new Array<boolean>(names.pathCount).fill(true));
  }

  #enter(value: JsonObject | readonly JsonValue[], depth: number, trail: KeyTrail): void {
    if (this.#calls >= MAX_CALLS) {
      this.#waiting.push({ value, depth, trail });
      return;
    }
    this.#calls += 1;
    if (isList(value)) this.#readList(value, depth, trail);
    else this.#readObject(value, depth, trail);
    this.#calls -= 1;
  }

  #readList(list: readonly JsonValue[], depth: number, trail: KeyTrail): void {
    const isOnWay = trail.path !== null;
    for (let at = 0; at < list.length; at += 1) {
      const inner = list[at] ?? null;
      if (typeof inner === 'object') {
        if (inner !== null) this.#enter(inner, depth, trail);
      } else if (isOnWay && this.#mayHoldJson(inner)) this.#doubt(trail.path);
    }
  }

  #readObject(object: JsonObject, depth: number, trail: KeyTrail): void {
    let before: TrailKey | null = null;
    let parts = 0;
    let nameOfPair: JsonValue = null;
    let valueOfPair: JsonValue = null;
    // Parsed JSON has no inherited keys; `in` is the one loop that makes no list of them.
    for (const name in object) {
      const expected: TrailKey | null = before === null ? trail.first : before.next;
      const key: TrailKey =
        expected !== null && expected.key === name ? expected : this.#trails.find(trail, before, name);
      before = key;
      const value = object[name];
      if (value === undefined) continue;
      if (key.partOfPair !== 0) {
        parts |= key.partOfPair;
        if (isNamePart(key.partOfPair)) nameOfPair = value;
        else valueOfPair = value;
      }
      if (key.isWanted) this.#note(key, value, depth);
      if (typeof value === 'object' && value !== null) {
        this.#enter(value, depth + 1, key.below ?? this.#trails.below(key));
      }
    }
    if (parts === 0 || !this.#readsPairs) return;
    const isPlain = isPair(parts);
    if (isPlain === null) {
      const pair = pairOf(object);
      if (pair !== null) this.#notePair(pair.name, pair.value, depth, trail);
    } else if (isPlain && typeof nameOfPair === 'string')
      this.#notePair(nameOfPair, valueOfPair, depth, trail);
  }

  #note(key: TrailKey, value: JsonValue, depth: number): void {
    if (key.slot !== -1) this.#named.add(key.slot, value, depth);
    if (key.pathSlot !== -1) this.#onPath.add(key.pathSlot, value, depth);
    if (key.isTwin) {
      if (key.pathSlot !== -1) this.#onPath.doubt(key.pathSlot);
      this.#doubt(key.path);
    } else if (key.isOnWay && this.#mayHoldJson(value)) this.#doubt(key.path);
  }

  #notePair(name: string, value: JsonValue, depth: number, trail: KeyTrail): void {
    const key = this.#trails.findPair(trail, this.#pairBefore, name);
    this.#pairBefore = key;
    if (!key.isWanted) return;
    if (key.slot !== -1) this.#named.add(key.slot, value, depth);
    if (key.pathSlot !== -1) this.#onPath.doubt(key.pathSlot);
    this.#doubt(key.path);
  }

  #mayHoldJson(value: JsonValue): boolean {
    return this.#readsPairs && typeof value === 'string' && looksLikeJson(value);
  }

  /** What leads on from here is not told by keys alone. */
  #doubt(path: string | null): void {
    if (path !== null) for (const pathSlot of this.#names.pathsThrough(path)) this.#onPath.doubt(pathSlot);
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
