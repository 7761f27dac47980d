import { isAscii } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AccessEvent } from '../model/access-event.js';
import { StoreError } from '../model/errors.js';

/** The layout; another one gets another number, and parts in an older one are made anew. */
const FORM = 1;
/** Parts are written once and read for months. */
const DEFLATE = { level: 6, memLevel: 8 };
const ABSENT = -1;

type Row = Readonly<Record<string, unknown>>;

/** One field of all events: its distinct values, and for each event the place of its value there; -1: it has none. */
interface Column {
  readonly name: string;
  readonly values: readonly unknown[];
  /** Null: each event has the value of its own place. */
  readonly places: readonly number[] | null;
}

/**
 * Packs events column by column, each distinct value once: people use few networks, clients and sessions, so that a
 * part is a tenth of the events' own texts to store and to parse. Shape: 1 byte form, then deflated JSON.
 */
export function packEvents(events: readonly AccessEvent[]): Uint8Array {
  const rows = events as unknown as readonly Row[];
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => toColumn(name, rows));
  const text = JSON.stringify({ count: rows.length, columns });
  return Buffer.concat([Uint8Array.of(FORM), deflateRawSync(text, DEFLATE)]);
}

/** True for what `unpackEvents` of this version reads. */
export function isPackedHere(payload: Uint8Array): boolean {
  return payload[0] === FORM;
}

/** The events as they were packed; equal parts of them are one object. Raises `StoreError` of kind `damaged`. */
export function unpackEvents(payload: Uint8Array): readonly AccessEvent[] {
  const { count, columns } = open(payload);
  const rows: Record<string, unknown>[] = Array.from({ length: count }, () => ({}));
  for (const { name, values, places } of columns) {
    for (const [at, row] of rows.entries()) {
      const place = places === null ? at : places[at];
      if (place !== undefined && place !== ABSENT) row[name] = values[place];
    }
  }
  return rows as unknown as readonly AccessEvent[];
}

function open(payload: Uint8Array): { readonly count: number; readonly columns: readonly Column[] } {
  try {
    const text = inflateRawSync(payload.subarray(1));
    // Most is ASCII, which is read several times faster for what it is.
    return JSON.parse(isAscii(text) ? text.toString('latin1') : text.toString());
  } catch (cause) {
    throw new StoreError('damaged', 'A stored timeline does not open: put back a backup.', cause);
  }
}

function toColumn(name: string, rows: readonly Row[]): Column {
  const placeOf = new Map<string, number>();
  const values: unknown[] = [];
  const places = rows.map((row) => {
    const value = row[name];
    if (value === undefined) return ABSENT;
    const text = JSON.stringify(value);
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    placeOf.set(text, values.length);
    return values.push(value) - 1;
  });
  return { name, values, places: places.every((place, at) => place === at) ? null : places };
}
