import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../../agent/detect/correlation/correlation-set.js';
import type { Store, StoreTx } from '../../../agent/model/store.js';
import { createCorrelationMemory } from '../../../agent/pipeline/correlate/create-memory.js';
import type { CorrelationMemory } from '../../../agent/pipeline/correlate/memory.js';
import { shortageOf } from '../../../agent/pipeline/correlate/shortages.js';
import { correlateRecords } from '../../../agent/pipeline/correlate.js';
import { correlationOf, setOf, sightingsOf } from '../../detect/correlation/correlation-builder.js';
import { openTemporary } from '../../store/open-temporary.js';
import { atOnce, throughStore, toRecord } from './correlation-bench.js';

const THREE = setOf(
  correlationOf('type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 20s\ncondition: { gte: 3 }'),
);
const NOW = '2026-03-01T00:00:00.000Z';

/** Counts how often a group is read from the store. */
function countingReads(tx: StoreTx, reads: { count: number }): StoreTx {
  return {
    ...tx,
    sightings: (stretch, limit) => {
      reads.count += 1;
      return tx.sightings(stretch, limit);
    },
  };
}

async function show(
  store: Store,
  list: readonly Sighting[],
  memory: CorrelationMemory,
  { set = THREE, fails = false }: { readonly set?: CorrelationSet; readonly fails?: boolean } = {},
): Promise<number> {
  const reads = { count: 0 };
  const settings = { correlations: set, memory };
  const records = list.map((one) => toRecord(one, true));
  const done = store.write('batch', async (tx) => {
    const counted = countingReads(tx, reads);
    await correlateRecords(records, counted, settings, NOW);
    if (fails) throw new Error('broken');
  });
  await (fails ? expect(done).rejects.toThrow('broken') : done);
  return reads.count;
}

describe('what no record can still reach', () => {
  const range = setOf(
    correlationOf('type: event_count\nrules: [a]\ntimespan: 20s\ncondition: { gte: 2, lte: 3 }'),
  );
  const ID = 'id-x';

  it('is dropped, but not the parts of episodes', async () => {
    const store = await openTemporary();
    await show(store, sightingsOf(['a@1', 'a@2', 'a@100']), createCorrelationMemory(), { set: range });
    await store.write('define', (tx) =>
      tx.putCorrelationDefinition({ correlation: ID, definition: 'd', purgedTo: null }),
    );
    const purge = (before: string) => store.write('purge', (tx) => tx.purgeSightings(ID, before));
    expect(await purge('2026-02-28T00:00:00.000Z')).toBe(0);
    expect(await purge('2026-03-02T00:00:00.000Z')).toBe(1);
    expect(await store.read((reads) => reads.sightingCounts())).toEqual(new Map([[ID, 2]]));
  });

  it('is not held to be absent: a condition with an upper end is not met by it', async () => {
    const store = await openTemporary();
    const many = ['a@1', 'a@2', 'a@3', 'a@4', 'a@5'];
    await show(store, sightingsOf(many), createCorrelationMemory(), { set: range });
    await store.write('purge', async (tx) => {
      await tx.putCorrelationDefinition({ correlation: ID, definition: 'd', purgedTo: null });
      await tx.purgeSightings(ID, '2026-03-02T00:00:00.000Z');
    });
    const late = sightingsOf([...many, 'a@6', 'a@7']).slice(5);
    await show(store, late, createCorrelationMemory(), { set: range });
    expect(await store.read((reads) => reads.correlationHits())).toEqual([]);
  });
});

describe('the memory of correlations', () => {
  it('reads nothing of a group while it is quiet or goes on, and once when an episode begins', async () => {
    const store = await openTemporary();
    const memory = createCorrelationMemory();
    const times = [1, 2, 3, 4, 5, 6, 60, 61];
    const list = sightingsOf(times.map((at) => `a@${at} user=x`));
    const reads: number[] = [];
    for (const one of list) reads.push(await show(store, [one], memory));
    // The third completes it; with the fourth the group is learned anew.
    expect(reads).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    const { hits, parts } = await throughStore(store, THREE, [], () => null);
    expect(hits).toHaveLength(1);
    expect(parts).toEqual([]);
  });

  it('forgets what a transaction that failed has told it', async () => {
    const store = await openTemporary();
    const memory = createCorrelationMemory();
    const list = sightingsOf(['a@1 user=x', 'a@2 user=x', 'a@3 user=x', 'a@4 user=x']);
    await show(store, list.slice(0, 1), memory);
    await show(store, list.slice(1, 2), memory, { fails: true });
    await show(store, list.slice(2, 3), memory);
    expect(await store.read((reads) => reads.correlationHits())).toEqual([]);
    await show(store, list.slice(3, 4), memory);
    const kept = [list[0], list[2], list[3]].flatMap((one) => one ?? []);
    const hits = await store.read((reads) => reads.correlationHits());
    expect(hits.map(({ event }) => event)).toEqual(['0003']);
    expect(atOnce(THREE, kept).hits).toHaveLength(1);
  });

  it('takes what is behind the newest from the store', async () => {
    const store = await openTemporary();
    const memory = createCorrelationMemory();
    const list = sightingsOf(['a@10 user=x', 'a@30 user=x', 'a@20 user=x', 'a@20 user=x']);
    for (const one of list) await show(store, [one], memory);
    const hits = await store.read((reads) => reads.correlationHits());
    expect(hits.map(({ anchor, event }) => [anchor, event])).toEqual([['0000', '0003']]);
  });
});

describe('what memory had no room for', () => {
  const spray = (from: number, to: number): readonly Sighting[] =>
    sightingsOf(Array.from({ length: to - from }, (_, at) => `a@${from + at} user=u${from + at}`));
  const shortage = (store: Store) => store.read((reads) => shortageOf(reads, 'id-x'));

  /** As few groups as a memory can be made for. */
  const LEAST = 1_024;

  it('is counted in the store, once for each time, over failures and restarts, and told at the commit', async () => {
    const store = await openTemporary();
    const told: object[] = [];
    const small = () => createCorrelationMemory({ budgetBytes: 1, tell: (one) => told.push(one) });
    let memory = small();
    await show(store, spray(1, 101), memory);
    expect(await shortage(store)).toBeNull();
    await show(store, spray(101, 1_201), memory, { fails: true });
    expect([await shortage(store), told]).toEqual([null, []]);
    await show(store, spray(1_201, 1_202), memory);
    const turnedAway = 1_200 - LEAST;
    const first = { correlation: 'id-x', evicted: 0, turnedAway };
    expect(told).toEqual([first]);
    memory = small();
    await show(store, spray(3_000, 3_000 + LEAST + 5), memory);
    expect(told).toEqual([first, { ...first, turnedAway: 5 }]);
    expect(await shortage(store)).toEqual({
      evicted: 0,
      turnedAway: turnedAway + 5,
      firstAt: NOW,
      lastAt: NOW,
    });
  });

  it('costs no hit', async () => {
    const users = LEAST + 200;
    const store = await openTemporary();
    const memory = createCorrelationMemory({ budgetBytes: 1 });
    for (const at of [1, 2, 3])
      await show(
        store,
        sightingsOf(Array.from({ length: users }, (_, user) => `a@${at} user=u${user}`)).map((one) => ({
          ...one,
          record: `${at}-${one.record}`,
        })),
        memory,
      );
    expect(await store.read((reads) => reads.correlationHits())).toHaveLength(users);
    expect((await shortage(store))?.evicted).toBeGreaterThan(0);
  });
});
