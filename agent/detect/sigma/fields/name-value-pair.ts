import type { JsonObject, JsonValue } from '../../../model/json.js';

/** An element of a list that names its content, such as `{"Name":"ForwardTo","Value":"a@b.c"}`. */
export interface NameValuePair {
  readonly name: string;
  readonly value: JsonValue;
}

/**
 * The spellings that Microsoft's logs use for one idea: `Parameters`, `ExtendedProperties`, `OperationProperties` and
 * `DeviceProperties` of the unified audit log have Name and Value, its `ModifiedProperties` Name and NewValue, Graph's
 * `modifiedProperties` displayName and newValue, Graph's `additionalDetails` and risk details key and value.
 */
const NAMES = ['Name', 'displayName', 'key', 'Key', 'name'] as const;
const VALUES: Readonly<Record<(typeof NAMES)[number], readonly string[]>> = {
  Name: ['Value', 'NewValue'],
  displayName: ['newValue'],
  key: ['value'],
  Key: ['Value'],
  name: ['value'],
};

/** The pair that an object is, or null. */
export function pairOf(object: JsonObject): NameValuePair | null {
  // Most objects are none, which is told quickest so.
  const { Name, displayName, key, Key, name: lower } = object;
  if ((Name ?? displayName ?? key ?? Key ?? lower) === undefined) return null;
  for (const nameKey of NAMES) {
    const name = object[nameKey];
    if (typeof name !== 'string') continue;
    for (const valueKey of VALUES[nameKey]) {
      const value = object[valueKey];
      if (value !== undefined) return { name, value };
    }
  }
  return null;
}

/**
 * What part of a pair a key may be, as a bit of its own; 0 for any other key. The keys of an object that is a pair and
 * nothing else in doubt add up, by `|`, to one of `PLAIN_PAIRS`.
 */
export type PartOfPair = number;

/** Every key that may be part of a pair, in lower case. */
export const PAIR_KEYS: readonly string[] = [...NAMES, ...Object.values(VALUES).flat()].map((key) =>
  key.toLowerCase(),
);

/** The bits of names; those of values are above. */
const NAME_BITS = (1 << NAMES.length) - 1;
const PARTS: ReadonlyMap<string, PartOfPair> = new Map(
  [...NAMES, ...new Set(Object.values(VALUES).flat())].map((key, at) => [key, 1 << at]),
);
const PLAIN_PAIRS: ReadonlySet<number> = new Set(
  NAMES.flatMap((name) => VALUES[name].map((value) => partOfPairIn(name) | partOfPairIn(value))),
);

/** What part of a pair a key may be. */
export function partOfPairIn(key: string): PartOfPair {
  return PARTS.get(key) ?? 0;
}

export function isNamePart(part: PartOfPair): boolean {
  return (part & NAME_BITS) !== 0;
}

/** Whether an object whose keys add up to this is a pair if its name is a text: `null` when it must be looked at. */
export function isPair(parts: PartOfPair): boolean | null {
  if ((parts & NAME_BITS) === 0 || parts <= NAME_BITS) return false;
  return PLAIN_PAIRS.has(parts) ? true : null;
}
