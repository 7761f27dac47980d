import { describe, expect, it } from 'vitest';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, shift } from '../../agent/model/time.js';
import { watchSources } from '../../agent/pipeline/watch-sources.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { settingsWith } from '../daemon/settings.js';

const NOW = '2026-03-25T12:30:00.000Z';
const SETTINGS = settingsWith({ sources: ['signIns'] });

/** A log that brought 100 records an hour for five weeks, up to `hoursAgo` before now; it was read all the time. */
async function logThatEnded(hoursAgo: number): Promise<Store> {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const hours = Array.from({ length: 35 * 24 - hoursAgo }, (_, index) => ({
    hour: shift('2026-03-25T12:00:00.000Z', -(index + hoursAgo) * HOUR_MS),
    records: 100,
  }));
  await store.write('test', async (tx) => {
    await tx.addArrivals({ source: 'signIns', receivedAt: NOW, hours, lateness: new Map() });
    await read(NOW)(tx);
  });
  return store;
}

function read(now: Instant) {
  return async (tx: Parameters<Parameters<Store['write']>[1]>[0]): Promise<void> => {
    const covered = { source: 'signIns', state: 'covered', records: 0, reason: null, detail: null } as const;
    await tx.putCoverage([{ ...covered, from: shift(NOW, -40 * DAY_MS), to: now }]);
    await tx.putCursor({ source: 'signIns', coveredTo: now, completeTo: shift(now, -10 * MINUTE_MS) });
  };
}

function watch(store: Store, now: Instant): Promise<number> {
  return store.write('test', (tx) => watchSources(tx, SETTINGS, now));
}

async function titles(store: Store): Promise<readonly string[]> {
  return (await store.read((reads) => reads.alerts())).map(({ alert }) => alert.title).sort();
}

describe('watching the logs', () => {
  it('a log as usual raises nothing', async () => {
    const store = await logThatEnded(0);
    expect(await watch(store, NOW)).toBe(0);
  });

  it('requests that succeed and bring nothing are told once, and their end once', async () => {
    const store = await logThatEnded(2);
    expect(await watch(store, NOW)).toBe(1);
    expect(await watch(store, shift(NOW, MINUTE_MS))).toBe(0);
    expect(await titles(store)).toEqual([
      'The log signIns can be read but is silent: 0 records since 2026-03-25T11:00:00.000Z, usually 100.',
    ]);
    const jobs = await store.read((reads) => reads.jobs('pending'));
    expect(jobs.map((job) => job.kind)).toEqual(['deliver']);

    const later = shift(NOW, 2 * HOUR_MS);
    const hours = [1, 2].map((ago) => ({
      hour: shift('2026-03-25T14:00:00.000Z', -ago * HOUR_MS),
      records: 100,
    }));
    await store.write('test', async (tx) => {
      await tx.addArrivals({ source: 'signIns', receivedAt: later, hours, lateness: new Map() });
      await read(later)(tx);
    });
    expect(await watch(store, later)).toBe(1);
    expect(await watch(store, shift(later, MINUTE_MS))).toBe(0);
    expect(await titles(store)).toContain(
      'The log signIns is as usual again (silence since 2026-03-25T11:00:00.000Z).',
    );
  });

  it('a log of every day that never brought a record is told within a day of reading, and its first records end that', async () => {
    const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
    const settings = { ...SETTINGS, everydayLogs: new Set(['signIns']) };
    const look = (now: Instant) => store.write('test', (tx) => watchSources(tx, settings, now));
    await store.write('test', read(NOW));
    expect(await look(NOW)).toBe(1);
    expect(await titles(store)).toEqual([
      'The log signIns can be read, but never brought a record; it was read whole since 2026-03-24T12:00:00.000Z.',
    ]);
    const later = shift(NOW, HOUR_MS);
    const hours = [{ hour: '2026-03-25T12:00:00.000Z', records: 3 }];
    await store.write('test', async (tx) => {
      await tx.addArrivals({ source: 'signIns', receivedAt: later, hours, lateness: new Map() });
      await read(later)(tx);
    });
    expect(await look(later)).toBe(1);
  });

  it('a log that cannot be read for an hour is told', async () => {
    const store = await logThatEnded(0);
    expect(await watch(store, shift(NOW, 61 * MINUTE_MS))).toBe(1);
    expect(await watch(store, shift(NOW, 90 * MINUTE_MS))).toBe(0);
    expect(await titles(store)).toEqual([`The log signIns has not been read since ${NOW}.`]);
  });
});
