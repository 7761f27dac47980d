import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import { flatten } from './field-value.js';
import { pairOf } from './name-value-pair.js';

const MAX_JSON_TEXT = 1_000_000;

/** JSON that stands as text inside a record: Log Analytics keeps objects so. Parsed once per record and text. */
export class EmbeddedJson {
  readonly #parsed = new Map<string, JsonValue>();

  /** The object or list that the text holds; null for any other text. */
  parse(text: string): JsonValue {
    if (!looksLikeJson(text)) return null;
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const value = parseOrNull(text);
    this.#parsed.set(text, value);
    return value;
  }
}

/** Whether a text may hold an object or a list. Longer ones than we parse do not count. */
export function looksLikeJson(text: string): boolean {
  return text.length <= MAX_JSON_TEXT && /^\s*[[{]/.test(text);
}

/**
 * Every value at a path of lower-case names, without case; lists are entered on the way. With `embedded`, a list of
 * name and value is also addressed by name, and a text that holds JSON is entered. Empty when the path leads nowhere.
 */
export function walkPath(
  from: JsonValue,
  segments: readonly string[],
  embedded: EmbeddedJson | null,
): readonly JsonValue[] {
  let places: readonly JsonValue[] = [from];
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    const next: JsonValue[] = [];
    for (const object of objectsOf(places, embedded)) {
      for (const value of ownValues(object, segment)) next.push(value);
      if (embedded !== null) for (const value of pairValues(object, segment, isLast)) next.push(value);
    }
    if (next.length === 0) return [];
    places = next;
  }
  return places;
}

function ownValues(object: JsonObject, segment: string): readonly JsonValue[] {
  const exact = Object.hasOwn(object, segment) ? object[segment] : undefined;
  if (exact !== undefined) return [exact];
  const values: JsonValue[] = [];
  for (const key in object) {
    if (key.length !== segment.length || key.toLowerCase() !== segment) continue;
    const value = object[key];
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** A further name may lead into the pair's value or, as `OldValue`, into the pair itself. */
function pairValues(object: JsonObject, segment: string, isLast: boolean): readonly JsonValue[] {
  const pair = pairOf(object);
  if (pair === null || pair.name.toLowerCase() !== segment) return [];
  return isLast ? [pair.value] : [pair.value, object];
}

function objectsOf(places: readonly JsonValue[], embedded: EmbeddedJson | null): readonly JsonObject[] {
  const [only] = places;
  if (places.length === 1 && isJsonObject(only)) return [only];
  const objects: JsonObject[] = [];
  for (const place of flatten(places)) {
    if (isJsonObject(place)) objects.push(place);
    else if (embedded !== null && typeof place === 'string') {
      for (const inner of flatten([embedded.parse(place)])) if (isJsonObject(inner)) objects.push(inner);
    }
  }
  return objects;
}

function parseOrNull(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
