import type { JsonObject, JsonValue } from '../../../model/json.js';
import { pairOf } from './name-value-pair.js';
import type { WantedNames } from './wanted-names.js';

/** Where a name stands in a record. Lists do not count as a level. */
export interface IndexEntry {
  readonly depth: number;
  readonly value: JsonValue;
}

/** The places of each wanted name, by its slot. */
export type RecordIndex = readonly (readonly IndexEntry[] | undefined)[];

/** Walks a record once, and notes where wanted names stand. Without recursion: its depth is chosen by whoever wrote it. */
export function indexRecord(body: JsonValue, readsPairs: boolean, names: WantedNames): RecordIndex {
  const entries: IndexEntry[][] = new Array(names.slotCount);
  const waiting: JsonValue[] = [body];
  const depths: number[] = [0];
  for (let at = 0; at < waiting.length; at += 1) {
    const value = waiting[at] ?? null;
    const depth = depths[at] ?? 0;
    if (isList(value)) {
      for (const inner of value) {
        if (typeof inner !== 'object' || inner === null) continue;
        waiting.push(inner);
        depths.push(depth);
      }
    } else if (typeof value === 'object' && value !== null) {
      if (indexObject(value, depth, names, entries, waiting) && readsPairs)
        addPair(value, depth, names, entries);
      while (depths.length < waiting.length) depths.push(depth + 1);
    }
  }
  return entries;
}

/** Every text, number and boolean of a record. */
export function leavesOf(body: JsonValue): readonly (string | number | boolean)[] {
  const leaves: (string | number | boolean)[] = [];
  const waiting: JsonValue[] = [body];
  for (let at = 0; at < waiting.length; at += 1) {
    const value = waiting[at] ?? null;
    if (isList(value)) for (const inner of value) waiting.push(inner);
    else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) waiting.push(value[key] ?? null);
    } else if (value !== null) leaves.push(value);
  }
  return leaves;
}

/** Whether the object may be an element of a list of name and value. */
function indexObject(
  object: JsonObject,
  depth: number,
  names: WantedNames,
  entries: IndexEntry[][],
  waiting: JsonValue[],
): boolean {
  let parts = 0;
  // Parsed JSON has no inherited keys; `in` is the one loop that makes no list of them.
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    const { slot, partOfPair } = names.meaningOf(key);
    if (slot !== -1) addEntry(entries, slot, { depth, value });
    parts |= partOfPair;
    if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return parts === 3;
}

function addPair(object: JsonObject, depth: number, names: WantedNames, entries: IndexEntry[][]): void {
  const pair = pairOf(object);
  if (pair === null) return;
  const { slot } = names.meaningOf(pair.name);
  if (slot !== -1) addEntry(entries, slot, { depth, value: pair.value });
}

function addEntry(entries: IndexEntry[][], slot: number, entry: IndexEntry): void {
  const known = entries[slot];
  if (known === undefined) entries[slot] = [entry];
  else known.push(entry);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
