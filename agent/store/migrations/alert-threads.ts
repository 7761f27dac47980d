import type { Kysely, Migration } from 'kysely';

/** Which alerts are about one thing, what is being sent, and who has acknowledged. */
export const alertThreads: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('alert').addColumn('thread', 'text').execute();
    await db.schema.createIndex('alert_by_thread').on('alert').column('thread').execute();
    await db.schema.alterTable('delivery').addColumn('outcome', 'text').execute();
    await db.schema
      .createTable('sending')
      .addColumn('alert', 'text', (column) => column.notNull())
      .addColumn('sink', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('sending_pk', ['alert', 'sink'] as never)
      .execute();
    await db.schema
      .createTable('acknowledgement')
      .addColumn('thread', 'text', (column) => column.primaryKey())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
};
