import { describe, expect, it } from 'vitest';
import { openTemporary } from './open-temporary.js';
import { action, alert, at, covered, gap, incident, job, rawRecord } from './samples.js';

describe('figures', () => {
  it('of an empty store are empty lists and noughts', async () => {
    const store = await openTemporary();
    const figures = await store.read((reads) => reads.figures());
    expect(figures).toMatchObject({
      jobs: [],
      actions: [],
      incidents: [],
      deliveries: [],
      openSendings: 0,
      sources: [],
      gaps: [],
      rejected: [],
      waitingAccounts: 0,
      pendingRequests: 0,
    });
    expect(figures.storeBytes).toBeGreaterThan(4_096);
  });

  it('count by kind, status, cause and outcome', async () => {
    const store = await openTemporary();
    await store.write('fill', async (tx) => {
      await tx.putIncident(incident('inc-1'));
      await tx.putIncident(incident('inc-2', { status: 'closed' }));
      await tx.putIncident(incident('inc-3', { status: 'closed' }));
      await tx.putAction(action('act-1', 'inc-1', { status: 'done' }));
      await tx.putAction(action('act-2', 'inc-1', { status: 'held', heldBy: 'tenant-budget' }));
      // What held it once holds it no longer.
      await tx.putAction(action('act-3', 'inc-2', { status: 'done', heldBy: 'breaker' }));
      await tx.enqueue(job('job-1', { dueAt: at(9) }));
      await tx.enqueue(job('job-2', { dueAt: at(4) }));
      await tx.enqueue(job('job-3', { kind: 'deliver' }));
      await tx.enqueue(job('job-4'));
      await tx.buryJob('job-3', 'v1', 'gone');
      await tx.finishJob('job-4', 'v1');
      await tx.putAlert(alert('al-1'));
      await tx.putAlert(alert('al-2'));
      await tx.markDelivered('al-1', 'slack-1', at(5));
      await tx.markDelivered('al-2', 'slack-1', at(5), 'silenced');
      await tx.markSending('al-2', 'file-2', at(5));
      await tx.putCoverage([covered(0, 10), gap(10, 12), gap(20, 23), gap(30, 31, { reason: 'licence' })]);
      await tx.putCursor({ source: 'signIns', coveredTo: at(31), backfill: { from: at(-60), to: at(0) } });
      const record = rawRecord('bad', {});
      await tx.putRejected(
        [{ key: 'bad', source: 'signIns', reason: 'id: expected a text', record, bytes: null }],
        at(1),
      );
      await tx.markDirty(['id:u-ann', 'id:u-bob']);
    });
    const figures = await store.read((reads) => reads.figures());
    expect(figures).toMatchObject({
      incidents: [
        { status: 'closed', count: 2 },
        { status: 'open', count: 1 },
      ],
      jobs: [
        { kind: 'act', status: 'pending', count: 2, oldestDueAt: at(4) },
        { kind: 'deliver', status: 'dead', count: 1 },
      ],
      openSendings: 1,
      sources: [{ source: 'signIns', coveredTo: at(31), completeTo: null, backfillMs: 3_600_000 }],
      gaps: [
        { source: 'signIns', reason: 'licence', count: 1, totalMs: 60_000 },
        { source: 'signIns', reason: 'outage', count: 2, totalMs: 300_000 },
      ],
      rejected: [{ source: 'signIns', count: 1 }],
      waitingAccounts: 2,
    });
    expect(figures.actions).toContainEqual({
      kind: 'revoke-sessions',
      status: 'held',
      heldBy: 'tenant-budget',
      count: 1,
    });
    expect(figures.actions.filter(({ status }) => status === 'done')).toMatchObject([
      { heldBy: null },
      { heldBy: null },
    ]);
    expect(figures.deliveries).toContainEqual({ sink: 'slack-1', outcome: 'sent', count: 1 });
    expect(figures.deliveries).toContainEqual({ sink: 'slack-1', outcome: 'silenced', count: 1 });
  });
});
