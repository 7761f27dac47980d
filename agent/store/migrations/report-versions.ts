import type { Kysely, Migration } from 'kysely';

/** What each report said when it was first written so: kept, so that a later one can say what changed. */
export const reportVersions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('report_version')
      .addColumn('incident', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('report_version_pk', ['incident', 'version'] as never)
      .execute();
  },
};
