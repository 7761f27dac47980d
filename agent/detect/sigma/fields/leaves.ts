import type { JsonValue } from '../../../model/json.js';
import type { Scalar } from './field-value.js';

/** Every text, number and boolean of a record. Without recursion: its depth is chosen by whoever wrote it. */
export function forEachLeaf(body: JsonValue, visit: (leaf: Scalar) => void): void {
  const waiting: (object | null)[] = [];
  const meet = (value: JsonValue): void => {
    if (typeof value === 'object') waiting.push(value);
    else visit(value);
  };
  meet(body);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value === null) continue;
    if (isList(value)) for (const inner of value) meet(inner);
    else for (const key in value) meet((value as { readonly [key: string]: JsonValue })[key] ?? null);
  }
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
