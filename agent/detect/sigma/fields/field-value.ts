import { isJsonObject, type JsonValue } from '../../../model/json.js';

/** One value of a field, as tests see it. Objects are seen as their JSON text. */
export interface FieldValue {
  readonly text: string;
  readonly lower: string;
}

/** What a record holds under a name. `values` leaves nulls out; a list gives one value per element. */
export interface FoundField {
  readonly isPresent: boolean;
  readonly values: readonly FieldValue[];
}

export const MISSING: FoundField = { isPresent: false, values: [] };
const NULL: FoundField = { isPresent: true, values: [] };

/** All that stands at the places where a name was found; no place: missing. */
export function toFound(places: readonly JsonValue[]): FoundField {
  const [only] = places;
  if (only === undefined) return MISSING;
  if (places.length === 1 && !isList(only)) {
    return only === null ? NULL : { isPresent: true, values: [toFieldValue(only)] };
  }
  const values: FieldValue[] = [];
  for (const place of flatten(places)) if (place !== null) values.push(toFieldValue(place));
  return { isPresent: true, values };
}

/** A value as tests see it. */
export function toFieldValue(value: JsonValue): FieldValue {
  return new LazyValue(value);
}

/** Of most values only one of the texts is asked for, of objects often none. */
class LazyValue implements FieldValue {
  readonly #value: JsonValue;
  #text: string | null = null;
  #lower: string | null = null;

  constructor(value: JsonValue) {
    this.#value = value;
  }

  get text(): string {
    this.#text ??= textOf(this.#value);
    return this.#text;
  }

  get lower(): string {
    this.#lower ??= this.text.toLowerCase();
    return this.#lower;
  }
}

/** The elements of lists, and of lists in them, in order. Without recursion: whoever wrote the record chose its depth. */
export function* flatten(values: readonly JsonValue[]): Generator<Exclude<JsonValue, readonly JsonValue[]>> {
  const waiting: { readonly list: readonly JsonValue[]; next: number }[] = [{ list: values, next: 0 }];
  for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
    const value = top.list[top.next];
    top.next += 1;
    if (value === undefined) waiting.pop();
    else if (isList(value)) waiting.push({ list: value, next: 0 });
    else yield value;
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack is long: no rule speaks of such a value.
    return '';
  }
}
