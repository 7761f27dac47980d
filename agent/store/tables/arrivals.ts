import type { StoreReads, StoreTx } from '../../model/store.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import { insertRows } from '../chunks.js';
import type { Db } from '../tables.js';

/** Lateness is a habit of the provider's that changes within weeks. */
const LATENESS_DAYS = 14;
/** Eight weeks to compare with, this one, and one to spare. */
const VOLUME_DAYS = 70;

/** Reads of how late and how many the records of a log come. */
export function arrivalReads(db: Db): Pick<StoreReads, 'lateness' | 'volume'> {
  return {
    async lateness(source) {
      const rows = await db
        .selectFrom('source_lateness')
        .select(['bucket', (one) => one.fn.sum<number>('records').as('records')])
        .where('source', '=', source)
        .groupBy('bucket')
        .execute();
      return new Map(rows.map((row) => [row.bucket, Number(row.records)]));
    },
    async volume(source, from) {
      return db
        .selectFrom('source_volume')
        .select(['hour', 'records'])
        .where('source', '=', source)
        .where('hour', '>=', from)
        .orderBy('hour')
        .execute();
    },
  };
}

/** Writes of how late and how many the records of a log come; what is too old to count is dropped with each. */
export function arrivalWrites(db: Db): Pick<StoreTx, 'addArrivals'> {
  return {
    async addArrivals({ source, receivedAt, hours, lateness }) {
      const day = dayOf(receivedAt);
      await insertRows(
        hours.map((one) => ({ source, ...one })),
        (some) =>
          db
            .insertInto('source_volume')
            .values(some)
            .onConflict((conflict) =>
              conflict.columns(['source', 'hour']).doUpdateSet((row) => ({
                records: row('source_volume.records', '+', row.ref('excluded.records')),
              })),
            )
            .execute(),
      );
      await insertRows(
        [...lateness].map(([bucket, records]) => ({ source, day, bucket, records })),
        (some) =>
          db
            .insertInto('source_lateness')
            .values(some)
            .onConflict((conflict) =>
              conflict.columns(['source', 'day', 'bucket']).doUpdateSet((row) => ({
                records: row('source_lateness.records', '+', row.ref('excluded.records')),
              })),
            )
            .execute(),
      );
      await forgetOld(db, source, receivedAt);
    },
  };
}

async function forgetOld(db: Db, source: string, now: Instant): Promise<void> {
  await db
    .deleteFrom('source_volume')
    .where('source', '=', source)
    .where('hour', '<', shift(now, -VOLUME_DAYS * DAY_MS))
    .execute();
  await db
    .deleteFrom('source_lateness')
    .where('source', '=', source)
    .where('day', '<', dayOf(shift(now, -LATENESS_DAYS * DAY_MS)))
    .execute();
}

function dayOf(instant: Instant): string {
  return instant.slice(0, 10);
}
