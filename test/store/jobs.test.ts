import { describe, expect, it } from 'vitest';
import type { JobSpec, Store, StoreTx } from '../../agent/model/store.js';
import { countingBoundary, openTemporary } from './open-temporary.js';
import { at, job } from './samples.js';

function enqueue(store: Store, ...jobs: readonly JobSpec[]) {
  return store.write('test', async (tx) => {
    for (const one of jobs) await tx.enqueue(one);
  });
}

function settle(store: Store, work: (tx: StoreTx) => Promise<void>) {
  return store.write('test', work);
}

async function lease(store: Store, now: number, until: number, limit = 10, maxPriority?: number) {
  const jobs = await store.leaseJobs(at(now), at(until), limit, maxPriority);
  return jobs.map((one) => one.id);
}

async function the(store: Store, status: 'pending' | 'leased' | 'dead' | 'done') {
  return store.read((tx) => tx.jobs(status));
}

describe('leaseJobs', () => {
  it('gives due jobs by priority, then due time, then id, each to one worker', async () => {
    const store = await openTemporary();
    await enqueue(
      store,
      job('c', { priority: 5 }),
      job('b', { dueAt: at(1) }),
      job('a', { dueAt: at(1) }),
      job('d', { dueAt: at(0) }),
      job('later', { dueAt: at(9) }),
    );
    expect(await lease(store, 1, 5, 2)).toEqual(['d', 'a']);
    expect(await lease(store, 1, 5)).toEqual(['b', 'c']);
    expect(await lease(store, 1, 5)).toEqual([]);
    expect((await the(store, 'pending')).map((one) => one.id)).toEqual(['later']);
  });

  it('gives only what is urgent enough where that is asked', async () => {
    const store = await openTemporary();
    await enqueue(
      store,
      job('act', { priority: 0 }),
      job('alert', { priority: 2 }),
      job('report', { priority: 5 }),
    );
    expect(await lease(store, 1, 5, 10, 2)).toEqual(['act', 'alert']);
    expect(await lease(store, 1, 5, 10, 2)).toEqual([]);
    expect(await lease(store, 1, 5)).toEqual(['report']);
  });

  it('gives a job whose lease ran out again', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    expect(await lease(store, 1, 5)).toEqual(['a']);
    expect(await lease(store, 4, 9)).toEqual([]);
    expect(await lease(store, 5, 9)).toEqual(['a']);
    expect(await the(store, 'leased')).toMatchObject([{ leaseUntil: at(9), attempts: 0 }]);
  });

  it('gives the whole job', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    expect(await store.leaseJobs(at(1), at(5), 1)).toEqual([
      { ...job('a'), status: 'leased', attempts: 0, leaseUntil: at(5), lastError: null },
    ]);
  });

  it('commits through the boundary, and only when there is something to lease', async () => {
    const boundary = countingBoundary();
    const store = await openTemporary({ boundary });
    await lease(store, 1, 5);
    await enqueue(store, job('a'));
    await lease(store, 1, 5);
    await lease(store, 1, 5);
    expect(boundary.names).toEqual(['commit:upgrade-store', 'commit:test', 'commit:lease-jobs']);
  });

  it('gives one job to one of two that ask at once', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    const both = await Promise.all([lease(store, 1, 5), lease(store, 1, 5)]);
    expect(both.flat()).toEqual(['a']);
  });
});

describe('enqueue', () => {
  it.each([
    { name: 'pending', status: 'pending' },
    { name: 'leased', status: 'leased' },
    { name: 'done', status: 'done' },
    { name: 'dead', status: 'dead' },
  ] as const)('leaves a $name job of the same version, and starts a new version', async ({ status }) => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    if (status !== 'pending') await lease(store, 1, 5);
    if (status === 'done') await settle(store, (tx) => tx.finishJob('a', 'v1'));
    if (status === 'dead') await settle(store, (tx) => tx.buryJob('a', 'v1', 'refused'));
    await enqueue(store, job('a', { dueAt: at(7), payload: {} }));
    expect(await the(store, status)).toMatchObject([
      { id: 'a', dueAt: at(0), payload: { incident: 'inc-1' } },
    ]);
    await enqueue(store, job('a', { version: 'v2', dueAt: at(7), payload: { n: 2 } }));
    expect(await the(store, 'pending')).toEqual([
      {
        ...job('a', { version: 'v2', dueAt: at(7), payload: { n: 2 } }),
        status: 'pending',
        attempts: 0,
        leaseUntil: null,
        lastError: null,
      },
    ]);
  });
});

describe('the end of a job', () => {
  it('counts for the version that was worked on only', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    await lease(store, 1, 5);
    await enqueue(store, job('a', { version: 'v2' }));
    await settle(store, async (tx) => {
      await tx.finishJob('a', 'v1');
      await tx.retryJob('a', 'v1', at(99), 'late');
      await tx.buryJob('a', 'v1', 'late');
    });
    expect(await the(store, 'pending')).toMatchObject([{ version: 'v2', attempts: 0, lastError: null }]);
  });

  it('puts a failed job back with its error, until it is buried', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    await lease(store, 1, 5);
    await settle(store, (tx) => tx.retryJob('a', 'v1', at(8), 'no answer'));
    expect(await lease(store, 7, 9)).toEqual([]);
    expect(await the(store, 'pending')).toMatchObject([
      { attempts: 1, lastError: 'no answer', dueAt: at(8) },
    ]);
    expect(await lease(store, 8, 9)).toEqual(['a']);
    await settle(store, (tx) => tx.buryJob('a', 'v1', 'refused'));
    expect(await the(store, 'dead')).toMatchObject([{ attempts: 2, lastError: 'refused', leaseUntil: null }]);
  });

  it('is kept for a job that was done', async () => {
    const store = await openTemporary();
    await enqueue(store, job('a'));
    await lease(store, 1, 5);
    await settle(store, (tx) => tx.finishJob('a', 'v1'));
    expect(await the(store, 'done')).toMatchObject([{ id: 'a', leaseUntil: null, lastError: null }]);
    expect(await lease(store, 99, 100)).toEqual([]);
  });
});

describe('reclaimJobs', () => {
  it('makes leased jobs due again, and commits only when there were any', async () => {
    const boundary = countingBoundary();
    const store = await openTemporary({ boundary });
    await enqueue(store, job('a'), job('b'));
    await lease(store, 1, 50, 1);
    await store.reclaimJobs();
    await store.reclaimJobs();
    expect(await lease(store, 1, 5)).toEqual(['a', 'b']);
    expect(boundary.names.filter((name) => name === 'commit:reclaim-jobs')).toHaveLength(1);
  });
});
