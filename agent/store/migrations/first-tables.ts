import type { Kysely, Migration } from 'kysely';

/** The first form of every table. `blob` is `bytea` in PostgreSQL; all other types have one name in both. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    await createRecordTables(db);
    await createCaseTables(db);
    await createHistoryTables(db);
    await createWorkTables(db);
  },
};

async function createRecordTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('raw_record')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('form', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('shape', 'text', (column) => column.notNull())
    .addColumn('occurred_at', 'text')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('payload', 'blob', (column) => column.notNull())
    .execute();
  await index(db, 'raw_record', ['received_at']);
  await textTable(db, 'rejected', ['key'], ['source', 'reason', 'at']);
  await db.schema
    .createTable('event')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('mailbox', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await textTable(db, 'event_account', ['subject', 'event'], []);
  await index(db, 'event_account', ['event']);
  await textTable(db, 'rule_match', ['event', 'rule'], []);
}

async function createCaseTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('finding')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('finding_pk', ['subject', 'id'])
    .execute();
  await textTable(db, 'incident', ['id'], ['subject', 'opened_at', 'body']);
  await index(db, 'incident', ['subject']);
  await textTable(db, 'incident_alias', ['alias'], ['incident']);
  await index(db, 'incident_alias', ['incident']);
}

async function createHistoryTables(db: Kysely<unknown>): Promise<void> {
  await textTable(db, 'action', ['id'], ['incident', 'decided_at', 'body']);
  await index(db, 'action', ['incident']);
  await textTable(db, 'exposure', ['incident'], ['assessed_at', 'body']);
  await textTable(db, 'alert', ['id'], ['at', 'body']);
  await textTable(db, 'delivery', ['alert', 'sink'], ['at']);
  await db.schema
    .createTable('coverage')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('from_at', 'text', (column) => column.notNull())
    .addColumn('to_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('records', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('detail', 'text')
    .execute();
  await index(db, 'coverage', ['source', 'to_at']);
  await textTable(db, 'source_cursor', ['source'], ['covered_to']);
}

async function createWorkTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('job')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('lease_until', 'text')
    .addColumn('last_error', 'text')
    .execute();
  await index(db, 'job', ['status', 'priority', 'due_at']);
  await db.schema
    .createTable('request')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .execute();
  await db.schema
    .createTable('directory_user')
    .addColumn('id_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('upn_key', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await index(db, 'directory_user', ['upn_key']);
  await textTable(db, 'meta', ['name'], ['value']);
  await textTable(db, 'dirty', ['subject'], []);
  await textTable(db, 'writer_lease', ['name'], ['holder', 'until']);
}

/** A table of texts that are always there, the `keys` as its primary key. */
async function textTable(
  db: Kysely<unknown>,
  name: string,
  keys: readonly string[],
  others: readonly string[],
): Promise<void> {
  let table = db.schema.createTable(name);
  for (const column of [...keys, ...others]) table = table.addColumn(column, 'text', (one) => one.notNull());
  await table.addPrimaryKeyConstraint(`${name}_pk`, [...keys] as never).execute();
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
