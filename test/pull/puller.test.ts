import { describe, expect, it } from 'vitest';
import { OutsideError } from '../../agent/model/errors.js';
import type { Batch, LogSource, SourceItem, Window } from '../../agent/model/ports.js';
import type { RawRecord, RejectedRecord } from '../../agent/model/raw-record.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import { createPuller } from '../../agent/pull/puller.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';

const NOW = '2026-03-02T12:00:00.000Z';
const signal = new AbortController().signal;

function record(key: string): RawRecord {
  return { key, source: 'signIns', shape: 'graph-sign-in', occurredAt: NOW, body: {} };
}

function rejected(key: string): RejectedRecord {
  return { key, source: 'signIns', reason: 'not JSON', record: null, bytes: new Uint8Array() };
}

function pageOf(count: number, bad = 0): SourceItem {
  return {
    type: 'page',
    records: Array.from({ length: count }, (_, index) => record(`signin:${index}`)),
    rejected: Array.from({ length: bad }, (_, index) => rejected(`signin:#${index}`)),
  };
}

interface Told {
  readonly items?: (window: Window, index: number) => readonly (SourceItem | Error)[];
  readonly prepare?: () => Promise<void>;
  readonly timeBasis?: LogSource['timeBasis'];
}

function sourceOf({ items = () => [], prepare = async () => {}, timeBasis = 'event' }: Told): LogSource {
  let index = 0;
  return {
    name: 'signIns',
    timeBasis,
    lookBackMs: 2 * DAY_MS,
    maxWindowMs: HOUR_MS,
    prepare,
    async *read(window) {
      for (const item of items(window, index++)) {
        if (item instanceof Error) throw item;
        yield item;
      }
    },
  };
}

interface Pulled {
  readonly batches: readonly Batch[];
  readonly error: unknown;
}

async function pull(told: Told, coveredTo: string | null, maxBatch = 10): Promise<Pulled> {
  const puller = createPuller({
    source: sourceOf(told),
    readCursor: async () => (coveredTo === null ? null : { source: 'signIns', coveredTo, soundedAt: NOW }),
    readLateness: async () => new Map(),
    clock: fixedClock(Date.parse(NOW)),
    log: silentLog,
    overlapMs: 10 * MINUTE_MS,
    initialMs: 3 * HOUR_MS,
    maxBatch,
  });
  const batches: Batch[] = [];
  try {
    for await (const batch of puller.pull(signal)) batches.push(batch);
    return { batches, error: null };
  } catch (error) {
    return { batches, error };
  }
}

function cursors(batches: readonly Batch[]): readonly (string | null)[] {
  return batches.map((batch) => batch.cursor?.coveredTo ?? null);
}

