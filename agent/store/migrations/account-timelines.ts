import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Timelines that can be read in the order of time without looking at what nobody's access is: `counts` is 1 for an event
 * that can speak for or against anybody, `is_matched` is 1 for one that a rule matched. `timeline_part` holds days of
 * them ready to be read; `account_habit` what an account is used to. Marks get a time until which they may wait.
 */
export const accountTimelines: Migration = {
  async up(db: Kysely<unknown>) {
    await createEventAccount(db);
    await db.schema
      .createTable('timeline_part')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('day', 'integer', (column) => column.notNull())
      .addColumn('payload', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('timeline_part_pk', ['subject', 'day'] as never)
      .execute();
    await db.schema
      .createTable('account_habit')
      .addColumn('subject', 'text', (column) => column.primaryKey().notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    for (const name of ['due_at', 'last_sign_in', 'wary_until']) {
      await db.schema
        .alterTable('dirty')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    }
    await db.schema
      .alterTable('dirty')
      .addColumn('messages', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('dirty_by_due_at').on('dirty').columns(['due_at', 'subject']).execute();
  },
};

/** Events of before all count until they are written again; what is nobody's access is left out when it is judged. */
async function createEventAccount(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('event_account_by_event').execute();
  await db.schema.alterTable('event_account').renameTo('event_account_before').execute();
  // `without rowid`: rows of one account lie together on disk. PostgreSQL: leave it out, and `cluster` once.
  await db.schema
    .createTable('event_account')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('counts', 'integer', (column) => column.notNull())
    .addColumn('is_matched', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('event_account_in_time_pk', ['subject', 'at', 'event'] as never)
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`
    insert into event_account (subject, at, event, counts, is_matched)
    select old.subject, event.at, old.event, 1,
      case when exists (select 1 from rule_match where rule_match.event = old.event) then 1 else 0 end
    from event_account_before as old inner join event on event.id = old.event`.execute(db);
  await db.schema.dropTable('event_account_before').execute();
  await db.schema.createIndex('event_account_by_event').on('event_account').columns(['event']).execute();
  await db.schema
    .createIndex('event_account_matched')
    .on('event_account')
    .columns(['subject', 'at', 'event'])
    .where(sql.ref('is_matched'), '=', 1)
    .execute();
}
