import { describe, expect, it } from 'vitest';
import { createCollector } from '../../agent/daemon/collector.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { Batch } from '../../agent/model/ports.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { DecideSettings } from '../../agent/pipeline/settings.js';
import type { Puller } from '../../agent/pull/puller.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';
import { settingsWith } from './settings.js';

const NEVER = new AbortController().signal;
const NOW = '2026-03-01T10:00:00.000Z';

function signIn(id: string, upn = 'ann@contoso.com'): RawRecord {
  return {
    key: `signin:${id}`,
    source: 'signIns',
    shape: 'graph-sign-in',
    occurredAt: '2026-03-01T09:00:00.000Z',
    body: {
      id,
      createdDateTime: '2026-03-01T09:00:00Z',
      userPrincipalName: upn,
      userId: '11111111-0000-4000-8000-000000000001',
      ipAddress: '198.51.100.7',
      status: { errorCode: 0 },
      isInteractive: true,
    },
  };
}

function batchOf(source: string, records: readonly RawRecord[], isCatchUp = false): Batch {
  const cursor = { source, coveredTo: NOW };
  return { source, records, rejected: [], isCatchUp, coverage: [], cursor };
}

function puller(source: string, batches: readonly (Batch | Error)[]): Puller {
  return {
    source,
    async *pull() {
      for (const batch of batches) {
        if (batch instanceof Error) throw batch;
        yield batch;
      }
    },
  };
}

async function collectorOf(pullers: readonly Puller[], change: Partial<DecideSettings> = {}) {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const settings = settingsWith(change);
  const clock = handClock(NOW);
  const deps = { store, clock, log: silentLog, settings: () => settings, pullers };
  return { store, clock, collector: createCollector(deps) };
}

describe('collecting', () => {
  it('nothing is scored on half of the history: accounts wait until the last source was read', async () => {
    const { store, collector } = await collectorOf([
      puller('signIns', [batchOf('signIns', [signIn('a')])]),
      puller('exchangeAudit', []),
    ]);
    await collector.collect('signIns', NEVER);
    expect(collector.isBehind()).toBe(true);
    expect(await store.read((reads) => reads.dirtyCount())).toBe(1);
    await collector.collect('exchangeAudit', NEVER);
    expect(collector.isBehind()).toBe(false);
    await collector.collect('signIns', NEVER);
    expect(await store.read((reads) => reads.dirtyCount(NOW))).toBe(1);
  });

  it('a past that takes long does not keep what happens now from being scored', async () => {
    const { store, clock, collector } = await collectorOf([
      puller('signIns', [
        batchOf('signIns', [signIn('a')]),
        batchOf('signIns', [signIn('b', 'bo@contoso.com')], true),
      ]),
      puller('exchangeAudit', []),
    ]);
    clock.move(31 * 60_000);
    await collector.collect('signIns', NEVER);
    expect(collector.isBehind()).toBe(true);
    const left = await store.read((reads) => reads.waiting(['ann@contoso.com', 'bo@contoso.com']));
    expect([...left.keys()]).toEqual(['bo@contoso.com']);
  });

  it('once nothing is behind, what is new is scored in the transaction that brings it', async () => {
    const { store, collector } = await collectorOf([
      puller('exchangeAudit', []),
      puller('signIns', [batchOf('signIns', [signIn('a')])]),
    ]);
    await collector.collect('exchangeAudit', NEVER);
    await collector.collect('signIns', NEVER);
    expect(await store.read((reads) => reads.dirtyCount())).toBe(1);
    await collector.collect('signIns', NEVER);
    expect(await store.read((reads) => reads.dirtyCount())).toBe(1);
  });

  it('a source that cannot be read does not hold the others up for ever, and says why', async () => {
    const failure = new OutsideError('unreachable', 'management:GET content: ECONNREFUSED');
    const { collector } = await collectorOf([
      puller('signIns', [batchOf('signIns', [signIn('a')])]),
      puller('exchangeAudit', [failure]),
    ]);
    await collector.collect('signIns', NEVER);
    const run = await collector.collect('exchangeAudit', NEVER);
    expect(run.failure).toBe(failure);
    expect(collector.isBehind()).toBe(false);
  });

  it('what came before a failure is kept', async () => {
    const failure = new OutsideError('timeout', 'graph:GET signIns: no answer');
    const { store, collector } = await collectorOf([
      puller('signIns', [batchOf('signIns', [signIn('a')], true), failure]),
    ]);
    expect(await collector.collect('signIns', NEVER)).toMatchObject({ records: 1, fresh: 1, failure });
    expect(await store.read((reads) => reads.recordCount())).toBe(1);
  });

  it('a record that breaks the decision is set aside with its reason, and the others go on', async () => {
    const records = ['a', 'b', 'bad', 'c', 'd'].map((id) => signIn(id));
    const base = settingsWith();
    const { store, collector } = await collectorOf([puller('signIns', [batchOf('signIns', records)])], {
      rules: {
        ...base.rules,
        match(record) {
          if (record.key === 'signin:bad') throw new TypeError('a bug');
          return [];
        },
      },
    });
    const run = await collector.collect('signIns', NEVER);
    expect(run).toMatchObject({ rejected: 1, failure: null });
    const rejected = await store.read((reads) => reads.rejected(10));
    expect(rejected).toMatchObject([{ key: 'signin:bad', reason: expect.stringContaining('own fault') }]);
    expect((await store.read((reads) => reads.eventSummary())).byKind).toEqual({ 'sign-in': 4 });
    expect(await store.read((reads) => reads.cursor('signIns'))).not.toBeNull();
  });
});
