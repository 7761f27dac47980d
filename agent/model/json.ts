/** Plain JSON as `JSON.parse` returns it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts of objects met before: the store and the normaliser ask for the same record's, and values are never changed. */
const known = new WeakMap<object, string>();

/** One text per value: keys sorted, no white space. Two equal values give the same text. */
export function canonicalJson(value: unknown): string {
  if (!isJsonObject(value)) return write(value);
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = write(value);
  known.set(value, text);
  return text;
}

function write(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return writeList(value);
  return isJsonObject(value) ? writeObject(value) : (JSON.stringify(value) ?? 'null');
}

function writeList(list: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) text += (index > 0 ? ',' : '') + write(list[index]);
  return `${text}]`;
}

function writeObject(object: JsonObject): string {
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const item = object[key];
    if (item === undefined) continue;
    text += `${text === '{' ? '' : ','}${quote(key)}:${write(item)}`;
  }
  return `${text}}`;
}

/** Anything but printable ASCII, and of that the two that JSON escapes. */
const NEEDS_CARE = /[^ !#-[\]-~]/;
const SHORT_CHARS = 200;

/** Most texts need no escapes; looking for them costs less than `JSON.stringify`. */
function quote(text: string): string {
  return text.length <= SHORT_CHARS && !NEEDS_CARE.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Whether arrays and objects are nested at most `levels` deep. Not recursive: hostile nesting cannot exhaust the stack. */
export function isNestedWithin(value: unknown, levels: number): boolean {
  let layer: unknown[] = [value];
  for (let depth = 0; ; depth += 1) {
    const next: unknown[] = [];
    let hasContainers = false;
    for (const one of layer) {
      if (typeof one !== 'object' || one === null) continue;
      hasContainers = true;
      for (const item of Array.isArray(one) ? one : Object.values(one)) {
        if (typeof item === 'object' && item !== null) next.push(item);
      }
    }
    if (!hasContainers) return true;
    if (depth >= levels) return false;
    layer = next;
  }
}
