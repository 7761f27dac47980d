import { describe, expect, it } from 'vitest';
import { createHistoryKeeper } from '../../agent/daemon/history-keeper.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { AuditSearch, SourceItem, Window } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';
import { settingsWith } from './settings.js';

const NOW = '2026-03-20T12:00:00.000Z';
const FEED_BEGINS = '2026-03-13T12:00:00.000Z';
const NEVER = new AbortController().signal;

function sent(id: string, at: string): SourceItem {
  const body = {
    Id: id,
    CreationTime: at.slice(0, 19),
    Operation: 'Send',
    Workload: 'Exchange',
    UserId: 'a@contoso.com',
  };
  const record = {
    key: `ual:${id}`,
    source: 'exchangeAudit',
    shape: 'audit-record' as const,
    occurredAt: at,
    body,
  };
  return { type: 'page', records: [record], rejected: [] };
}

/** A log of which the last week was read, with a search that answers as told. */
async function bench(
  answer: (window: Window, nth: number) => readonly SourceItem[] | OutsideError = () => [],
  backDays = 28,
) {
  const asked: Window[] = [];
  const search: AuditSearch = {
    async *search(window) {
      const items = answer(window, asked.push(window));
      if (items instanceof OutsideError) throw items;
      yield* items;
    },
  };
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const clock = handClock(NOW);
  await store.write('test', async (tx) => {
    await tx.putCursor({ source: 'exchangeAudit', coveredTo: NOW });
    await tx.putCoverage([
      {
        source: 'exchangeAudit',
        from: FEED_BEGINS,
        to: NOW,
        state: 'covered',
        records: 0,
        reason: null,
        detail: null,
      },
    ]);
  });
  const make = () =>
    createHistoryKeeper({
      store,
      clock,
      log: silentLog,
      settings: () => settingsWith(),
      sources: ['exchangeAudit', 'signIns'],
      logs: [{ source: 'exchangeAudit', search, backMs: backDays * DAY_MS }],
    });
  return { store, clock, asked, make, keeper: make() };
}

const ledgerOf = async (store: Store) =>
  (await store.read((reads) => reads.coverage('exchangeAudit', '1970-01-01T00:00:00.000Z', NOW))).map(
    ({ from, to, state, reason }) => [from.slice(5, 10), to.slice(5, 10), state, reason],
  );

describe('the history before the first start', () => {
  it('is read a week at a time, the newest first, and goes on where it was after a restart', async () => {
    const { store, asked, make } = await bench((window) => [sent(window.from, window.from)]);
    for (let steps = 0; steps < 5; steps += 1) await make().step(NEVER);
    expect(asked.map(({ from, to }) => [from.slice(5, 10), to.slice(5, 10)])).toEqual([
      ['03-06', '03-13'],
      ['02-27', '03-06'],
      ['02-20', '02-27'],
    ]);
    expect(await ledgerOf(store)).toEqual([['02-20', '03-20', 'covered', null]]);
    expect(await store.read((reads) => reads.recordCount('exchangeAudit'))).toBe(3);
    expect(await make().step(NEVER)).toBeNull();
  });

  it('waits for the last weeks of every other log', async () => {
    const { store, asked, keeper } = await bench();
    const backfill = { from: '2026-02-20T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' };
    await store.write('test', (tx) => tx.putCursor({ source: 'signIns', coveredTo: NOW, backfill }));
    expect(await keeper.step(NEVER)).toBe(MINUTE_MS);
    expect(asked).toEqual([]);
    await store.write('test', (tx) => tx.putCursor({ source: 'signIns', coveredTo: NOW }));
    await keeper.step(NEVER);
    expect(asked).toHaveLength(1);
  });

  it('waits as long as the searches of a day are used up, and loses its place to nothing', async () => {
    const used = new OutsideError('throttled', 'used up', { retryAfterMs: 5 * HOUR_MS });
    const { asked, clock, keeper } = await bench((_window, nth) => (nth === 1 ? used : []));
    await keeper.step(NEVER);
    clock.move(4 * HOUR_MS);
    await keeper.step(NEVER);
    expect(asked).toHaveLength(1);
    clock.move(HOUR_MS);
    await keeper.step(NEVER);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('that may not be read is a named gap, and is read once it may be', async () => {
    const closed = new OutsideError('permission', 'not granted', { gap: 'permission' });
    const { store, clock, keeper } = await bench((_window, nth) => (nth === 1 ? closed : []), 14);
    await keeper.step(NEVER);
    expect(await ledgerOf(store)).toContainEqual(['03-06', '03-13', 'gap', 'permission']);
    clock.move(6 * HOUR_MS);
    expect(await keeper.step(NEVER)).not.toBeNull();
    expect(await ledgerOf(store)).not.toContainEqual(['03-06', '03-13', 'gap', 'permission']);
  });

  it('names what the search cut off within it', async () => {
    const gap: SourceItem = {
      type: 'gap',
      from: '2026-03-08T00:00:00.000Z',
      to: '2026-03-09T00:00:00.000Z',
      reason: 'throttled-out',
      detail: 'cut off',
    };
    const { store, keeper } = await bench(() => [gap], 14);
    await keeper.step(NEVER);
    expect(await ledgerOf(store)).toContainEqual(['03-08', '03-09', 'gap', 'throttled-out']);
  });
});
