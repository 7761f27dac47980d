import { type AccessEvent, principalKey } from '../../model/access-event.js';
import type { EventSummary, RuleMatch, StoreReads, StoreTx, Timeline } from '../../model/store.js';
import { forChunks, insertRows, lookUp } from '../chunks.js';
import type { Db } from '../tables.js';

/** Reads of the normalised events and of what the record rules made of them. */
export function eventReads(
  db: Db,
): Pick<StoreReads, 'events' | 'timelines' | 'eventSummary' | 'accountsSince'> {
  return {
    async events(ids) {
      const rows = await lookUp(ids, (some) =>
        db.selectFrom('event').select(['id', 'body']).where('id', 'in', some).execute(),
      );
      const found = new Map(rows.map((row) => [row.id, toEvent(row)]));
      return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
    },
    async timelines(subjects) {
      const timelines = new Map<string, Timeline>();
      for (const subject of new Set(subjects)) timelines.set(subject, await timelineOf(db, subject));
      return timelines;
    },
    eventSummary: () => summarise(db),
    async accountsSince(from) {
      const rows = await db
        .selectFrom('event_account')
        .innerJoin('event', 'event.id', 'event_account.event')
        .select('event_account.subject')
        .distinct()
        .where('event.at', '>=', from)
        .orderBy('event_account.subject')
        .execute();
      return rows.map((row) => row.subject);
    },
  };
}

/** Writes of the normalised events and of what the record rules made of them. */
export function eventWrites(db: Db): Pick<StoreTx, 'putEvents' | 'putMatches'> {
  return {
    async putEvents(events) {
      const byId = new Map(events.map((event) => [event.id, event]));
      await dropOlder(db, [...byId.keys()]);
      const latest = [...byId.values()];
      const rows = latest.map((event) => ({
        id: event.id,
        at: event.at,
        kind: event.kind,
        mailbox: principalKey(event.mailbox),
        body: JSON.stringify(event),
      }));
      await insertRows(rows, (some) => db.insertInto('event').values(some).execute());
      const accounts = latest.flatMap((event) =>
        accountsOf(event).map((subject) => ({ subject, event: event.id })),
      );
      await insertRows(accounts, (some) => db.insertInto('event_account').values(some).execute());
    },
    async putMatches(events, matches) {
      await forChunks(events, (some) => db.deleteFrom('rule_match').where('event', 'in', some).execute());
      const rows = matches.map(({ event, rule }) => ({ event, rule }));
      await insertRows(rows, (some) =>
        db
          .insertInto('rule_match')
          .values(some)
          .onConflict((conflict) => conflict.columns(['event', 'rule']).doNothing())
          .execute(),
      );
    },
  };
}

/** The accounts that an event is listed under: whose mailbox it was, and who acted. */
function accountsOf(event: AccessEvent): readonly string[] {
  const keys = [principalKey(event.mailbox), principalKey(event.user)];
  return [...new Set(keys.filter((key) => key !== null))];
}

/** Makes room for events: an older form goes with its accounts; a record that could not be used before now can. */
async function dropOlder(db: Db, ids: readonly string[]): Promise<void> {
  const known = await lookUp(ids, (some) =>
    db.selectFrom('event').select('id').where('id', 'in', some).execute(),
  );
  await forChunks(
    known.map((row) => row.id),
    async (some) => {
      await db.deleteFrom('event_account').where('event', 'in', some).execute();
      await db.deleteFrom('event').where('id', 'in', some).execute();
    },
  );
  await forChunks(ids, (some) => db.deleteFrom('rejected').where('key', 'in', some).execute());
}

async function timelineOf(db: Db, subject: string): Promise<Timeline> {
  const events = await db
    .selectFrom('event_account')
    .innerJoin('event', 'event.id', 'event_account.event')
    .select(['event.id', 'event.body'])
    .where('event_account.subject', '=', subject)
    .orderBy('event.at')
    .orderBy('event.id')
    .execute();
  return { subject, events: events.map(toEvent), matches: await matchesOf(db, subject) };
}

async function matchesOf(db: Db, subject: string): Promise<readonly RuleMatch[]> {
  return db
    .selectFrom('event_account')
    .innerJoin('event', 'event.id', 'event_account.event')
    .innerJoin('rule_match', 'rule_match.event', 'event_account.event')
    .select(['rule_match.rule', 'rule_match.event'])
    .where('event_account.subject', '=', subject)
    .orderBy('event.at')
    .orderBy('event.id')
    .orderBy('rule_match.rule')
    .execute();
}

async function summarise(db: Db): Promise<EventSummary> {
  const whole = await db
    .selectFrom('event')
    .select((one) => [
      one.fn.min('at').as('first'),
      one.fn.max('at').as('last'),
      one.fn.count<number>('mailbox').distinct().as('mailboxes'),
    ])
    .executeTakeFirstOrThrow();
  const kinds = await db
    .selectFrom('event')
    .select(['kind', (one) => one.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  return {
    byKind: Object.fromEntries(kinds.map(({ kind, count }) => [kind, Number(count)])),
    first: whole.first,
    last: whole.last,
    mailboxes: Number(whole.mailboxes),
  };
}

function toEvent(row: { readonly body: string }): AccessEvent {
  return JSON.parse(row.body) as AccessEvent;
}
