import type { Fields } from './fields.js';

/** A list of `{Name, Value}` pairs, read by name without case. A name may be there several times. */
export interface NamedValues {
  /** The first value that is not blank, trimmed. */
  get(name: string): string | null;
  all(name: string): readonly string[];
  flag(name: string): boolean | null;
  has(name: string): boolean;
}

/** Reads `[{Name, Value}]`, `[{key, value}]` and, for changed properties, `[{displayName, newValue}]`; order means nothing. */
export function namedValues(list: readonly Fields[]): NamedValues {
  const byName = new Map<string, string[]>();
  for (const pair of list) {
    const name = pair.text('Name', 'key', 'displayName')?.toLowerCase();
    if (name === undefined) continue;
    const values = byName.get(name) ?? [];
    const value = pair.text('Value', 'NewValue') ?? pair.flag('Value', 'NewValue');
    values.push(value === null ? '' : String(value));
    byName.set(name, values);
  }
  const all = (name: string): readonly string[] => byName.get(name.toLowerCase()) ?? [];
  const get = (name: string): string | null => all(name).find((value) => value !== '') ?? null;
  return {
    all,
    get,
    has: (name) => byName.has(name.toLowerCase()),
    flag: (name) => {
      const word = get(name)?.toLowerCase();
      return word === 'true' ? true : word === 'false' ? false : null;
    },
  };
}
