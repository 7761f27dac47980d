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
