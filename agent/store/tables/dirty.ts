import type { StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows } from '../chunks.js';
import type { Db } from '../tables.js';

/** Reads of the accounts that wait to be scored. */
export function dirtyReads(db: Db): Pick<StoreReads, 'dirtyCount'> {
  return {
    async dirtyCount() {
      const counted = await db
        .selectFrom('dirty')
        .select((one) => one.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(counted.count);
    },
  };
}

/** Marks accounts, and takes them away in the order of their names. */
export function dirtyWrites(db: Db): Pick<StoreTx, 'markDirty' | 'takeDirty'> {
  return {
    async markDirty(subjects) {
      const rows = [...new Set(subjects)].map((subject) => ({ subject }));
      await insertRows(rows, (some) =>
        db
          .insertInto('dirty')
          .values(some)
          .onConflict((conflict) => conflict.column('subject').doNothing())
          .execute(),
      );
    },
    async takeDirty(limit) {
      const rows = await db.selectFrom('dirty').select('subject').orderBy('subject').limit(limit).execute();
      const subjects = rows.map((row) => row.subject);
      await forChunks(subjects, (some) => db.deleteFrom('dirty').where('subject', 'in', some).execute());
      return subjects;
    },
  };
}
