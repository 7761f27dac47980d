import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';

/** A JSON text longer than this inside a column is left unread. */
const MAX_EMBEDDED_CHARS = 1_000_000;

/**
 * Reads a provider's JSON object without trusting it. Names are tried as written, then without case, since transports
 * differ (`ipAddress`, `IPAddress`, `ipaddress`); the first name that holds something usable answers. Objects and lists may
 * stand as JSON text, as Log Analytics columns do. Nothing throws; what is absent or of another type is null or empty.
 */
export class Fields {
  readonly body: JsonObject;
  private lowered: ReadonlyMap<string, string> | null = null;

  constructor(body: JsonObject) {
    this.body = body;
  }

  /** Trimmed text; numbers as text; null for absent or blank. */
  text(...names: readonly string[]): string | null {
    return this.first(names, (value) => {
      if (typeof value === 'number') return String(value);
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    });
  }

  /** A finite number, also from its text. */
  number(...names: readonly string[]): number | null {
    return this.first(names, (value) => {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof number === 'number' && Number.isFinite(number) ? number : null;
    });
  }

  /** True or false, also from `True`, `False`, `1` and `0`: audit records write booleans as text. */
  flag(...names: readonly string[]): boolean | null {
    return this.first(names, (value) => {
      if (typeof value === 'boolean') return value;
      const word =
        typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
      if (word === 'true' || word === '1') return true;
      return word === 'false' || word === '0' ? false : null;
    });
  }

  /** The object, or an empty one. */
  object(...names: readonly string[]): Fields {
    const found = this.first(names, (value) => {
      const parsed = parseEmbedded(value);
      return isJsonObject(parsed) ? parsed : null;
    });
    return new Fields(found ?? {});
  }

  /** The list, or an empty one. */
  list(...names: readonly string[]): readonly JsonValue[] {
    const found = this.first(names, (value) => {
      const parsed = parseEmbedded(value);
      return Array.isArray(parsed) ? (parsed as readonly JsonValue[]) : null;
    });
    return found ?? [];
  }

  /** The texts of a list, whatever else is in it. */
  texts(...names: readonly string[]): readonly string[] {
    return this.list(...names).filter((one) => typeof one === 'string');
  }

  /** The objects of a list; a lone object counts as a list of one. */
  objects(...names: readonly string[]): readonly Fields[] {
    const list = this.list(...names).filter(isJsonObject);
    if (list.length > 0) return list.map((one) => new Fields(one));
    const lone = this.object(...names);
    return Object.keys(lone.body).length > 0 ? [lone] : [];
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  private first<T>(names: readonly string[], read: (value: JsonValue) => T | null): T | null {
    for (const name of names) {
      const value = this.raw(name);
      const found = value === undefined ? null : read(value);
      if (found !== null) return found;
    }
    return null;
  }

  /** As it is; undefined when it is not there. */
  raw(name: string): JsonValue | undefined {
    if (Object.hasOwn(this.body, name)) return this.body[name];
    this.lowered ??= lowerKeys(this.body);
    const key = this.lowered.get(name.toLowerCase());
    return key === undefined ? undefined : this.body[key];
  }
}

/** The value, or what its JSON text holds. */
export function parseEmbedded(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || value.length > MAX_EMBEDDED_CHARS) return value;
  const start = value.trimStart()[0];
  if (start !== '{' && start !== '[') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** Of names that differ in case only, the first of the alphabet counts, wherever it stands. */
function lowerKeys(body: JsonObject): ReadonlyMap<string, string> {
  const lowered = new Map<string, string>();
  for (const key of Object.keys(body)) {
    const lower = key.toLowerCase();
    const other = lowered.get(lower);
    if (other === undefined || key < other) lowered.set(lower, key);
  }
  return lowered;
}
