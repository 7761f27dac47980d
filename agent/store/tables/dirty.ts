import type { WaitingAccount } from '../../model/account-habit.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows, lookUp } from '../chunks.js';
import type { Db, DirtyRow } from '../tables.js';

type Writes = Pick<StoreTx, 'markDirty' | 'putWaiting' | 'takeDirty' | 'unmark'>;

/** Reads of the accounts that wait to be scored. */
export function dirtyReads(db: Db): Pick<StoreReads, 'dirtyCount' | 'waiting'> {
  return {
    async dirtyCount(dueBy) {
      let query = db.selectFrom('dirty').select((one) => one.fn.countAll<number>().as('count'));
      if (dueBy !== undefined) query = query.where('due_at', '<=', dueBy);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
    async waiting(subjects) {
      const rows = await lookUp(subjects, (some) =>
        db.selectFrom('dirty').selectAll().where('subject', 'in', some).execute(),
      );
      return new Map(rows.map((row) => [row.subject, toWaiting(row)]));
    },
  };
}

/** Marks accounts, and takes them away in the order in which they are due, then of their names. */
export function dirtyWrites(db: Db): Writes {
  return {
    async markDirty(subjects) {
      const rows = [...new Set(subjects)].map(
        (subject): DirtyRow => ({ subject, due_at: '', last_sign_in: '', wary_until: '', messages: 0 }),
      );
      await insertRows(rows, (some) =>
        db
          .insertInto('dirty')
          .values(some)
          .onConflict((conflict) => conflict.column('subject').doUpdateSet({ due_at: '' }))
          .execute(),
      );
    },
    async putWaiting(accounts) {
      await insertRows(accounts.map(toRow), (some) =>
        db
          .insertInto('dirty')
          .values(some)
          .onConflict((conflict) =>
            conflict.column('subject').doUpdateSet((row) => ({
              due_at: row.ref('excluded.due_at'),
              last_sign_in: row.ref('excluded.last_sign_in'),
              messages: row.ref('excluded.messages'),
              wary_until: row.ref('excluded.wary_until'),
            })),
          )
          .execute(),
      );
    },
    async takeDirty(limit, dueBy) {
      let query = db.selectFrom('dirty').select('subject').orderBy('due_at').orderBy('subject').limit(limit);
      if (dueBy !== undefined) query = query.where('due_at', '<=', dueBy);
      const subjects = (await query.execute()).map((row) => row.subject);
      await unmark(db, subjects);
      return subjects;
    },
    unmark: (subjects) => unmark(db, subjects),
  };
}

function unmark(db: Db, subjects: readonly string[]): Promise<void> {
  return forChunks(subjects, (some) => db.deleteFrom('dirty').where('subject', 'in', some).execute());
}

function toRow(one: WaitingAccount): DirtyRow {
  return {
    subject: one.subject,
    due_at: one.dueAt,
    last_sign_in: one.lastSignIn,
    messages: one.messages,
    wary_until: one.waryUntil,
  };
}

function toWaiting(row: DirtyRow): WaitingAccount {
  return {
    subject: row.subject,
    dueAt: row.due_at,
    lastSignIn: row.last_sign_in,
    messages: row.messages,
    waryUntil: row.wary_until,
  };
}
