import { type AccessEvent, principalKey } from '../../model/access-event.js';
import { isBackground } from '../../model/counted-events.js';
import type { EventSummary, StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows, lookUp } from '../chunks.js';
import type { Db, EventAccountRow } from '../tables.js';
import { dropParts } from './timeline-parts.js';

/** Reads of the normalised events and of what the record rules made of them. */
export function eventReads(db: Db): Pick<StoreReads, 'events' | 'eventSummary'> {
  return {
    async events(ids) {
      const rows = await lookUp(ids, (some) =>
        db.selectFrom('event').select(['id', 'body']).where('id', 'in', some).execute(),
      );
      const found = new Map(rows.map((row) => [row.id, toEvent(row)]));
      return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
    },
    eventSummary: () => summarise(db),
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
      const accounts = latest.flatMap(accountRowsOf);
      await dropParts(db, accounts);
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
      await markMatched(db, [...new Set(matches.map((match) => match.event))]);
    },
  };
}

/** An event is listed under whose mailbox it was, and under who acted. */
function accountRowsOf(event: AccessEvent): readonly EventAccountRow[] {
  const keys = [principalKey(event.mailbox), principalKey(event.user)];
  const counts = isBackground(event) ? 0 : 1;
  return [...new Set(keys.filter((key) => key !== null))].map((subject) => ({
    subject,
    at: event.at,
    event: event.id,
    counts,
    is_matched: 0,
  }));
}

async function accountRows(db: Db, events: readonly string[]): Promise<readonly EventAccountRow[]> {
  return lookUp(events, (some) =>
    db.selectFrom('event_account').selectAll().where('event', 'in', some).execute(),
  );
}

/** What a rule matched is in the timeline though it may not count. */
async function markMatched(db: Db, events: readonly string[]): Promise<void> {
  const rows = await accountRows(db, events);
  await dropParts(
    db,
    rows.filter((row) => row.counts === 0),
  );
  await forChunks(events, (some) =>
    db.updateTable('event_account').set({ is_matched: 1 }).where('event', 'in', some).execute(),
  );
}

/** Makes room for events: an older form goes with its accounts; a record that could not be used before now can. */
async function dropOlder(db: Db, ids: readonly string[]): Promise<void> {
  const known = await lookUp(ids, (some) =>
    db.selectFrom('event').select('id').where('id', 'in', some).execute(),
  );
  const older = known.map((row) => row.id);
  await dropParts(db, await accountRows(db, older));
  await forChunks(older, async (some) => {
    await db.deleteFrom('event_account').where('event', 'in', some).execute();
    await db.deleteFrom('event').where('id', 'in', some).execute();
  });
  await forChunks(ids, (some) => db.deleteFrom('rejected').where('key', 'in', some).execute());
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
