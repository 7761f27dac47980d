import type { RepairAttempt } from '../../model/coverage.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db, GapRepairRow } from '../tables.js';

/** Reads of what was tried to close gaps, by begin. */
export function repairReads(db: Db): Pick<StoreReads, 'repairAttempts'> {
  return {
    async repairAttempts(source) {
      const rows = await db
        .selectFrom('gap_repair')
        .selectAll()
        .where('source', '=', source)
        .orderBy('from_at')
        .orderBy('to_at')
        .execute();
      return rows.map(toAttempt);
    },
  };
}

/** Writes of what was tried to close gaps. */
export function repairWrites(db: Db): Pick<StoreTx, 'putRepairAttempts' | 'dropRepairAttempts'> {
  return {
    async putRepairAttempts(attempts) {
      for (const attempt of attempts) {
        const { attempts: count, nextAt, lastError } = attempt;
        const news = { attempts: count, next_at: nextAt, last_error: lastError };
        await db
          .insertInto('gap_repair')
          .values({ source: attempt.source, from_at: attempt.from, to_at: attempt.to, ...news })
          .onConflict((conflict) => conflict.columns(['source', 'from_at', 'to_at']).doUpdateSet(news))
          .execute();
      }
    },
    async dropRepairAttempts(source, from, to) {
      await db
        .deleteFrom('gap_repair')
        .where('source', '=', source)
        .where('from_at', '>=', from)
        .where('to_at', '<=', to)
        .execute();
    },
  };
}

function toAttempt(row: GapRepairRow): RepairAttempt {
  return {
    source: row.source,
    from: row.from_at,
    to: row.to_at,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastError: row.last_error,
  };
}
