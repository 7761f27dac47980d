import type { StoreTx } from '../../model/store.js';
import { beginOfDay, dayOf, type Instant } from '../../model/time.js';
import { forChunks } from '../chunks.js';
import type { Db } from '../tables.js';

/** Whole days, since packed parts of a timeline are. */
interface Stretch {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** Drops events that are too old to be judged by. */
export function eventPurge(db: Db): Pick<StoreTx, 'purgeEvents'> {
  return {
    async purgeEvents(before, after, limit) {
      const subjects = await nextSubjects(db, after, limit);
      let dropped = 0;
      for (const subject of subjects) dropped += await purgeAccount(db, subject, before);
      return { dropped, last: subjects.length < limit ? null : (subjects.at(-1) ?? null) };
    },
  };
}

/** One seek for each: listing the distinct accounts of a large table would read all of it. */
async function nextSubjects(db: Db, after: string, limit: number): Promise<readonly string[]> {
  const subjects: string[] = [];
  for (let last = after; subjects.length < limit; ) {
    const next = await db
      .selectFrom('event_account')
      .select('subject')
      .where('subject', '>', last)
      .orderBy('subject')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) break;
    subjects.push(next.subject);
    last = next.subject;
  }
  return subjects;
}

async function purgeAccount(db: Db, subject: string, before: Instant): Promise<number> {
  const old = await oldEvents(db, subject, before);
  if (old.length === 0) return 0;
  const kept = await keptStretches(db, subject);
  const isKept = (at: Instant): boolean => kept.some(({ from, to }) => at >= from && at < to);
  const gone = old.filter(({ at }) => !isKept(at));
  const ids = gone.map(({ event }) => event);
  await forChunks(ids, async (some) => {
    await db.deleteFrom('event_account').where('subject', '=', subject).where('event', 'in', some).execute();
    await dropOrphans(db, some);
  });
  await dropDays(db, subject, new Set(gone.map(({ at }) => dayOf(at))));
  await forgetIfEmpty(db, subject);
  return gone.length;
}

/** Not those whose record is still kept: the history that was read lately is old, and may be read by rules again. */
async function oldEvents(
  db: Db,
  subject: string,
  before: Instant,
): Promise<readonly { event: string; at: Instant }[]> {
  return db
    .selectFrom('event_account')
    .select(['event', 'at'])
    .where('subject', '=', subject)
    .where('at', '<', beginOfDay(dayOf(before)))
    .where((one) =>
      one.not(
        one.exists(
          one
            .selectFrom('raw_record')
            .select('raw_record.key')
            .whereRef('raw_record.key', '=', 'event_account.event'),
        ),
      ),
    )
    .execute();
}

/** What an incident rests on stays as long as the incident. */
async function keptStretches(db: Db, subject: string): Promise<readonly Stretch[]> {
  const rows = await db.selectFrom('incident').select('body').where('subject', '=', subject).execute();
  return rows.map(({ body }) => {
    const { firstEvent, lastEvent } = JSON.parse(body) as { firstEvent: Instant; lastEvent: Instant };
    return {
      from: beginOfDay(dayOf(firstEvent) - 1),
      to: beginOfDay(dayOf(lastEvent) + 2),
    };
  });
}

/** Events that no account has any more. */
async function dropOrphans(db: Db, events: readonly string[]): Promise<void> {
  const held = await db.selectFrom('event_account').select('event').where('event', 'in', events).execute();
  const isHeld = new Set(held.map(({ event }) => event));
  const orphans = events.filter((event) => !isHeld.has(event));
  if (orphans.length === 0) return;
  await db.deleteFrom('rule_match').where('event', 'in', orphans).execute();
  await db.deleteFrom('event').where('id', 'in', orphans).execute();
}

async function dropDays(db: Db, subject: string, days: ReadonlySet<number>): Promise<void> {
  for (const day of days)
    await db.deleteFrom('timeline_part').where('subject', '=', subject).where('day', '=', day).execute();
}

/** What was drawn from events that are gone is gone too. */
async function forgetIfEmpty(db: Db, subject: string): Promise<void> {
  const one = await db
    .selectFrom('event_account')
    .select('event')
    .where('subject', '=', subject)
    .limit(1)
    .executeTakeFirst();
  if (one !== undefined) return;
  for (const table of ['account_habit', 'peer_usage', 'finding'] as const)
    await db.deleteFrom(table).where('subject', '=', subject).execute();
}
