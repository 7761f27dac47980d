import { describe, expect, it } from 'vitest';
import type { Store, StoreTx } from '../../../agent/model/store.js';
import { correlateRecords } from '../../../agent/pipeline/correlate.js';
import { correlationOf, setOf, sightingsOf } from '../../detect/correlation/correlation-builder.js';
import { openTemporary } from '../../store/open-temporary.js';
import { atOnce, throughStore, toRecord } from './correlation-bench.js';

const NOW = '2026-03-01T00:00:00.000Z';
const BASE = 'rules: [a]\ngroup-by: [user]\ntimespan: 20s';
const SUM = setOf(correlationOf(`type: value_sum\n${BASE}\ncondition: { field: bytes, gte: 10 }`));
const MEDIAN = setOf(correlationOf(`type: value_median\n${BASE}\ncondition: { field: bytes, lt: 2 }`));

/** How often whole groups are read while one record more comes to what is stored. */
async function readsFor(set: typeof SUM, stored: readonly string[], coming: string): Promise<number> {
  const store: Store = await openTemporary({ file: ':memory:' });
  const list = sightingsOf([...stored, coming]);
  const before = list.slice(0, -1);
  await throughStore(store, set, [before], () => null);
  let count = 0;
  const counting = (tx: StoreTx): StoreTx => ({
    ...tx,
    sightings: (stretch, limit) => {
      count += 1;
      return tx.sightings(stretch, limit);
    },
  });
  await store.write('one more', (tx) => {
    const records = list.slice(-1).map((one) => toRecord(one, true));
    return correlateRecords(records, counting(tx), { correlations: set, memory: null }, NOW);
  });
  expect(await throughStore(store, set, [list], () => null)).toEqual(atOnce(set, list));
  return count;
}

describe('a record that changes nothing', () => {
  const cases = [
    { name: 'below a sum', set: SUM, stored: ['a@1 user=x bytes=3'], coming: 'a@2 user=x bytes=3', reads: 0 },
    {
      name: 'late, below a sum',
      set: SUM,
      stored: ['a@9 user=x bytes=3'],
      coming: 'a@2 user=x bytes=3',
      reads: 0,
    },
    {
      name: 'away from an episode',
      set: SUM,
      stored: ['a@1 user=x bytes=12'],
      coming: 'a@30 user=x bytes=3',
      reads: 0,
    },
    {
      name: 'far above a median',
      set: MEDIAN,
      stored: ['a@1 user=x bytes=3'],
      coming: 'a@2 user=x bytes=3',
      reads: 0,
    },
    {
      name: 'that reaches a sum',
      set: SUM,
      stored: ['a@1 user=x bytes=8'],
      coming: 'a@2 user=x bytes=3',
      reads: 1,
    },
    {
      name: 'within an episode',
      set: SUM,
      stored: ['a@1 user=x bytes=12'],
      coming: 'a@9 user=x bytes=0',
      reads: 1,
    },
    {
      name: 'that ends what a median was',
      set: MEDIAN,
      stored: ['a@1 user=x bytes=1'],
      coming: 'a@2 user=x bytes=9',
      reads: 1,
    },
  ];
  it.each(cases)('$name: whole groups are read $reads times', async ({ set, stored, coming, reads }) => {
    expect(await readsFor(set, stored, coming)).toBe(reads);
  });
});

describe('the short look at a group', () => {
  const one = {
    correlation: 'c',
    group: 'g',
    rule: 'r',
    needsCredential: true,
    isHeld: false,
    anchor: null,
  } as const;
  const at = (event: string, seconds: number, more: { act?: string; part?: 'open' } = {}) => ({
    ...one,
    ...{ event, act: event, at: seconds * 1_000, part: 'none' as const, values: { bytes: [event] } },
    ...more,
  });
  const look = async (...rows: readonly ReturnType<typeof at>[]): Promise<readonly string[] | null> => {
    const store = await openTemporary({ file: ':memory:' });
    await store.write('put', (tx) => tx.putSightings(rows, NOW));
    const stretch = { correlation: 'c', group: 'g', from: 100_000, to: 101_000 };
    const found = await store.read((reads) => reads.quietSightings(stretch, 10_000, 40_000));
    return found === null ? null : found.map(({ event, values }) => `${event} ${values.bytes}`).sort();
  };

  it('gives what lies within a span, with its values', async () => {
    expect(await look(at('a', 89), at('b', 90), at('c', 111), at('d', 112))).toEqual(['b b', 'c c']);
  });

  it('tells nothing where an episode is near, or an act is told of twice farther off', async () => {
    expect(await look(at('a', 90, { part: 'open' }))).toBe(null);
    expect(await look(at('a', 89, { part: 'open' }))).toEqual([]);
    expect(await look(at('a', 61, { act: 'b' }))).toBe(null);
    expect(await look(at('a', 59, { act: 'b' }))).toEqual([]);
  });
});
