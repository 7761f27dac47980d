import type { Delivery } from '../logging/logbook.js';
import type { Json, JsonRecord } from '../world/json.js';
import type { Baseline } from './watch.js';

/** What a rule's condition says of one record: the key that it groups by, or null where it does not match. */
export type Match = (log: Delivery['log'], record: JsonRecord) => string | null;

/** Each matching record is an alert. */
export function each(name: string, match: Match): Baseline {
  return {
    name,
    see: (log, record) => {
      const key = match(log, record);
      return key === null ? [] : [key];
    },
  };
}

/** An alert when the key was not seen for so many days. */
export function newTerm(name: string, days: number, match: Match): Baseline {
  const seen = new Map<string, number>();
  return {
    name,
    see: (log, record, atMs) => {
      const key = match(log, record);
      if (key === null) return [];
      const last = seen.get(key);
      seen.set(key, atMs);
      return last === undefined || atMs - last > days * 86_400_000 ? [key] : [];
    },
  };
}

/** An alert when so many distinct values came under one key within the window. `value` null: not counted. */
export function counted(
  name: string,
  terms: {
    readonly windowMs: number;
    readonly atLeast: number;
    readonly by: Match;
    readonly value: (record: JsonRecord) => string;
  },
): Baseline {
  const groups = new Map<string, { readonly atMs: number; readonly value: string }[]>();
  return {
    name,
    see: (log, record, atMs) => {
      const key = terms.by(log, record);
      if (key === null) return [];
      const before = groups.get(key) ?? [];
      const recent = before.filter((one) => Math.abs(atMs - one.atMs) <= terms.windowMs);
      recent.push({ atMs, value: terms.value(record) });
      groups.set(key, recent);
      return new Set(recent.map(({ value }) => value)).size >= terms.atLeast ? [key] : [];
    },
  };
}

/** Text at a path of names; empty where there is none. */
export function text(record: JsonRecord, ...path: readonly string[]): string {
  let value: Json | undefined = record;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** The value of a cmdlet's parameter or a property of the operation; empty where there is none. */
export function parameter(record: JsonRecord, name: string): string {
  for (const list of [record.Parameters, record.OperationProperties]) {
    if (!Array.isArray(list)) continue;
    const found: unknown = list.find((one: Json) => isRecord(one) && one.Name === name);
    if (isRecord(found as Json)) return text(found as JsonRecord, 'Value');
  }
  return '';
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
