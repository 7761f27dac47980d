import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Reads of small named values. */
export function metaReads(db: Db): Pick<StoreReads, 'meta'> {
  return {
    async meta(name) {
      const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
  };
}

/** Writes of small named values. */
export function metaWrites(db: Db): Pick<StoreTx, 'putMeta'> {
  return {
    async putMeta(name, value) {
      await db
        .insertInto('meta')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
