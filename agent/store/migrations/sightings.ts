import type { Kysely, Migration } from 'kysely';

/** What correlations saw, and what they made of it. */
export const sightings: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('sighting')
      .addColumn('correlation', 'text', (column) => column.notNull())
      .addColumn('grp', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('needs_credential', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('is_held', 'integer', (column) => column.notNull())
      .addColumn('anchor', 'text')
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('sighting_pk', ['correlation', 'grp', 'at', 'event', 'rule'] as never)
      .execute();
    await db.schema.createIndex('sighting_by_event').on('sighting').column('event').execute();
    await db.schema
      .createTable('correlation_definition')
      .addColumn('correlation', 'text', (column) => column.primaryKey().notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('purged_to', 'text')
      .execute();
  },
};
