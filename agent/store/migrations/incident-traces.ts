import type { Kysely, Migration } from 'kysely';

/** What incidents of one actor are found by. Incidents of an older version get theirs when their account is scored next. */
export const incidentTraces: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('incident_trace')
      .addColumn('trace', 'text', (column) => column.notNull())
      .addColumn('incident', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('incident_trace_pk', ['trace', 'incident'] as never)
      .execute();
    await db.schema
      .createIndex('incident_trace_by_incident')
      .on('incident_trace')
      .column('incident')
      .execute();
  },
};
