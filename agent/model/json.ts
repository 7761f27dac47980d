/** Plain JSON as `JSON.parse` returns it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One text per value: keys sorted, no white space. Two equal values give the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (isJsonObject(value)) {
    const parts: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const item = value[key];
      if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
    }
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Whether arrays and objects are nested at most `levels` deep. Not recursive: hostile nesting cannot exhaust the stack. */
export function isNestedWithin(value: unknown, levels: number): boolean {
  let layer = containersIn([value]);
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth >= levels) return false;
    layer = layer.flatMap((one) => containersIn(Array.isArray(one) ? one : Object.values(one)));
  }
  return true;
}

function containersIn(values: readonly unknown[]): readonly object[] {
  return values.filter((one) => typeof one === 'object' && one !== null);
}
