import type { JsonObject } from '../../model/json.js';
import type { RecordShape } from '../../model/raw-record.js';
import type { StoreReads } from '../../model/store.js';
import { lookUp } from '../chunks.js';
import type { RecordCodec } from '../record-codec.js';
import { storableText } from '../storable-text.js';
import type { Db } from '../tables.js';

/** Reads of the records that were set aside, with what is kept of them. */
export function quarantineReads(
  db: Db,
  codec: RecordCodec,
): Pick<StoreReads, 'rejectedCounts' | 'rejectedKeys' | 'rejectedRecords'> {
  return {
    async rejectedCounts() {
      const rows = await db
        .selectFrom('rejected')
        .select(['source', 'reason', (one) => one.fn.countAll<number>().as('count')])
        .groupBy(['source', 'reason'])
        .orderBy('source')
        .orderBy('reason')
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    async rejectedKeys() {
      const rows = await db.selectFrom('rejected').select('key').orderBy('at').orderBy('key').execute();
      return rows.map((row) => row.key);
    },
    async rejectedRecords(keys) {
      const rows = await lookUp(keys.map(storableText), (some) =>
        db
          .selectFrom('rejected')
          .innerJoin('raw_record', 'raw_record.key', 'rejected.key')
          .select(['rejected.key', 'rejected.reason', 'raw_record.source'])
          .select(['raw_record.form', 'raw_record.shape', 'raw_record.occurred_at', 'raw_record.payload'])
          .where('rejected.key', 'in', some)
          .execute(),
      );
      return rows.map(({ key, source, reason, form, shape, occurred_at, payload }) => {
        const content = codec.unseal(key, payload);
        if (form === 'rejected-bytes') return { key, source, reason, record: null, bytes: content };
        const body = JSON.parse(content.toString()) as JsonObject;
        const record = { key, source, shape: shape as RecordShape, occurredAt: occurred_at, body };
        return { key, source, reason, record, bytes: null };
      });
    },
  };
}
