import { describe, expect, it } from 'vitest';
import { DAY_MS, shift } from '../../agent/model/time.js';
import { openTemporary } from './open-temporary.js';
import { at } from './samples.js';

describe('where a source stands', () => {
  it('is kept whole, and what is absent is forgotten', async () => {
    const store = await openTemporary();
    const first = {
      source: 'signIns',
      coveredTo: at(5),
      backfill: { from: at(0), to: at(3) },
      completeTo: at(4),
      soundedAt: at(1),
    };
    await store.write('test', (tx) => tx.putCursor(first));
    expect(await store.read((reads) => reads.cursor('signIns'))).toEqual(first);
    const { backfill: _gone, ...later } = first;
    await store.write('test', (tx) => tx.putCursor(later));
    expect(await store.read((reads) => reads.cursor('signIns'))).toEqual(later);
  });
});

describe('the counts of a log', () => {
  const arrivals = {
    source: 'signIns',
    receivedAt: at(0),
    hours: [{ hour: at(0), records: 3 }],
    lateness: new Map([[2, 3]]),
  };

  it('add up, by log', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.addArrivals(arrivals);
      await tx.addArrivals({ ...arrivals, lateness: new Map([[2, 1]]) });
      await tx.addArrivals({ ...arrivals, source: 'exchangeAudit' });
    });
    const [volume, lateness] = await store.read(async (reads) => [
      await reads.volume('signIns', at(0)),
      await reads.lateness('signIns'),
    ]);
    expect(volume).toEqual([{ hour: at(0), records: 6 }]);
    expect([...lateness]).toEqual([[2, 4]]);
  });

  it('are dropped when they are too old to say anything', async () => {
    const store = await openTemporary();
    const later = { ...arrivals, receivedAt: shift(at(0), 80 * DAY_MS), hours: [], lateness: new Map() };
    await store.write('test', async (tx) => {
      await tx.addArrivals(arrivals);
      await tx.addArrivals(later);
    });
    expect(await store.read((reads) => reads.volume('signIns', at(0)))).toEqual([]);
    expect((await store.read((reads) => reads.lateness('signIns'))).size).toBe(0);
  });
});

describe('attempts at gaps', () => {
  it('are kept by stretch, and forgotten within one', async () => {
    const store = await openTemporary();
    const attempt = {
      source: 'signIns',
      from: at(0),
      to: at(5),
      attempts: 1,
      nextAt: at(9),
      lastError: '503',
    };
    await store.write('test', (tx) =>
      tx.putRepairAttempts([attempt, { ...attempt, from: at(20), to: at(30) }, { ...attempt, attempts: 2 }]),
    );
    const read = () => store.read((reads) => reads.repairAttempts('signIns'));
    expect((await read()).map((one) => [one.from, one.attempts])).toEqual([
      [at(0), 2],
      [at(20), 1],
    ]);
    await store.write('test', (tx) => tx.dropRepairAttempts('signIns', at(0), at(10)));
    expect((await read()).map((one) => one.from)).toEqual([at(20)]);
  });
});
