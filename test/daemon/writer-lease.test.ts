import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRequests } from '../../agent/daemon/requests.js';
import { takeWriterLease } from '../../agent/daemon/writer-lease.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, shift } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { actionOf, incidentOf } from '../respond/incidents.js';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-lease-'));
  store = await openStore({ file: join(folder, 'store.db'), key: null, boundary: openBoundary });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const take = (holder: string) => takeWriterLease(store, holder, systemClock, silentLog);

describe("the writer's lease", () => {
  it('is one process at a time, and free again when it is given back', async () => {
    const other = `elsewhere/1/abc`;
    const lease = await take(other);
    await expect(take('third/1/def')).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringMatching(/another mailwarden process/),
    });
    await lease.release();
    const next = await take('third/1/def');
    await next.release();
  });

  it('of a process of this host that was killed is taken over at once, with its jobs', async () => {
    const dead = `${hostname()}/999999999/abc`;
    const now = systemClock.now();
    await store.acquireLease(dead, now, shift(now, 60_000));
    const action = actionOf();
    await store.write('test', (tx) =>
      tx.enqueue({
        id: 'act:act-1',
        kind: 'act',
        subject: action.id,
        version: '1',
        dueAt: now,
        priority: 0,
        payload: {},
      }),
    );
    await store.leaseJobs(now, shift(now, 300_000), 5);
    const lease = await take('this/1/def');
    expect(await store.read((reads) => reads.jobs('pending'))).toHaveLength(1);
    await lease.release();
  });
});

describe('what a command asks of the writer', () => {
  const ask = async (kind: string, mode: 'observe' | 'approve' | 'enforce') => {
    await store.write('test', async (tx) => {
      await tx.putIncident(incidentOf());
      await tx.putAction(actionOf({ status: 'proposed' }));
      await tx.putRequest({
        id: 'r1',
        kind,
        payload: { incident: 'inc-1', reason: 'known trip' },
        requestedAt: systemClock.now(),
        status: 'pending',
        result: null,
      });
    });
    await answerRequests(store, systemClock, silentLog, {
      mode,
      approvalMs: DAY_MS,
      telling: { sinks: [], productVersion: '0.0.0' },
      retrySettings: null,
    });
    return {
      request: await store.read((reads) => reads.request('r1')),
      action: await store.read((reads) => reads.action('act-1')),
      jobs: await store.read((reads) => reads.jobs('pending')),
    };
  };

  it('an approval lets the action go', async () => {
    const { request, action, jobs } = await ask('approve', 'approve');
    expect(request).toMatchObject({ status: 'done' });
    expect(action).toMatchObject({ status: 'approved', isApproved: true });
    expect(jobs.map((job) => job.kind)).toEqual(['act']);
  });

  it('a rejection drops it, with the reason', async () => {
    const { action, jobs } = await ask('reject', 'approve');
    expect(action).toMatchObject({ status: 'skipped', reason: expect.stringContaining('known trip') });
    expect(jobs).toEqual([]);
  });

  it('in observe mode nothing is done, whoever approves', async () => {
    const { request, action, jobs } = await ask('approve', 'observe');
    expect(request).toMatchObject({ status: 'refused', result: expect.stringMatching(/observe mode/) });
    expect(action).toMatchObject({ status: 'proposed' });
    expect(jobs).toEqual([]);
  });
});
