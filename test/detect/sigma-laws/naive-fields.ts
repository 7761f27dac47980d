import type { JsonObject, JsonValue } from '../../../agent/model/json.js';

/** Where a name leads; a list of values, nulls included. Empty: missing. */
export type Places = readonly JsonValue[];

interface Named {
  readonly name: string;
  readonly depth: number;
  readonly value: JsonValue;
}

/**
 * Field look-up as docs/sigma.md words it, one sentence after the other, with no thought for speed. `isMapped` adds
 * what stands there under "Log sources and names of fields".
 */
export function placesOf(body: JsonValue, field: string, isMapped: boolean): Places {
  if (isObject(body) && Object.hasOwn(body, field)) return [body[field] ?? null];
  const lower = field.toLowerCase();
  const names = namesIn(body, 0, isMapped).filter(({ name }) => name === lower);
  const atTop = names.filter(({ depth }) => depth === 0);
  if (atTop.length > 0) return atTop.map(({ value }) => value);
  const walked = walk([body], lower.split('.'), isMapped);
  if (walked.length > 0) return walked;
  const least = leastNested(names);
  if (least.length > 0) return least;
  return isMapped ? pathFromAnywhere(body, lower) : [];
}

/** Every text, number and boolean of a record. */
export function leavesOf(value: JsonValue): readonly (string | number | boolean)[] {
  if (value === null) return [];
  if (isList(value)) return value.flatMap(leavesOf);
  if (isObject(value)) return Object.values(value).flatMap((inner) => leavesOf(inner ?? null));
  return [value];
}

function leastNested(names: readonly Named[]): Places {
  const depth = Math.min(...names.map((named) => named.depth));
  return names.filter((named) => named.depth === depth).map(({ value }) => value);
}

function pathFromAnywhere(body: JsonValue, lower: string): Places {
  const [head = '', ...rest] = lower.split('.');
  if (rest.length === 0) return [];
  const heads = namesIn(body, 0, true).filter(({ name }) => name === head);
  const depths = [...new Set(heads.map(({ depth }) => depth))].sort((a, b) => a - b);
  for (const wanted of depths) {
    const from = heads.filter(({ depth }) => depth === wanted).map(({ value }) => value);
    const walked = walk(from, rest, true);
    if (walked.length > 0) return walked;
  }
  return [];
}

function namesIn(value: JsonValue, depth: number, isMapped: boolean): readonly Named[] {
  if (isList(value)) return value.flatMap((inner) => namesIn(inner, depth, isMapped));
  if (!isObject(value)) return [];
  const pair = isMapped ? pairIn(value) : null;
  const here = Object.entries(value).map(
    ([key, inner]): Named => ({ name: key.toLowerCase(), depth, value: inner ?? null }),
  );
  const below = Object.values(value).flatMap((inner) => namesIn(inner ?? null, depth + 1, isMapped));
  return [...(pair === null ? [] : [{ ...pair, depth }]), ...here, ...below];
}

function walk(from: Places, [segment, ...rest]: readonly string[], isMapped: boolean): Places {
  if (segment === undefined) return from;
  const found = from.flatMap((place) =>
    objectsIn(place, isMapped).flatMap((object) => {
      const own = Object.entries(object)
        .filter(([key]) => key.toLowerCase() === segment)
        .map(([, value]) => value ?? null);
      const exact = Object.hasOwn(object, segment) ? [object[segment] ?? null] : own;
      const pair = isMapped ? pairIn(object) : null;
      if (pair === null || pair.name !== segment) return exact;
      return rest.length === 0 ? [...exact, pair.value] : [...exact, pair.value, object];
    }),
  );
  return found.length === 0 ? [] : walk(found, rest, isMapped);
}

function objectsIn(place: JsonValue, isMapped: boolean): readonly JsonObject[] {
  if (isList(place)) return place.flatMap((inner) => objectsIn(inner, isMapped));
  if (isObject(place)) return [place];
  if (!isMapped || typeof place !== 'string' || !/^\s*[[{]/.test(place)) return [];
  try {
    return objectsIn(JSON.parse(place) as JsonValue, false);
  } catch {
    return [];
  }
}

/** The pairs that Microsoft's logs know, the first that fits. */
const PAIRS = [
  ['Name', 'Value'],
  ['Name', 'NewValue'],
  ['displayName', 'newValue'],
  ['key', 'value'],
  ['Key', 'Value'],
  ['name', 'value'],
] as const;

function pairIn(object: JsonObject): { readonly name: string; readonly value: JsonValue } | null {
  for (const [nameKey, valueKey] of PAIRS) {
    const name = object[nameKey];
    const value = object[valueKey];
    if (typeof name === 'string' && value !== undefined) return { name: name.toLowerCase(), value };
  }
  return null;
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
