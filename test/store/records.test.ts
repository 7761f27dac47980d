import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { Store } from '../../agent/model/store.js';
import { connect } from '../../agent/store/connection.js';
import { openTemporary, temporaryFile } from './open-temporary.js';
import { accessEvent, at, rawRecord } from './samples.js';

/** Union of fields, the greater value of two. */
function greatest(left: JsonObject, right: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...left };
  for (const [name, value] of Object.entries(right)) {
    const known = merged[name];
    if (known === undefined || JSON.stringify(value) > JSON.stringify(known)) merged[name] = value;
  }
  return merged;
}

function merge(store: Store, records: readonly RawRecord[], minute = 0) {
  return store.write('merge', (tx) => tx.mergeRecords(records, greatest, at(minute)));
}

async function changes(store: Store, records: readonly RawRecord[], minute = 0) {
  return (await merge(store, records, minute)).map(({ record, change }) => [record.key, change]);
}

describe('mergeRecords', () => {
  it('tells new, same and changed, one answer per key in the order of appearance', async () => {
    const store = await openTemporary();
    const first = [rawRecord('b', { n: 1 }), rawRecord('a', { n: 1 }), rawRecord('b', { n: 1 })];
    expect(await changes(store, first)).toEqual([
      ['b', 'new'],
      ['a', 'new'],
    ]);
    expect(await changes(store, [rawRecord('a', { n: 1 }), rawRecord('b', { n: 2 })])).toEqual([
      ['a', 'same'],
      ['b', 'changed'],
    ]);
    expect(await store.read((tx) => tx.recordCount())).toBe(2);
  });

  it('holds a row that is part of what is stored for the same', async () => {
    const store = await openTemporary();
    await merge(store, [rawRecord('a', { n: 1 })]);
    await merge(store, [rawRecord('a', { m: 1 })]);
    expect(await changes(store, [rawRecord('a', { n: 1 })])).toEqual([['a', 'same']]);
    expect(await store.read((tx) => tx.records(['a']))).toEqual([rawRecord('a', { m: 1, n: 1 })]);
  });

  it('holds a body with its fields in another order for the same', async () => {
    const store = await openTemporary();
    await merge(store, [rawRecord('a', { n: 1, m: { x: 1, y: 2 } })]);
    expect(await changes(store, [rawRecord('a', { m: { y: 2, x: 1 }, n: 1 })])).toEqual([['a', 'same']]);
  });

  it('keeps the richer layout of a record that came in two, whichever came first', async () => {
    const rows = [
      rawRecord('a', { TimeGenerated: 'x' }, { shape: 'log-analytics', source: 'export' }),
      rawRecord('a', { id: 'a' }),
    ];
    for (const order of [rows, [...rows].reverse()]) {
      const store = await openTemporary({ file: ':memory:' });
      for (const row of order) await merge(store, [row]);
      expect(await store.read((tx) => tx.records(['a']))).toEqual([rawRecord('a', { id: 'a' })]);
    }
  });

  it('gives the same row whatever the order and the batching (property)', async () => {
    const row = fc
      .record({
        body: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.string())),
        source: fc.constantFrom('one', 'other'),
        occurredAt: fc.constantFrom(null, at(1), at(2)),
      })
      .map(({ body, ...more }) => rawRecord('k', body, more));
    const rows = fc.array(row, { minLength: 1, maxLength: 4 });
    const split = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length)),
    );
    await fc.assert(
      fc.asyncProperty(split, async ([together, shuffled, cut]) => {
        const one = await openTemporary({ file: ':memory:' });
        const other = await openTemporary({ file: ':memory:' });
        await merge(one, together);
        await merge(other, shuffled.slice(0, cut));
        await merge(other, shuffled.slice(cut));
        const stored = await Promise.all([one, other].map((store) => store.read((tx) => tx.records(['k']))));
        await Promise.all([one.close(), other.close()]);
        expect(stored[1]).toEqual(stored[0]);
        expect(stored[0]).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('takes thousands at once, and finds them in the order asked', async () => {
    const store = await openTemporary();
    const records = Array.from({ length: 2_500 }, (_, index) => rawRecord(`k-${index}`, { index }));
    await merge(store, records);
    const keys = records.map((record) => record.key).reverse();
    const found = await store.read((tx) => tx.records([...keys, 'no such key']));
    expect(found).toEqual([...records].reverse());
  });

  it.each([
    { name: 'an empty body', body: {} },
    { name: 'NUL, half a pair and an emoji', body: { text: '\0 \ud800 \u{1f4e7}' } },
    { name: 'a key named __proto__', body: JSON.parse('{"__proto__":{"x":1}}') as JsonObject },
    { name: 'a large text', body: { text: 'x'.repeat(300_000) } },
  ])('keeps $name as it came', async ({ body }) => {
    const store = await openTemporary();
    await merge(store, [rawRecord('k', body)]);
    const [found] = await store.read((tx) => tx.records(['k']));
    expect(JSON.stringify(found?.body)).toBe(JSON.stringify(body));
  });

  it('finds a record again whose key no database can hold', async () => {
    const store = await openTemporary();
    const hostile = rawRecord('k\0\ud800', { n: 1 });
    const [merged] = await merge(store, [hostile]);
    expect(merged?.record.key).toBe('k\uFFFD\uFFFD');
    expect(await changes(store, [hostile])).toEqual([['k\uFFFD\uFFFD', 'same']]);
    expect(await store.read((tx) => tx.records([hostile.key]))).toHaveLength(1);
  });

  it('counts by source', async () => {
    const store = await openTemporary();
    await merge(store, [rawRecord('a', {}), rawRecord('b', {}, { source: 'exchangeAudit' })]);
    expect(await store.read((tx) => tx.recordCount('exchangeAudit'))).toBe(1);
    expect(await store.read((tx) => tx.recordCount('none'))).toBe(0);
  });

  it('says that the store is damaged when a sealed record was moved to another key', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await merge(store, [rawRecord('a', { n: 1 })]);
    const db = await connect({
      file,
      isReadOnly: false,
      isForReading: false,
      maxPages: null,
      lockWaitMs: 1_000,
    });
    await sql`update raw_record set key = 'b'`.execute(db);
    await db.destroy();
    await expect(store.read((tx) => tx.records(['b']))).rejects.toMatchObject({ kind: 'damaged' });
  });
});

