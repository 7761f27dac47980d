import { canonicalJson, type JsonObject } from '../../model/json.js';
import type { RawRecord, RecordShape } from '../../model/raw-record.js';
import type { MergedRecord, StoreReads, StoreTx } from '../../model/store.js';
import { insertRows, lookUp } from '../chunks.js';
import type { RecordCodec } from '../record-codec.js';
import { storableText } from '../storable-text.js';
import type { Db, RawRecordRow } from '../tables.js';
import { type MergeBodies, mergeRows } from './merge-rows.js';

/** A stored record without its content. */
type StoredHead = Omit<RawRecordRow, 'form' | 'received_at' | 'payload'>;

/** Reads of the raw records. */
export function recordReads(db: Db, codec: RecordCodec): Pick<StoreReads, 'records' | 'recordCount'> {
  return {
    async records(keys) {
      const found = new Map((await storedRecords(db, codec, keys)).map((record) => [record.key, record]));
      return [...new Set(keys.map(storableText))].flatMap((key) => found.get(key) ?? []);
    },
    async recordCount(source) {
      let query = db
        .selectFrom('raw_record')
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('form', '=', 'record');
      if (source !== undefined) query = query.where('source', '=', source);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
  };
}

/** Writes of the raw records. */
export function recordWrites(db: Db, codec: RecordCodec): Pick<StoreTx, 'mergeRecords' | 'purgeRecords'> {
  return {
    async mergeRecords(records, mergeBodies, receivedAt) {
      const incoming = mergeByKey(records, mergeBodies);
      const heads = await storedHeads(db, [...incoming.keys()]);
      const hashed = [...incoming.values()].map((record) => hashRecord(record, codec));
      const unlike = hashed.filter((one) => isUnlike(one, heads.get(one.record.key)));
      const stored = await storedRecords(
        db,
        codec,
        unlike.map((one) => one.record.key),
      );
      const merged = mergeWithStored(hashed, heads, stored, mergeBodies, codec);
      await putRecords(
        db,
        codec,
        merged.filter((one) => one.change !== 'same'),
        receivedAt,
      );
      return merged.map(({ record, change }) => ({ record, change }));
    },
    async purgeRecords(receivedBefore) {
      await db.deleteFrom('rejected').where('at', '<', receivedBefore).execute();
      const gone = await db
        .deleteFrom('raw_record')
        .where('received_at', '<', receivedBefore)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

interface HashedRecord {
  readonly record: RawRecord;
  readonly content: string;
  readonly hash: string;
}

function hashRecord(record: RawRecord, codec: RecordCodec): HashedRecord {
  const content = canonicalJson(record.body);
  return { record, content, hash: codec.hash(content) };
}

/** One record per key, in order of first appearance. */
function mergeByKey(records: readonly RawRecord[], mergeBodies: MergeBodies): ReadonlyMap<string, RawRecord> {
  const byKey = new Map<string, RawRecord>();
  for (const row of records) {
    const record = { ...row, key: storableText(row.key) };
    const known = byKey.get(record.key);
    byKey.set(record.key, known === undefined ? record : mergeRows(known, record, mergeBodies));
  }
  return byKey;
}

/** True when a stored row has to be opened to know what the two come to. */
function isUnlike({ record, hash }: HashedRecord, head: StoredHead | undefined): boolean {
  if (head === undefined) return false;
  return head.content_hash !== hash || !hasHead(record, head);
}

function hasHead(record: RawRecord, head: StoredHead): boolean {
  return (
    record.shape === head.shape && record.source === head.source && record.occurredAt === head.occurred_at
  );
}

function mergeWithStored(
  incoming: readonly HashedRecord[],
  heads: ReadonlyMap<string, StoredHead>,
  stored: readonly RawRecord[],
  mergeBodies: MergeBodies,
  codec: RecordCodec,
): readonly (HashedRecord & MergedRecord)[] {
  const opened = new Map(stored.map((record) => [record.key, record]));
  return incoming.map((one) => {
    const head = heads.get(one.record.key);
    if (head === undefined) return { ...one, change: 'new' };
    const before = opened.get(one.record.key);
    if (before === undefined) return { ...one, change: 'same' };
    const after = hashRecord(mergeRows(before, one.record, mergeBodies), codec);
    const isSame = after.hash === head.content_hash && hasHead(after.record, head);
    return { ...after, change: isSame ? 'same' : 'changed' };
  });
}

async function storedHeads(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, StoredHead>> {
  const rows = await lookUp(keys, (some) =>
    db
      .selectFrom('raw_record')
      .select(['key', 'source', 'shape', 'occurred_at', 'content_hash'])
      .where('form', '=', 'record')
      .where('key', 'in', some)
      .execute(),
  );
  return new Map(rows.map((row) => [row.key, row]));
}

async function storedRecords(
  db: Db,
  codec: RecordCodec,
  keys: readonly string[],
): Promise<readonly RawRecord[]> {
  const rows = await lookUp(keys, (some) =>
    db
      .selectFrom('raw_record')
      .select(['key', 'source', 'shape', 'occurred_at', 'payload'])
      .where('form', '=', 'record')
      .where('key', 'in', some)
      .execute(),
  );
  return rows.map((row) => ({
    key: row.key,
    source: row.source,
    shape: row.shape as RecordShape,
    occurredAt: row.occurred_at,
    body: JSON.parse(codec.unseal(row.key, row.payload).toString()) as JsonObject,
  }));
}

/** A record keeps the time of its first arrival, so that repeats do not prolong its retention. */
async function putRecords(
  db: Db,
  codec: RecordCodec,
  merged: readonly HashedRecord[],
  receivedAt: string,
): Promise<void> {
  const rows = merged.map(
    ({ record, content, hash }): RawRecordRow => ({
      key: record.key,
      form: 'record',
      source: record.source,
      shape: record.shape,
      occurred_at: record.occurredAt,
      received_at: receivedAt,
      content_hash: hash,
      payload: codec.seal(record.key, content),
    }),
  );
  await insertRows(rows, (some) =>
    db
      .insertInto('raw_record')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          form: row.ref('excluded.form'),
          source: row.ref('excluded.source'),
          shape: row.ref('excluded.shape'),
          occurred_at: row.ref('excluded.occurred_at'),
          content_hash: row.ref('excluded.content_hash'),
          payload: row.ref('excluded.payload'),
        })),
      )
      .execute(),
  );
}
