import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { Store, StoreTx } from '../../agent/model/store.js';
import { shift } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { openStore } from '../../agent/store/open-store.js';
import { rawRecord } from '../store/samples.js';
import { runInProcess } from './run-in-process.js';

const AT = '2026-03-01T08:00:00.000Z';
const USABLE = { id: 'good', createdDateTime: AT, userPrincipalName: 'ann@contoso.com', appDisplayName: 'X' };
const PRIVATE = 'card 4111 1111 1111 1111';

let folder: string;
let configFile: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-records-'));
  configFile = join(folder, 'config.json');
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    store: { file: join(folder, 'store.db') },
  };
  writeFileSync(configFile, JSON.stringify(config));
  store = await openStore({ file: join(folder, 'store.db'), key: null, boundary: openBoundary });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const records = (...args: readonly string[]) =>
  runInProcess(['records', ...args, '--config', configFile], { READER: 'a-secret' });

/** Sets one aside as the decide floor does after a fault of our own: the record is kept beside its reason only. */
async function setAside(
  key: string,
  body: JsonObject,
  reason = 'own fault: it broke the decision',
): Promise<void> {
  await store.write('test', (tx) => putAside(tx, rawRecord(key, body, { occurredAt: null }), reason));
}

async function putAside(tx: StoreTx, record: RawRecord, reason: string): Promise<void> {
  await tx.putRejected([{ key: record.key, source: record.source, reason, record, bytes: null }], AT);
}

describe('records rejected', () => {
  it('lists keys and reasons, counts them by reason, and prints nothing of what they hold', async () => {
    await setAside('signin:1', { note: PRIVATE }, 'createdDateTime: expected a time');
    await setAside('signin:2', { note: PRIVATE }, 'createdDateTime: expected a time');
    await setAside('signin:3', { note: PRIVATE }, 'expected a JSON object');
    const run = await records('rejected', '--json', '--limit', '2');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      total: 3,
      counts: [
        { source: 'signIns', reason: 'createdDateTime: expected a time', count: 2 },
        { source: 'signIns', reason: 'expected a JSON object', count: 1 },
      ],
      records: [
        { key: 'signin:1', source: 'signIns', reason: 'createdDateTime: expected a time', at: AT },
        { key: 'signin:2', source: 'signIns', reason: 'createdDateTime: expected a time', at: AT },
      ],
    });
    const words = await records('rejected', '--limit', '2');
    expect(words.stdout).toMatch(/3 records set aside[\s\S]*1 more/);
    expect(run.stdout + words.stdout).not.toContain('4111');
  });

  it('says so when there is none', async () => {
    expect((await records('rejected')).stdout).toBe('nothing is set aside\n');
  });
});

describe('records retry', () => {
  it('what can be used now becomes an event, and its account is to be scored; the rest stays with its reason', async () => {
    await setAside('signin:good', USABLE);
    await setAside('signin:bad', { id: 'bad', createdDateTime: 'yesterday' });
    const run = await records('retry', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'done', result: '1 of 2 can be used now' });
    await store.read(async (reads) => {
      expect(await reads.events(['signin:good'])).toMatchObject([{ kind: 'sign-in', at: AT }]);
      expect(await reads.records(['signin:good'])).toMatchObject([{ body: USABLE }]);
      expect(await reads.dirtyCount()).toBe(1);
      expect(await reads.rejected(9)).toMatchObject([
        { key: 'signin:bad', reason: expect.stringMatching(/createdDateTime: expected an ISO 8601 time/) },
      ]);
    });
  });

  it('twice is once', async () => {
    await setAside('signin:good', USABLE);
    await records('retry');
    expect(await records('retry')).toMatchObject({
      code: 1,
      stdout: 'refused: nothing is set aside under this key\n',
    });
    expect(await store.read((reads) => reads.recordCount())).toBe(1);
  });

  it('reads one that the normaliser had refused though it is stored among the records', async () => {
    await store.write('test', async (tx) => {
      await tx.mergeRecords([rawRecord('signin:good', USABLE)], (left) => left, AT);
      await putAside(tx, rawRecord('signin:good', USABLE), 'an older version could not');
    });
    expect((await records('retry')).stdout).toBe('done: 1 of 1 can be used now\n');
    expect(await store.read((reads) => reads.rejectedCount())).toBe(0);
  });

  it('takes one by its key and leaves the others', async () => {
    await setAside('signin:good', USABLE);
    await setAside('signin:other', { ...USABLE, id: 'other' });
    expect((await records('retry', '--key', 'signin:other')).stdout).toBe('done: 1 of 1 can be used now\n');
    expect(await store.read((reads) => reads.rejectedKeys())).toEqual(['signin:good']);
  });

  it('bytes in which there is no record stay, and are counted', async () => {
    const bytes = Buffer.from('<html>');
    const one = { key: 'ual:#1', source: 'exchangeAudit', reason: 'expected a list', record: null, bytes };
    await store.write('test', (tx) => tx.putRejected([one], AT));
    expect((await records('retry')).stdout).toBe('done: 0 of 1 can be used now; 1 hold no record\n');
    expect(await store.read((reads) => reads.rejectedCount())).toBe(1);
  });

  it('is left to the agent that runs', async () => {
    await setAside('signin:good', USABLE);
    const now = systemClock.now();
    await store.acquireLease('elsewhere/1/abc', now, shift(now, 60_000));
    const run = await records('retry', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'pending', kind: 'retry-records' });
    expect(await store.read((reads) => reads.requests('pending'))).toHaveLength(1);
  });
});
