import { describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { Action } from '../../agent/model/action.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob, assessJob, deliverJobs } from '../../agent/model/job-specs.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { exposureOf, type JobBench, openBench, START } from './job-bench.js';

const NEVER = new AbortController().signal;

async function queueRevoke(bench: JobBench, change: Partial<Action> = {}): Promise<Action> {
  const action = actionOf(change);
  await bench.store.write('test', async (tx) => {
    await tx.putIncident(incidentOf());
    await tx.putAction(action);
    await tx.enqueue(actJob(action, START));
  });
  return action;
}

async function run(bench: JobBench, afterMs = 0): Promise<void> {
  bench.clock.move(afterMs);
  await runDueJobs(bench.context, NEVER);
}

const actionIn = (bench: JobBench): Promise<Action | null> =>
  bench.store.read((reads) => reads.action('act-1'));

describe('a revoke, from decision to proof', () => {
  it('is done, checked, told, and the incident is contained', async () => {
    const bench = await openBench();
    await queueRevoke(bench);
    await run(bench);
    expect(bench.accounts.revoked).toHaveLength(1);
    bench.accounts.validFrom = START;
    await run(bench, 1_000);
    expect(await actionIn(bench)).toMatchObject({ status: 'done', verified: 'yes' });
    const incident = await bench.store.read((reads) => reads.incident('inc-1'));
    expect(incident?.status).toBe('contained');
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['contained']);
  });

  it.each([
    { name: 'does not bite', validFrom: '2026-01-01T00:00:00.000Z' },
    { name: 'is dated by a clock three minutes behind ours', validFrom: '2026-03-01T09:57:00.000Z' },
  ])(
    'that $name is looked at again, never taken for proven, then a person is called',
    async ({ validFrom }) => {
      const bench = await openBench();
      bench.accounts.validFrom = validFrom;
      await queueRevoke(bench);
      await run(bench);
      await run(bench, 1_000);
      expect(await actionIn(bench)).toMatchObject({ verified: 'unknown' });
      await run(bench, 1_000);
      await run(bench, 1_000);
      expect(await actionIn(bench)).toMatchObject({ status: 'done', verified: 'no' });
      expect(bench.accounts.revoked).toHaveLength(1);
      expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['containment-failed']);
    },
  );

  it('that the provider refuses for good is told at once and not tried again', async () => {
    const bench = await openBench();
    bench.accounts.failure = new OutsideError('permission', 'graph:POST revokeSignInSessions: 403');
    await queueRevoke(bench);
    await run(bench);
    expect(await actionIn(bench)).toMatchObject({ status: 'failed', verified: 'no' });
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['containment-failed']);
  });

  it('that fails for a moment is tried again later, and asks first whether it had taken', async () => {
    const bench = await openBench();
    bench.accounts.failure = new OutsideError('unreachable', 'graph:POST revokeSignInSessions: ECONNRESET');
    await queueRevoke(bench);
    await run(bench);
    bench.accounts.failure = null;
    bench.accounts.validFrom = START;
    await run(bench, 10_000);
    expect(bench.accounts.revoked).toEqual([]);
    expect(await actionIn(bench)).toMatchObject({ status: 'done' });
  });

  it('is held by the kill file, and by the protected list as it is now', async () => {
    for (const change of [{ isKilled: () => true }, { protection: { reasonFor: () => 'protected' } }]) {
      const bench = await openBench(change);
      await queueRevoke(bench);
      await run(bench);
      expect(bench.accounts.revoked).toEqual([]);
      expect(await actionIn(bench)).toMatchObject({ status: 'held' });
      expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['held']);
    }
  });

  it('that a person approved goes past the protected list, but never past the kill file', async () => {
    const bench = await openBench({ protection: { reasonFor: () => 'protected' } });
    await queueRevoke(bench, { isApproved: true });
    await run(bench);
    expect(bench.accounts.revoked).toHaveLength(1);
    const killed = await openBench({ isKilled: () => true });
    await queueRevoke(killed, { isApproved: true });
    await run(killed);
    expect(killed.accounts.revoked).toEqual([]);
  });

  it('is not done when it is no longer approved', async () => {
    const bench = await openBench();
    await queueRevoke(bench, { status: 'skipped' });
    await run(bench);
    expect(bench.accounts.revoked).toEqual([]);
  });
});

describe('other jobs', () => {
  it('an examination is told and reported; the same one is told once', async () => {
    const bench = await openBench();
    const incident = incidentOf();
    await bench.store.write('test', async (tx) => {
      await tx.putIncident(incident);
      await tx.enqueue(assessJob(incident, START));
    });
    await run(bench);
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['exposure']);
    expect([...bench.reports.keys()].sort()).toEqual([
      'inc-1.account.csv',
      'inc-1.by-hand.csv',
      'inc-1.html',
      'inc-1.json',
      'inc-1.notice.json',
      'inc-1.sensitive.csv',
    ]);
    await bench.store.write('test', (tx) =>
      tx.enqueue(assessJob({ ...incident, mailEvents: ['ual:1'] }, START)),
    );
    await run(bench);
    expect(bench.sink.received).toHaveLength(1);
  });

  it('a long examination does not keep a revoke waiting', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bench = await openBench({
      examine: async (incident, _events, now) => {
        await gate;
        return exposureOf(incident, now);
      },
    });
    const many = Array.from({ length: 8 }, (_, index) => incidentOf({ id: `inc-long-${index}` }));
    await bench.store.write('test', async (tx) => {
      for (const incident of many) {
        await tx.putIncident(incident);
        await tx.enqueue(assessJob(incident, START));
      }
    });
    await queueRevoke(bench);
    const running = runDueJobs(bench.context, NEVER);
    while (bench.accounts.revoked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    await running;
    expect(bench.accounts.revoked).toHaveLength(1);
  });

  it('a dead sink is tried again and loses nothing; an alert that it has is not sent twice', async () => {
    const bench = await openBench();
    bench.sink.failure = new OutsideError('unreachable', 'webhook-0: ECONNREFUSED');
    await queueRevoke(bench);
    await run(bench);
    bench.accounts.validFrom = START;
    await run(bench, 1_000);
    expect(bench.sink.received).toEqual([]);
    bench.sink.failure = null;
    await run(bench, 3_600_000);
    expect(bench.sink.received).toHaveLength(1);
    const [row] = await bench.store.read((reads) => reads.alerts());
    if (row === undefined) throw new Error('no alert was stored');
    await bench.store.write('test', async (tx) => {
      for (const job of deliverJobs(row.alert, ['webhook-0'], START))
        await tx.enqueue({ ...job, version: 'again' });
    });
    await run(bench);
    expect(bench.sink.received).toHaveLength(1);
  });

  it('an examination that fails through a fault of ours is given up after three tries: unknown, and told', async () => {
    const bench = await openBench({
      examine: async () => {
        throw new TypeError('a bug');
      },
    });
    const incident = incidentOf();
    await bench.store.write('test', async (tx) => {
      await tx.putIncident(incident);
      await tx.enqueue(assessJob(incident, START));
    });
    for (let round = 0; round < 4; round += 1) await run(bench, 3_600_000);
    const dead = await bench.store.read((reads) => reads.jobs('dead'));
    expect(dead.map((job) => [job.id, job.lastError])).toEqual([['assess:inc-1', 'own fault: a bug']]);
    const exposure = await bench.store.read((reads) => reads.exposure('inc-1'));
    expect(exposure).toMatchObject({ verdict: 'unknown', unread: [{ part: 'mailbox' }] });
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['exposure']);
  });
});
