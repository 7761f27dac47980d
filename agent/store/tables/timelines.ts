import { sql } from 'kysely';
import type { AccessEvent } from '../../model/access-event.js';
import type { PastLimit } from '../../model/past-limit.js';
import type { RuleMatch, StoreReads, StoreTx, Timeline } from '../../model/store.js';
import { beginOfDay, dayOf, type Instant, laterOf, shift } from '../../model/time.js';
import type { Db } from '../tables.js';
import { correlationMatches } from './sightings.js';
import { packedPast, packedTo, putParts } from './timeline-parts.js';

/** Reads of all that counts of an account. */
export function timelineReads(db: Db): Pick<StoreReads, 'timelines' | 'accountsSince'> {
  return {
    async timelines(subjects, limit) {
      const timelines = new Map<string, Timeline>();
      for (const subject of new Set(subjects)) timelines.set(subject, await timelineOf(db, subject, limit));
      return timelines;
    },
    async accountsSince(from) {
      const rows = await db
        .selectFrom('event_account')
        .select('subject')
        .distinct()
        .where('at', '>=', from)
        .orderBy('subject')
        .execute();
      return rows.map((row) => row.subject);
    },
  };
}

/** Keeps timelines quick to read. */
export function timelineWrites(db: Db): Pick<StoreTx, 'packTimeline'> {
  return {
    async packTimeline({ subject, events, from = '' }, before) {
      const end = beginOfDay(dayOf(before));
      const begin = await packedTo(db, subject);
      // Parts are whole up to the last of them: what lies before the timeline and is not packed yet goes with it.
      const skipped = begin < from ? await eventsBetween(db, subject, begin, from) : [];
      const open = [...skipped, ...events].filter((event) => event.at >= begin && event.at < end);
      if (open.length > 0) await putParts(db, subject, open);
    },
  };
}

async function timelineOf(db: Db, subject: string, limit?: PastLimit): Promise<Timeline> {
  const from = limit === undefined ? '' : await beginOfPast(db, subject, limit);
  const past = await packedPast(db, subject, from);
  const events = [...past.events, ...(await eventsBetween(db, subject, laterOf(past.to, from), '~'))];
  const matches = [...(await matchesOf(db, subject, from)), ...(await correlationMatches(db, subject, from))];
  return { subject, events, matches, ...(from === '' ? {} : { from }) };
}

/** Empty when nothing is as old as that. An event with a time in the future would otherwise hide the present. */
async function beginOfPast(db: Db, subject: string, { pastMs, now }: PastLimit): Promise<Instant> {
  const { rows } = await sql<{ oldest: Instant | null; newest: Instant | null }>`
    select
      (select at from event_account where subject = ${subject} and at <= ${now} order by at limit 1) as oldest,
      (select at from event_account where subject = ${subject} and at <= ${now} order by at desc limit 1) as newest
  `.execute(db);
  const { oldest, newest } = rows[0] ?? { oldest: null, newest: null };
  if (oldest === null || newest === null) return '';
  const from = beginOfDay(dayOf(shift(newest, -pastMs)));
  return oldest < from ? from : '';
}

/** What counts from `from` on and before `to`, oldest first. */
async function eventsBetween(
  db: Db,
  subject: string,
  from: Instant,
  to: Instant,
): Promise<readonly AccessEvent[]> {
  const rows = await db
    .selectFrom('event_account')
    .innerJoin('event', 'event.id', 'event_account.event')
    .select('event.body')
    .where('event_account.subject', '=', subject)
    .where('event_account.at', '>=', from)
    .where('event_account.at', '<', to)
    .where((one) => one.or([one('event_account.counts', '=', 1), one('event_account.is_matched', '=', 1)]))
    .orderBy('event_account.at')
    .orderBy('event_account.event')
    .execute();
  return rows.map((row) => JSON.parse(row.body) as AccessEvent);
}

async function matchesOf(db: Db, subject: string, from: Instant): Promise<readonly RuleMatch[]> {
  return db
    .selectFrom('event_account')
    .innerJoin('rule_match', 'rule_match.event', 'event_account.event')
    .select(['rule_match.rule', 'rule_match.event'])
    .where('event_account.subject', '=', subject)
    .where('event_account.is_matched', '=', 1)
    .where('event_account.at', '>=', from)
    .orderBy('event_account.at')
    .orderBy('event_account.event')
    .orderBy('rule_match.rule')
    .execute();
}
