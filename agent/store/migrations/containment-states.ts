import type { Kysely, Migration } from 'kysely';

/** What is planned against an intruder and what came of it, by incident. */
export const containmentStates: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('containment_state')
      .addColumn('incident', 'text', (column) => column.primaryKey().notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
  },
};
