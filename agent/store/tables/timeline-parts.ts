import { sql } from 'kysely';
import type { AccessEvent } from '../../model/access-event.js';
import { beginOfDay, dayOf, type Instant } from '../../model/time.js';
import { insertRows, lookUp } from '../chunks.js';
import { createPartMemory } from '../part-memory.js';
import type { Db, EventAccountRow } from '../tables.js';
import { isPackedHere, packEvents, unpackEvents } from '../timeline-codec.js';

/** The past of an account as far as it is packed: all that counts before `to`. */
export interface PackedPast {
  readonly events: readonly AccessEvent[];
  /** Begin of the first day that is not packed; empty when none is. */
  readonly to: Instant;
}

/** Some 50 MB: the past of five to ten accounts that are looked at again and again. */
const MOST_EVENTS = 60_000;
const memory = createPartMemory(MOST_EVENTS);

/**
 * What is packed of the days from `from`, the begin of a day, on; all for an empty one. Parts are whole up to the last day that
 * has one, so that what comes before it need not be looked for.
 */
export async function packedPast(db: Db, subject: string, from: Instant): Promise<PackedPast> {
  const parts = await db
    .selectFrom('timeline_part')
    .select(['day', 'payload'])
    .where('subject', '=', subject)
    .where('day', '>=', from === '' ? Number.MIN_SAFE_INTEGER : dayOf(from))
    .orderBy('day')
    .execute();
  const strange = parts.findIndex((part) => !isPackedHere(part.payload));
  const readable = strange < 0 ? parts : parts.slice(0, strange);
  const last = readable.at(-1);
  return {
    events: readable.flatMap((part) => memory.open(part.payload, unpackEvents)),
    to: last === undefined ? '' : beginOfDay(last.day + 1),
  };
}

/**
 * Begin of the first day that is not packed, empty when none is. Parts that another version of the product packed are dropped,
 * from the first of them on, so that they are packed anew.
 */
export async function packedTo(db: Db, subject: string): Promise<Instant> {
  const parts = await db
    .selectFrom('timeline_part')
    .select(['day', sql<Uint8Array>`substr(payload, 1, 1)`.as('form')])
    .where('subject', '=', subject)
    .orderBy('day')
    .execute();
  const strange = parts.findIndex((part) => !isPackedHere(part.form));
  const first = parts[strange];
  if (first !== undefined)
    await db
      .deleteFrom('timeline_part')
      .where('subject', '=', subject)
      .where('day', '>=', first.day)
      .execute();
  const last = (first === undefined ? parts : parts.slice(0, strange)).at(-1);
  return last === undefined ? '' : beginOfDay(last.day + 1);
}

/** Packs the days of `events`, which are all that counts of the account since it was last packed, oldest first. */
export async function putParts(db: Db, subject: string, events: readonly AccessEvent[]): Promise<void> {
  const days = new Map<number, AccessEvent[]>();
  for (const event of events) {
    const day = dayOf(event.at);
    const list = days.get(day);
    if (list === undefined) days.set(day, [event]);
    else list.push(event);
  }
  const rows = [...days].map(([day, list]) => ({ subject, day, payload: packEvents(list) }));
  await insertRows(rows, (some) => db.insertInto('timeline_part').orReplace().values(some).execute());
}

/**
 * Drops what is packed of accounts from the first of these days on. It is packed anew when the account is scored; days
 * before stay, and nothing after them may, or they would seem whole.
 */
export async function dropParts(
  db: Db,
  touched: readonly Pick<EventAccountRow, 'subject' | 'at'>[],
): Promise<void> {
  const firstDays = new Map<string, number>();
  for (const { subject, at } of touched) {
    firstDays.set(subject, Math.min(dayOf(at), firstDays.get(subject) ?? Number.POSITIVE_INFINITY));
  }
  const packed = await lookUp([...firstDays.keys()], (some) =>
    db
      .selectFrom('timeline_part')
      .select((one) => ['subject', one.fn.max('day').as('last')])
      .where('subject', 'in', some)
      .groupBy('subject')
      .execute(),
  );
  for (const { subject, last } of packed) {
    const first = firstDays.get(subject) ?? 0;
    if (Number(last) < first) continue;
    await db.deleteFrom('timeline_part').where('subject', '=', subject).where('day', '>=', first).execute();
  }
}
