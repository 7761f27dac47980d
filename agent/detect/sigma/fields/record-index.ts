import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import { pairOf } from './name-value-pair.js';

/** Where a name stands in a record. Lists do not count as a level. */
export interface IndexEntry {
  readonly depth: number;
  readonly value: JsonValue;
}

/** Every name of a record in lower case with its places, and every leaf. */
export interface RecordIndex {
  readonly entries: ReadonlyMap<string, readonly IndexEntry[]>;
  readonly leaves: readonly JsonValue[];
}

interface Node {
  readonly value: JsonValue;
  readonly depth: number;
}

/** Walks a record once. Without recursion: its depth is chosen by whoever wrote the record. */
export function indexRecord(body: JsonValue, readsPairs: boolean): RecordIndex {
  const entries = new Map<string, IndexEntry[]>();
  const leaves: JsonValue[] = [];
  const waiting: Node[] = [{ value: body, depth: 0 }];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { value, depth } = node;
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at -= 1) waiting.push({ value: value[at] ?? null, depth });
    } else if (isJsonObject(value)) {
      indexObject(value, depth, entries, waiting, readsPairs);
    } else if (value !== null) {
      leaves.push(value);
    }
  }
  return { entries, leaves };
}

function indexObject(
  object: JsonObject,
  depth: number,
  entries: Map<string, IndexEntry[]>,
  waiting: Node[],
  readsPairs: boolean,
): void {
  const pair = readsPairs ? pairOf(object) : null;
  if (pair !== null) addEntry(entries, pair.name.toLowerCase(), { depth, value: pair.value });
  const keys = Object.keys(object);
  for (const key of keys) {
    const value = object[key];
    if (value !== undefined) addEntry(entries, key.toLowerCase(), { depth, value });
  }
  // Last in, first out: the leaves come in the order of the record.
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const value = object[keys[at] ?? ''];
    if (value !== undefined) waiting.push({ value, depth: depth + 1 });
  }
}

function addEntry(entries: Map<string, IndexEntry[]>, name: string, entry: IndexEntry): void {
  const known = entries.get(name);
  if (known === undefined) entries.set(name, [entry]);
  else known.push(entry);
}
