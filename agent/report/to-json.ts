import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';

/** Undefined fields are left out, so that what is written is what is read back. */
export function toJson(value: object): JsonObject {
  const plain = plainOf(value);
  return isJsonObject(plain) ? plain : {};
}

function plainOf(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([name, item]) => [name, plainOf(item)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
