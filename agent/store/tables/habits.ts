import type { AccountHabit } from '../../model/account-habit.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { lookUp } from '../chunks.js';
import type { Db } from '../tables.js';

/** Reads of what accounts are used to. */
export function habitReads(db: Db): Pick<StoreReads, 'habits'> {
  return {
    async habits(subjects) {
      const rows = await lookUp(subjects, (some) =>
        db.selectFrom('account_habit').selectAll().where('subject', 'in', some).execute(),
      );
      return new Map(rows.map((row) => [row.subject, JSON.parse(row.body) as AccountHabit]));
    },
  };
}

/** Writes of what an account is used to. */
export function habitWrites(db: Db): Pick<StoreTx, 'putHabit'> {
  return {
    async putHabit(subject, habit) {
      await db
        .insertInto('account_habit')
        .orReplace()
        .values({ subject, body: JSON.stringify(habit) })
        .execute();
    },
  };
}
