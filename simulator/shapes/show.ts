import type { Json, JsonRecord } from '../tenant.js';
import type { Fixed, GraphShapes, LogShapes } from './graph-shapes.js';

declare const SHOWN: unique symbol;

/** An object that Graph sends. Made by the functions here alone, so that none goes out that was not held against its type. */
export type Shown = JsonRecord & { readonly [SHOWN]: true };

/** An object of this type of Graph's. */
export function shown<Kind extends keyof GraphShapes>(_kind: Kind, shape: Fixed<GraphShapes[Kind]>): Shown {
  return shape as unknown as Shown;
}

/** The row of a log as data. */
export function logged<Log extends keyof LogShapes>(_log: Log, row: Fixed<LogShapes[Log]>): JsonRecord {
  return row as unknown as JsonRecord;
}

/** A row of a log, which was held against its type when it was written. */
export function shownRow(row: JsonRecord): Shown {
  return row as Shown;
}

/** The named properties of an object, and OData's own; all when none are named. */
export function pick(record: Shown, select: readonly string[] | null): Shown {
  if (select === null) return record;
  const kept = Object.entries(record).filter(([key]) => select.includes(key) || key.startsWith('@'));
  return Object.fromEntries(kept) as Shown;
}

/** A request body: it may name what the type has, with whatever value. */
export type Body<T> = { readonly [Name in keyof T]?: Json };
