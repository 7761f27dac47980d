import { canonicalJson } from '../../model/json.js';
import type { RejectedRecord } from '../../model/raw-record.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { insertRows } from '../chunks.js';
import type { RecordCodec } from '../record-codec.js';
import { storableText } from '../storable-text.js';
import type { Db, RawRecordRow } from '../tables.js';

/** Reads of the records that could not be used. */
export function rejectedReads(db: Db): Pick<StoreReads, 'rejected' | 'rejectedCount'> {
  return {
    rejected: (limit) =>
      db
        .selectFrom('rejected')
        .select(['key', 'source', 'reason', 'at'])
        .orderBy('at')
        .orderBy('key')
        .limit(limit)
        .execute(),
    async rejectedCount(source) {
      let query = db.selectFrom('rejected').select((one) => one.fn.countAll<number>().as('count'));
      if (source !== undefined) query = query.where('source', '=', source);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
  };
}

/**
 * Writes of the records that could not be used: reason and key in the open, what the provider sent beside the raw records
 * and sealed like them. A record that is already kept there is not kept twice.
 */
export function rejectedWrites(db: Db, codec: RecordCodec): Pick<StoreTx, 'putRejected'> {
  return {
    async putRejected(rejected, at) {
      const byKey = new Map(rejected.map((one) => [storableText(one.key), one]));
      const listed = [...byKey].map(([key, { source, reason }]) => ({ key, source, reason, at }));
      await insertRows(listed, (some) =>
        db
          .insertInto('rejected')
          .values(some)
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet((row) => ({ reason: row.ref('excluded.reason') })),
          )
          .execute(),
      );
      const kept = [...byKey].map(([key, one]) => toRow(key, one, codec, at));
      await insertRows(kept, (some) =>
        db
          .insertInto('raw_record')
          .values(some)
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute(),
      );
    },
  };
}

function toRow(key: string, rejected: RejectedRecord, codec: RecordCodec, at: string): RawRecordRow {
  const { source, record, bytes } = rejected;
  const content = record === null ? (bytes ?? new Uint8Array()) : canonicalJson(record.body);
  return {
    key,
    form: record === null ? 'rejected-bytes' : 'rejected-record',
    source,
    shape: record?.shape ?? 'unknown',
    occurred_at: record?.occurredAt ?? null,
    received_at: at,
    content_hash: codec.hash(content),
    payload: codec.seal(key, content),
  };
}
