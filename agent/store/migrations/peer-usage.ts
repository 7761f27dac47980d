import { type Kysely, type Migration, sql } from 'kysely';
import type { DirectoryUser } from '../../model/ports.js';
import { peerKeys } from '../tables/users.js';

/** What each account used and since when, and by what an account's peers are found. */
export const peerUsage: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('peer_usage')
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('first_day', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('peer_usage_pk', ['value', 'subject'] as never)
      .execute();
    await db.schema
      .createIndex('peer_usage_subject')
      .on('peer_usage')
      .columns(['subject'] as never)
      .execute();
    for (const column of ['department_key', 'manager_key'] as const) {
      await db.schema.alterTable('directory_user').addColumn(column, 'text').execute();
      await db.schema
        .createIndex(`directory_user_${column}`)
        .on('directory_user')
        .columns([column] as never)
        .execute();
    }
    const rows = await sql<{ id_key: string; body: string }>`select id_key, body from directory_user`.execute(
      db,
    );
    for (const { id_key, body } of rows.rows) {
      const { department_key, manager_key } = peerKeys(JSON.parse(body) as DirectoryUser);
      await sql`update directory_user set department_key = ${department_key}, manager_key = ${manager_key}
        where id_key = ${id_key}`.execute(db);
    }
  },
};
