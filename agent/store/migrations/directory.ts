import type { Kysely, Migration } from 'kysely';

/** Names that accounts carried, and who holds which directory role. A kind that was never read has no row in `directory_role_read`. */
export const directory: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('directory_name')
      .addColumn('name_key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('id_key', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('directory_role')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id_key', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('directory_role_pk', ['kind', 'id_key', 'role'] as never)
      .execute();
    await db.schema
      .createTable('directory_role_read')
      .addColumn('kind', 'text', (column) => column.primaryKey().notNull())
      .execute();
  },
};
