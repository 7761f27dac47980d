import type { StoreReads } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Reads the names of all accounts, a portion at a time. */
export function accountKeyReads(db: Db): Pick<StoreReads, 'accountKeys'> {
  return {
    async accountKeys(after, limit) {
      const rows = await db
        .selectFrom('event_account')
        .select('subject')
        .distinct()
        .where('subject', '>', after)
        .orderBy('subject')
        .limit(limit)
        .execute();
      return rows.map((row) => row.subject);
    },
  };
}
