import { sql } from 'kysely';
import { type AccessEvent, principalKey } from '../model/access-event.js';
import { type ErasureFacts, type TableCount, withoutNames } from '../model/erasure.js';
import { frozenKeys } from '../model/frozen-evidence.js';
import type { JsonValue } from '../model/json.js';
import type { StoreReads, StoreTx } from '../model/store.js';
import { forChunks, lookUp } from './chunks.js';
import { NAMING_TABLES, namingRows, writeNamingRows } from './erase-names.js';
import { findPerson, type PersonScope } from './erase-scope.js';
import type { RecordCodec } from './record-codec.js';
import { dropParts } from './tables/timeline-parts.js';
import type { Db } from './tables.js';

/** Rows of one table by the values of one column. */
interface Place {
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}

/** What an erasure would come to. */
export function erasureReads(db: Db, codec: RecordCodec): Pick<StoreReads, 'erasureOf'> {
  return {
    async erasureOf(person) {
      const scope = await findPerson(db, person);
      return factsOf(db, scope, pseudonymOf(scope, codec));
    },
  };
}

/** The erasure itself. */
export function erasureWrites(db: Db, codec: RecordCodec): Pick<StoreTx, 'erasePerson'> {
  return {
    async erasePerson(person) {
      // What SQLite removes it only forgets: this has it overwritten (https://www.sqlite.org/pragma.html#pragma_secure_delete).
      // PostgreSQL: `vacuum` after the commit.
      await sql`pragma secure_delete = on`.execute(db);
      const scope = await findPerson(db, person);
      const pseudonym = pseudonymOf(scope, codec);
      const facts = await factsOf(db, scope, pseudonym);
      await renameShared(db, scope, pseudonym);
      for (const { table, column, values } of placesOf(scope)) {
        await forChunks(values, (some) =>
          sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(some)})`.execute(db),
        );
      }
      for (const table of NAMING_TABLES)
        await writeNamingRows(db, await namingRows(db, table, scope.names, pseudonym));
      return facts;
    },
  };
}

/** The raw record of an event that stays goes all the same: it holds the name, and what was made of it is enough. */
function placesOf(scope: PersonScope): readonly Place[] {
  const { keys, ids, ownEvents, sharedEvents, incidents, actions, alerts } = scope;
  const place = (table: string, column: string, values: readonly string[]): Place => ({
    table,
    column,
    values,
  });
  return [
    place('raw_record', 'key', [...ownEvents, ...sharedEvents, ...incidents.flatMap(frozenKeys)]),
    place('event_account', 'subject', keys),
    place('event', 'id', ownEvents),
    place('rule_match', 'event', ownEvents),
    place('sighting', 'event', ownEvents),
    ...[
      'timeline_part',
      'account_habit',
      'dirty',
      'finding',
      'mailbox_survey',
      'surveyed_message',
      'peer_usage',
    ].map((table) => place(table, 'subject', keys)),
    place('incident', 'id', incidents),
    ...['incident_alias', 'incident_trace', 'action', 'exposure', 'report_version', 'containment_state'].map(
      (table) => place(table, 'incident', incidents),
    ),
    place('alert', 'id', alerts),
    ...['delivery', 'sending'].map((table) => place(table, 'alert', alerts)),
    place('acknowledgement', 'thread', incidents),
    place('job', 'subject', [...incidents, ...actions, ...alerts, ...keys]),
    ...['directory_user', 'directory_name', 'directory_role'].map((table) => place(table, 'id_key', ids)),
  ];
}

async function factsOf(db: Db, scope: PersonScope, pseudonym: string): Promise<ErasureFacts> {
  const places = placesOf(scope);
  const removed: TableCount[] = [];
  for (const place of places) removed.push({ table: place.table, rows: await countRows(db, place) });
  return {
    pseudonym,
    isKnown: scope.isKnown,
    removed: removed.filter(({ rows }) => rows > 0),
    renamed: await countRenamed(db, scope, places, pseudonym),
    cases: scope.cases.map(({ id, status, closure }) =>
      closure === undefined ? { id, status } : { id, status, closure },
    ),
    openJobs: await countOpenJobs(db, scope),
  };
}

async function countRows(db: Db, { table, column, values }: Place): Promise<number> {
  const counts = await lookUp(values, async (some) => {
    const counted = await sql<{ readonly rows: number }>`
      select count(*) as rows from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(some)})`.execute(
      db,
    );
    return counted.rows;
  });
  return counts.reduce((sum, { rows }) => sum + Number(rows), 0);
}

/** Rows that are removed anyway are not counted again. */
async function countRenamed(
  db: Db,
  { names, sharedEvents }: PersonScope,
  places: readonly Place[],
  pseudonym: string,
): Promise<readonly TableCount[]> {
  const counts: TableCount[] = [{ table: 'event', rows: sharedEvents.length }];
  for (const table of NAMING_TABLES) {
    const going = places.find((place) => place.table === table);
    const gone = new Set(going?.values);
    const rows = await namingRows(db, table, names, pseudonym);
    const staying = rows.filter((row) => !gone.has(String(row.place[going?.column ?? ''])));
    counts.push({ table, rows: staying.length });
  }
  return counts.filter(({ rows }) => rows > 0);
}

/** What is only to be told or written anew is let go with the case; what acts is not. */
async function countOpenJobs(db: Db, { incidents, actions, alerts }: PersonScope): Promise<number> {
  const jobs = await lookUp([...incidents, ...actions, ...alerts], (some) =>
    db.selectFrom('job').select(['kind', 'status']).where('subject', 'in', some).execute(),
  );
  const acting = ['act', 'undo', 'verify'];
  return jobs.filter(
    ({ kind, status }) => status === 'leased' || (status === 'pending' && acting.includes(kind)),
  ).length;
}

/** What another account's history needs stays in it, and no longer names the person. */
async function renameShared(
  db: Db,
  { sharedEvents, names, keys }: PersonScope,
  pseudonym: string,
): Promise<void> {
  const events = await lookUp(sharedEvents, (some) =>
    db.selectFrom('event').select(['id', 'body']).where('id', 'in', some).execute(),
  );
  for (const { id, body } of events) {
    const value = withoutNames(JSON.parse(body) as JsonValue, names, pseudonym);
    const { mailbox } = value as unknown as AccessEvent;
    const changed = { body: JSON.stringify(value), mailbox: principalKey(mailbox) };
    await db.updateTable('event').set(changed).where('id', '=', id).execute();
  }
  const rows = await lookUp(sharedEvents, (some) =>
    db.selectFrom('event_account').select(['subject', 'at']).where('event', 'in', some).execute(),
  );
  await dropParts(
    db,
    rows.filter(({ subject }) => !keys.includes(subject)),
  );
}

function pseudonymOf({ names }: PersonScope, codec: RecordCodec): string {
  return `erased-${codec.hash([...names].sort().join('\n')).slice(0, 16)}`;
}