describe('a pull', () => {
  it('gives bounded batches, and moves the cursor only with the last of a window', async () => {
    const { batches } = await pull({ items: () => [pageOf(12), pageOf(9, 4)] }, '2026-03-02T11:59:00.000Z');
    expect(batches.map((batch) => batch.records.length + batch.rejected.length)).toEqual([10, 10, 5]);
    expect(cursors(batches)).toEqual([null, null, NOW]);
    expect(batches.map((batch) => batch.coverage.length)).toEqual([0, 0, 1]);
    expect(batches[2]?.coverage[0]).toMatchObject({
      from: '2026-03-02T11:59:00.000Z',
      to: NOW,
      state: 'covered',
      records: 25,
    });
  });

  it('loses no record and no rejected one at the seams of batches', async () => {
    const { batches } = await pull(
      { items: () => [pageOf(7, 13), pageOf(30)] },
      '2026-03-02T11:59:00.000Z',
      4,
    );
    expect(batches.flatMap((batch) => batch.rejected)).toHaveLength(13);
    expect(batches.flatMap((batch) => batch.records)).toHaveLength(37);
    for (const batch of batches) expect(batch.records.length + batch.rejected.length).toBeLessThanOrEqual(4);
  });

  it('is catching up until its last window', async () => {
    const { batches } = await pull({ items: () => [pageOf(1)] }, '2026-03-02T09:10:00.000Z');
    expect(batches.map((batch) => batch.isCatchUp)).toEqual([true, true, false]);
    expect(cursors(batches)).toEqual(['2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z', NOW]);
  });

  it('a window without records is covered all the same', async () => {
    const { batches } = await pull({}, '2026-03-02T11:59:00.000Z');
    expect(batches).toMatchObject([
      { records: [], coverage: [{ state: 'covered' }], cursor: { coveredTo: NOW } },
    ]);
  });

  it('the first one fixes its beginning, reads the present, and then goes backwards', async () => {
    const windows: string[] = [];
    const { batches } = await pull({ items: (window) => [pageOf(windows.push(window.to))] }, null);
    expect(windows).toEqual([NOW, '2026-03-02T11:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(batches[0]).toMatchObject({
      records: [],
      coverage: [],
      cursor: {
        coveredTo: '2026-03-02T11:00:00.000Z',
        backfill: { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T11:00:00.000Z' },
      },
    });
    expect(batches.map((batch) => batch.cursor?.backfill?.to ?? null)).toEqual([
      '2026-03-02T11:00:00.000Z',
      '2026-03-02T11:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
      null,
    ]);
    expect(cursors(batches)).toEqual(['2026-03-02T11:00:00.000Z', NOW, NOW, NOW]);
    expect(batches.flatMap((batch) => batch.coverage.map((one) => [one.from, one.to]))).toEqual([
      ['2026-03-02T11:00:00.000Z', NOW],
      ['2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z'],
      ['2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z'],
    ]);
  });

  it('reads again behind the cursor, and never moves it back', async () => {
    const windows: Window[] = [];
    const { batches } = await pull(
      {
        items: (window) => {
          windows.push(window);
          return [];
        },
      },
      '2026-03-02T11:05:00.000Z',
    );
    expect(windows[0]?.from).toBe('2026-03-02T10:55:00.000Z');
    for (const cursor of cursors(batches))
      expect(cursor !== null && cursor >= '2026-03-02T11:05:00.000Z').toBe(true);
  });
});

describe('a pull that fails', () => {
  const away = new OutsideError('server-error', 'graph:GET signIns: 503');

  it('keeps whole windows, raises the error, and covers nothing of the window that broke', async () => {
    const { batches, error } = await pull(
      { items: (_window, index) => (index === 1 ? [pageOf(12), away] : [pageOf(1)]) },
      '2026-03-02T09:10:00.000Z',
    );
    expect(error).toBe(away);
    expect(cursors(batches)).toEqual(['2026-03-02T10:00:00.000Z', null]);
    expect(batches[1]?.coverage).toEqual([]);
  });

  it('a log that stays closed is a named gap up to now, and the cursor stays', async () => {
    const closed = new OutsideError('permission', 'needs AuditLog.Read.All', { gap: 'permission' });
    const { batches, error } = await pull({ items: () => [closed] }, '2026-03-02T11:00:00.000Z');
    expect(error).toBeNull();
    expect(batches).toMatchObject([
      {
        cursor: null,
        coverage: [
          {
            from: '2026-03-02T11:00:00.000Z',
            to: NOW,
            state: 'gap',
            reason: 'permission',
            detail: 'needs AuditLog.Read.All',
          },
        ],
      },
    ]);
  });

  it('so is one that cannot be prepared, with all of the back-fill', async () => {
    const prepare = async (): Promise<void> => {
      throw new OutsideError('permission', 'auditing is off', { gap: 'audit-off' });
    };
    const { batches } = await pull({ prepare }, null);
    expect(batches).toMatchObject([
      { cursor: { coveredTo: '2026-03-02T11:00:00.000Z' } },
      {
        cursor: null,
        coverage: [
          { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T11:00:00.000Z', reason: 'audit-off' },
          { from: '2026-03-02T11:00:00.000Z', to: NOW, reason: 'audit-off' },
        ],
      },
    ]);
  });

  it('the named gap of a closed log begins behind what was read before it closed', async () => {
    const closed = new OutsideError('permission', 'consent withdrawn', { gap: 'permission' });
    const { batches } = await pull(
      { items: (_window, index) => (index === 1 ? [closed] : [pageOf(1)]) },
      '2026-03-02T09:10:00.000Z',
    );
    const covered = batches.flatMap((batch) => batch.coverage).filter((one) => one.state === 'covered');
    const gaps = batches.flatMap((batch) => batch.coverage).filter((one) => one.state === 'gap');
    expect(covered.map((one) => one.to)).toEqual(['2026-03-02T10:00:00.000Z']);
    expect(gaps.map((one) => [one.from, one.to])).toEqual([['2026-03-02T10:00:00.000Z', NOW]]);
  });
});

describe('what the provider no longer has', () => {
  for (const [timeBasis, reason] of [
    ['event', 'retention-passed'],
    ['available', 'expired-content'],
  ] as const) {
    it(`is named once, with the first window (${timeBasis})`, async () => {
      const { batches } = await pull({ timeBasis }, '2026-02-27T00:00:00.000Z');
      const gaps = batches.flatMap((batch) => batch.coverage).filter((one) => one.state === 'gap');
      expect(gaps).toMatchObject([
        { from: '2026-02-26T23:50:00.000Z', to: '2026-02-28T12:00:00.000Z', reason },
      ]);
      expect(batches[0]?.coverage.map((one) => one.state)).toEqual(['gap', 'covered']);
    });
  }

  it('a source can name a gap inside a window', async () => {
    const gap: SourceItem = {
      type: 'gap',
      from: '2026-03-02T11:30:00.000Z',
      to: '2026-03-02T11:30:01.000Z',
      reason: 'expired-content',
      detail: 'one listed content is gone',
    };
    const { batches } = await pull({ items: () => [pageOf(1), gap] }, '2026-03-02T11:10:00.000Z');
    expect(batches[0]?.coverage.map((one) => one.state)).toEqual(['covered', 'gap', 'covered']);
    expect(batches[0]?.cursor?.coveredTo).toBe(NOW);
  });
});
