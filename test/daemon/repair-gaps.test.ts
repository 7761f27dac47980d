import { describe, expect, it } from 'vitest';
import { repairGaps } from '../../agent/daemon/repair-gaps.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { AuditSearch, LogSource, SourceItem, Window } from '../../agent/model/ports.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import { createRepairer } from '../../agent/pull/repairer.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';
import { settingsWith } from './settings.js';

const NOW = '2026-03-20T12:00:00.000Z';
const NEVER = new AbortController().signal;
const GAP: Window = { from: '2026-03-20T08:00:00.000Z', to: '2026-03-20T09:00:00.000Z' };
const PART: Window = { from: '2026-03-20T08:20:00.000Z', to: '2026-03-20T08:30:00.000Z' };

const noSource: LogSource = {
  name: 'exchangeAudit',
  timeBasis: 'available',
  lookBackMs: 7 * DAY_MS,
  maxWindowMs: DAY_MS,
  async prepare() {},
  // biome-ignore lint/correctness/useYield: it never comes to that.
  async *read() {
    throw new Error('the feed is not to be asked');
  },
};

const page: SourceItem = {
  type: 'page',
  records: [
    {
      key: 'ual:a',
      source: 'exchangeAudit',
      shape: 'audit-record',
      occurredAt: '2026-03-20T07:30:00.000Z',
      body: {
        Id: 'a',
        CreationTime: '2026-03-20T07:30:00',
        Operation: 'Send',
        Workload: 'Exchange',
        UserId: 'ann@contoso.com',
      },
    },
  ],
  rejected: [],
};

/** A store with one stretch of expired content, and a search that answers as told, look by look. */
async function bench(answers: readonly (readonly SourceItem[] | OutsideError)[]) {
  const asked: Window[] = [];
  const search: AuditSearch = {
    async *search(window) {
      const answer = answers[asked.push(window) - 1] ?? [];
      if (answer instanceof OutsideError) throw answer;
      yield* answer;
    },
  };
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  await store.write('test', (tx) =>
    tx.putCoverage([
      {
        ...GAP,
        source: 'exchangeAudit',
        state: 'gap',
        records: 0,
        reason: 'expired-content',
        detail: 'gone',
      },
    ]),
  );
  const clock = handClock(NOW);
  const settings = settingsWith();
  const repairer = createRepairer({
    sources: [noSource],
    searches: new Map([['exchangeAudit', search]]),
  });
  const deps = { store, clock, log: silentLog, settings: () => settings, repairer };
  return {
    asked,
    clock,
    store,
    repair: (canWait = true) => repairGaps(deps, NEVER, canWait),
    ledger: () => store.read((reads) => reads.coverage('exchangeAudit', '2026-01-01T00:00:00.000Z', NOW)),
  };
}

describe('repairing a gap', () => {
  it('the audit search brings what the feed dropped, and the ledger says so', async () => {
    const { store, asked, repair, ledger } = await bench([[page]]);
    expect(await repair()).toBe(1);
    expect(asked).toEqual([{ from: '2026-03-17T08:00:00.000Z', to: GAP.to }]);
    expect(await store.read((reads) => reads.recordCount('exchangeAudit'))).toBe(1);
    const rows = await ledger();
    expect(rows.map((row) => row.state).sort()).toEqual(['covered', 'repaired']);
    const repaired = rows.find((row) => row.state === 'repaired');
    expect(repaired).toMatchObject({ ...GAP, reason: 'expired-content', detail: 'audit search' });
    expect(await repair()).toBe(0);
  });

  it('in a very large tenant the search begins as long before the gap as nearly all records are late', async () => {
    const { store, asked, repair } = await bench([[page]]);
    const hours = Array.from({ length: 100 }, (_, ago) => ({
      hour: new Date(Date.parse('2026-03-20T11:00:00.000Z') - ago * HOUR_MS).toISOString(),
      records: 600_000,
    }));
    const arrivals = { source: 'exchangeAudit', receivedAt: NOW, hours, lateness: new Map() };
    await store.write('test', (tx) => tx.addArrivals(arrivals));
    await repair();
    expect(asked).toEqual([{ from: '2026-03-20T06:00:00.000Z', to: GAP.to }]);
  });

  it('a search takes too long for one pass', async () => {
    const { asked, repair } = await bench([[page]]);
    expect(await repair(false)).toBe(0);
    expect(asked).toEqual([]);
  });

  it('what fails is tried again later, and then repaired', async () => {
    const { clock, repair, ledger } = await bench([new OutsideError('server-error', '503'), [page]]);
    await repair();
    expect((await ledger()).map((row) => row.state)).toEqual(['gap']);
    expect(await repair()).toBe(0);
    clock.move(5 * MINUTE_MS);
    expect(await repair()).toBe(1);
    expect((await ledger()).some((row) => row.state === 'gap')).toBe(false);
  });

  it('only the part that cannot be had stays a gap, and is tried again later', async () => {
    const missing: SourceItem = { type: 'gap', ...PART, reason: 'throttled-out', detail: 'too many' };
    const { clock, store, repair, ledger } = await bench([[page, missing]]);
    await repair();
    const gaps = (await ledger()).filter((row) => row.state === 'gap');
    expect(gaps).toMatchObject([{ ...PART, reason: 'expired-content' }]);
    expect(await repair()).toBe(0);
    clock.move(HOUR_MS);
    expect(await repair()).toBe(1);
    expect(await store.read((reads) => reads.repairAttempts('exchangeAudit'))).toEqual([]);
  });

  it('is given up after a dozen attempts, and stays named', async () => {
    const { asked, clock, repair, ledger } = await bench(
      Array.from({ length: 20 }, () => new OutsideError('server-error', '503')),
    );
    for (let look = 0; look < 20; look += 1) {
      await repair();
      clock.move(6 * HOUR_MS);
    }
    expect(asked).toHaveLength(12);
    expect((await ledger()).map((row) => row.state)).toEqual(['gap']);
  });
});
