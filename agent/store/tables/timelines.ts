import type { AccessEvent } from '../../model/access-event.js';
import type { RuleMatch, StoreReads, StoreTx, Timeline } from '../../model/store.js';
import { DAY_MS, type Instant, toInstant, toMs } from '../../model/time.js';
import type { Db } from '../tables.js';
import { correlationMatches } from './sightings.js';
import { packedPast, packedTo, putParts } from './timeline-parts.js';

/** Reads of all that counts of an account. */
export function timelineReads(db: Db): Pick<StoreReads, 'timelines' | 'accountsSince'> {
  return {
    async timelines(subjects) {
      const timelines = new Map<string, Timeline>();
      for (const subject of new Set(subjects)) timelines.set(subject, await timelineOf(db, subject));
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
    async packTimeline({ subject, events }, before) {
      const end = toInstant(Math.floor(toMs(before) / DAY_MS) * DAY_MS);
      const begin = await packedTo(db, subject);
      const open = events.filter((event) => event.at >= begin && event.at < end);
      if (open.length > 0) await putParts(db, subject, open);
    },
  };
}

async function timelineOf(db: Db, subject: string): Promise<Timeline> {
  const past = await packedPast(db, subject);
  const events = [...past.events, ...(await eventsSince(db, subject, past.to))];
  const matches = [...(await matchesOf(db, subject)), ...(await correlationMatches(db, subject))];
  return { subject, events, matches };
}

async function eventsSince(db: Db, subject: string, from: Instant): Promise<readonly AccessEvent[]> {
  const rows = await db
    .selectFrom('event_account')
    .innerJoin('event', 'event.id', 'event_account.event')
    .select('event.body')
    .where('event_account.subject', '=', subject)
    .where('event_account.at', '>=', from)
    .where((one) => one.or([one('event_account.counts', '=', 1), one('event_account.is_matched', '=', 1)]))
    .orderBy('event_account.at')
    .orderBy('event_account.event')
    .execute();
  return rows.map((row) => JSON.parse(row.body) as AccessEvent);
}

async function matchesOf(db: Db, subject: string): Promise<readonly RuleMatch[]> {
  return db
    .selectFrom('event_account')
    .innerJoin('rule_match', 'rule_match.event', 'event_account.event')
    .select(['rule_match.rule', 'rule_match.event'])
    .where('event_account.subject', '=', subject)
    .where('event_account.is_matched', '=', 1)
    .orderBy('event_account.at')
    .orderBy('event_account.event')
    .orderBy('rule_match.rule')
    .execute();
}
