import type { Kysely, Migration } from 'kysely';

/** What whole mailboxes hold, and which of their messages. */
export const mailboxSurveys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('mailbox_survey')
      .addColumn('subject', 'text', (column) => column.primaryKey())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('surveyed_message')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('surveyed_message_pk', ['subject', 'item'] as never)
      .execute();
  },
};
