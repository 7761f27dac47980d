import { type Kysely, type Migration, sql } from 'kysely';

/** The ledger, to which is only ever added, and a way to find the actions of a stretch of time. */
export const ledger: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ledger')
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('signature', 'text')
      .execute();
    // A guard against our own faults; the chain is what guards against others. PostgreSQL: revoke update and delete.
    for (const act of ['update', 'delete']) {
      await sql
        .raw(
          `create trigger ledger_no_${act} before ${act} on ledger begin select raise(abort, 'the ledger is only ever added to'); end`,
        )
        .execute(db);
    }
    await db.schema.createIndex('action_by_decided_at').on('action').columns(['decided_at', 'id']).execute();
  },
};