describe('purgeRecords', () => {
  it('drops what first arrived before, though it came again, and keeps the events', async () => {
    const store = await openTemporary();
    await merge(store, [rawRecord('old', { n: 1 })], 1);
    await merge(store, [rawRecord('old', { n: 2 }), rawRecord('young', {})], 9);
    await store.write('test', async (tx) => {
      await tx.putEvents([accessEvent('old')]);
      await tx.putRejected([rejected('bad')], at(1));
    });
    expect(await store.write('purge', (tx) => tx.purgeRecords(at(5)))).toBe(2);
    expect(await store.read((tx) => tx.records(['old', 'young']))).toEqual([rawRecord('young', {})]);
    expect(await store.read((tx) => tx.events(['old']))).toHaveLength(1);
    expect(await store.read((tx) => tx.rejectedCount())).toBe(0);
  });
});

describe('rejected records', () => {
  it('are listed with their reasons, oldest first, and counted by source', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putRejected([rejected('b')], at(1));
      await tx.putRejected([rejected('a'), rejected('b', 'exact reason')], at(2));
    });
    expect(await store.read((tx) => tx.rejected(10))).toEqual([
      { key: 'b', source: 'signIns', reason: 'exact reason', at: at(1) },
      { key: 'a', source: 'signIns', reason: 'no time', at: at(2) },
    ]);
    expect(await store.read((tx) => tx.rejected(1))).toHaveLength(1);
    expect(await store.read((tx) => tx.rejectedCount('signIns'))).toBe(2);
    expect(await store.read((tx) => tx.rejectedCount('other'))).toBe(0);
  });

  it('are no records, until they come as such', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putRejected([rejected('a')], at(1)));
    expect(await store.read((tx) => tx.recordCount())).toBe(0);
    expect(await store.read((tx) => tx.records(['a']))).toEqual([]);
    expect(await changes(store, [rawRecord('a', { n: 1 })])).toEqual([['a', 'new']]);
    expect(await store.read((tx) => tx.records(['a']))).toEqual([rawRecord('a', { n: 1 })]);
  });

  it('leave the record of the same key as it is', async () => {
    const store = await openTemporary();
    await merge(store, [rawRecord('a', { n: 1 })]);
    await store.write('test', (tx) => tx.putRejected([rejected('a')], at(1)));
    expect(await store.read((tx) => tx.records(['a']))).toEqual([rawRecord('a', { n: 1 })]);
    expect(await store.read((tx) => tx.rejectedCount())).toBe(1);
  });

  it('are off the list once an event was made of them', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putRejected([rejected('a'), rejected('b')], at(1));
      await tx.putEvents([accessEvent('a')]);
    });
    expect((await store.read((tx) => tx.rejected(10))).map((one) => one.key)).toEqual(['b']);
  });
});

function rejected(key: string, reason = 'no time') {
  return { key, source: 'signIns', reason, record: rawRecord(key, { odd: true }), bytes: null };
}
