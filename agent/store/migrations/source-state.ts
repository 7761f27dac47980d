import type { Kysely, Migration } from 'kysely';

/** Where a source stands besides its cursor, how late and how many its records come, and what was tried to close gaps. */
export const sourceState: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['backfill_from', 'backfill_to', 'complete_to', 'sounded_at']) {
      await db.schema.alterTable('source_cursor').addColumn(column, 'text').execute();
    }
    await db.schema
      .createTable('source_lateness')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('bucket', 'integer', (column) => column.notNull())
      .addColumn('records', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('source_lateness_pk', ['source', 'day', 'bucket'] as never)
      .execute();
    await db.schema
      .createTable('source_volume')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('hour', 'text', (column) => column.notNull())
      .addColumn('records', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('source_volume_pk', ['source', 'hour'] as never)
      .execute();
    await db.schema
      .createTable('gap_repair')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('from_at', 'text', (column) => column.notNull())
      .addColumn('to_at', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'text', (column) => column.notNull())
      .addColumn('last_error', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('gap_repair_pk', ['source', 'from_at', 'to_at'] as never)
      .execute();
  },
};
