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

/** 1: the name of a pair; 2: the value; 0: neither. An object is a pair only where its keys add up to 3 by `|`. */
export type PartOfPair = 0 | 1 | 2;

const NAME_KEYS: ReadonlySet<string> = new Set(NAMES);
const VALUE_KEYS: ReadonlySet<string> = new Set(Object.values(VALUES).flat());

/** What part of a pair a key may be. */
export function partOfPairIn(key: string): PartOfPair {
  return NAME_KEYS.has(key) ? 1 : VALUE_KEYS.has(key) ? 2 : 0;
}
