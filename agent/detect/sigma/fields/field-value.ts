import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';

/** One value of a field, as tests see it. Objects are seen as their JSON text. */
export interface FieldValue {
  readonly text: string;
  readonly lower: string;
  readonly isObject: boolean;
}

/** What a record holds under a name. `values` leaves nulls out; a list gives one value per element. */
export interface FoundField {
  readonly isPresent: boolean;
  readonly values: readonly RecordValue[];
  /** All texts in lower case, one after the other, each between line feeds or commas; null where it cannot be told. */
  readonly joined?: string | null;
}

/** Looking at so few one by one is quick. */
const MAX_FEW = 8;

export const MISSING: FoundField = { isPresent: false, values: [] };
const NULL: FoundField = { isPresent: true, values: [] };

/** A text, a number or a boolean. */
export type Scalar = Exclude<JsonValue, object | null>;

/** Turns values into what tests see; one that remembers common ones saves reading them again. */
export interface ValueReader {
  of(value: Scalar): RecordValue;
}

const FORGETFUL: ValueReader = { of: toFieldValue };

/** A value, or all that stands at several places where a name was found. */
export function toFound(value: JsonValue, reader: ValueReader = FORGETFUL): FoundField {
  if (!isList(value)) {
    if (value === null) return NULL;
    return typeof value === 'object' ? toFieldValue(value).alone : reader.of(value).alone;
  }
  return hasMany(value)
    ? new ManyValues(value, reader)
    : { isPresent: true, values: valuesOf(value, reader) };
}

function valuesOf(list: readonly JsonValue[], reader: ValueReader): readonly RecordValue[] {
  const values: RecordValue[] = [];
  for (const one of flatten(list)) {
    if (one !== null) values.push(typeof one === 'object' ? toFieldValue(one) : reader.of(one));
  }
  return values;
}

/** Whether a list is so long that what its values have in common is told by one text. */
export function hasMany(list: readonly JsonValue[]): boolean {
  return list.length > MAX_FEW || list.some((one) => isList(one) && one.length > MAX_FEW);
}

/**
 * What many values have in common is told by one text: to make the text of each object apart costs far more, and so
 * does it to look at each, which is done only when somebody asks.
 */
class ManyValues implements FoundField {
  readonly isPresent = true;
  readonly #list: readonly JsonValue[];
  readonly #reader: ValueReader;
  #values: readonly RecordValue[] | null = null;
  #joined: string | null | undefined;

  constructor(list: readonly JsonValue[], reader: ValueReader) {
    this.#list = list;
    this.#reader = reader;
  }

  get values(): readonly RecordValue[] {
    this.#values ??= valuesOf(this.#list, this.#reader);
    return this.#values;
  }

  get joined(): string | null {
    if (this.#joined === undefined) this.#joined = joinedTexts(this.#list)?.toLowerCase() ?? null;
    return this.#joined;
  }
}

/** The texts of all values, those of objects separated by commas, the others by line feeds; null when it cannot be made. */
export function joinedTexts(list: readonly JsonValue[]): string | null {
  if (list.every(isJsonObject)) return jsonTextOf(list);
  if (list.every(isScalar)) return `\n${list.join('\n')}\n`;
  const objects: JsonObject[] = [];
  let texts = '\n';
  for (const value of flatten(list)) {
    if (isJsonObject(value)) objects.push(value);
    else if (value !== null) texts += `${value}\n`;
  }
  if (objects.length === 0) return texts;
  const text = jsonTextOf(objects);
  return text === null ? null : texts + text;
}

/** Null for what is nested deeper than the stack is long. */
function jsonTextOf(value: JsonValue): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

/** A value as tests see it. */
export function toFieldValue(value: JsonValue): RecordValue {
  return new RecordValue(value);
}

/** Of most values only one of the texts is asked for, of objects often none. */
export class RecordValue implements FieldValue {
  readonly isObject: boolean;
  readonly #value: JsonValue;
  #text: string | null = null;
  #lower: string | null = null;
  #alone: FoundField | null = null;

  constructor(value: JsonValue) {
    this.isObject = typeof value === 'object' && value !== null;
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

  /** A field that holds this value and no other. */
  get alone(): FoundField {
    this.#alone ??= { isPresent: true, values: [this] };
    return this.#alone;
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

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object';
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  // Of what is nested too deep no rule speaks.
  return isJsonObject(value) ? (jsonTextOf(value) ?? '') : String(value);
}
