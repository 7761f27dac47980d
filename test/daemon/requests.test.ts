import { describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { Incident } from '../../agent/model/incident.js';
import { HOUR_MS, shift } from '../../agent/model/time.js';
import { ask, runAfter, storedAction } from '../jobs/ask.js';
import { type JobBench, openBench, START } from '../jobs/job-bench.js';
import { actionOf, incidentOf } from '../respond/incidents.js';

async function waiting(
  actions: readonly Partial<Action>[] = [{ status: 'proposed' }],
  incident: Partial<Incident> = {},
): Promise<JobBench> {
  const bench = await openBench();
  await bench.store.write('test', async (tx) => {
    await tx.putIncident(incidentOf(incident));
    for (const change of actions) await tx.putAction(actionOf(change));
  });
  return bench;
}

describe('an approval', () => {
  it('lets the act go, for as long as it says', async () => {
    const bench = await waiting();
    await ask(bench, 'approve', { incident: 'inc-1', hours: 2, reason: 'called the owner' });
    expect(await storedAction(bench, 'act-1')).toMatchObject({
      status: 'approved',
      isApproved: true,
      approvedUntil: shift(START, 2 * HOUR_MS),
      reason: 'approved by a person: called the owner',
    });
    await runAfter(bench, HOUR_MS);
    expect(bench.accounts.revoked).toHaveLength(1);
  });

  it('that has ended lets nothing go; a new one does', async () => {
    const bench = await waiting();
    await ask(bench, 'approve', { incident: 'inc-1', hours: 2 });
    await runAfter(bench, 3 * HOUR_MS);
    expect(bench.accounts.revoked).toEqual([]);
    expect(await storedAction(bench, 'act-1')).toMatchObject({
      status: 'held',
      heldBy: 'approval-expired',
      isApproved: false,
    });
    await ask(bench, 'approve', { incident: 'inc-1' });
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(1);
  });

  it('of a campaign lets go what waits in each of its mailboxes; closing it drops nothing of theirs', async () => {
    const bench = await waiting([
      { status: 'proposed' },
      { id: 'act-2', incident: 'inc-2', status: 'proposed' },
    ]);
    const { subject, mailbox, status, firstEvent, lastEvent, score } = incidentOf();
    const member = { subject, mailbox, status, firstEvent, lastEvent, score, justifiesContainment: true };
    const members = ['inc-1', 'inc-2'].map((incident) => ({ incident, ...member }));
    const actor = { kind: 'actor' as const, actor: { ties: [], members } };
    await bench.store.write('test', async (tx) => {
      await tx.putIncident(incidentOf({ id: 'inc-2' }));
      await tx.putIncident(incidentOf({ id: 'inc-actor', ...actor }));
      await tx.putIncident(incidentOf({ id: 'inc-other', ...actor }));
    });
    await ask(bench, 'close', { incident: 'inc-other', verdict: 'true-positive' });
    for (const id of ['act-1', 'act-2'])
      expect(await storedAction(bench, id)).toMatchObject({ status: 'proposed' });
    await ask(bench, 'approve', { incident: 'inc-actor' });
    for (const id of ['act-1', 'act-2'])
      expect(await storedAction(bench, id)).toMatchObject({ status: 'approved', isApproved: true });
  });

  it('of one step leaves the others waiting', async () => {
    const bench = await waiting([
      { status: 'proposed' },
      { id: 'act-2', kind: 'disable-account', status: 'proposed' },
    ]);
    await ask(bench, 'approve', { incident: 'inc-1', action: 'act-1' });
    expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'approved' });
    expect(await storedAction(bench, 'act-2')).toMatchObject({ status: 'proposed' });
  });

  it.each([
    ['no incident', { incident: 'inc-9' }, {}, /no such incident/],
    ['no such step', { incident: 'inc-1', action: 'act-9' }, {}, /no such action waits/],
    ['a closed case', { incident: 'inc-1' }, { status: 'closed' as const }, /is closed/],
  ])('is refused: %s', async (_name, payload, incident, result) => {
    const bench = await waiting([{ status: 'proposed' }], incident);
    expect(await ask(bench, 'approve', payload)).toMatchObject({
      status: 'refused',
      result: expect.stringMatching(result),
    });
  });
});

describe('a verdict', () => {
  it('closes the case, drops what waits or stands, and is kept with who gave it', async () => {
    const bench = await waiting([{ status: 'proposed' }, { id: 'act-2', status: 'approved' }]);
    const payload = { incident: 'inc-1', verdict: 'false-positive', by: 'dana', reason: 'a journey' };
    await ask(bench, 'close', payload);
    const incident = await bench.store.read((reads) => reads.incident('inc-1'));
    expect(incident).toMatchObject({
      status: 'closed',
      closure: { verdict: 'false-positive', at: START, by: 'dana', reason: 'a journey' },
    });
    for (const id of ['act-1', 'act-2'])
      expect(await storedAction(bench, id), id).toMatchObject({ status: 'skipped' });
    await runAfter(bench, 0);
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['closed']);
  });

  it('that is none of the four is refused', async () => {
    const bench = await waiting();
    expect(await ask(bench, 'close', { incident: 'inc-1', verdict: 'maybe' })).toMatchObject({
      status: 'refused',
    });
  });
});

describe('an undoing', () => {
  it('of a revocation is refused with the reason, before anything is done', async () => {
    const bench = await waiting([{ status: 'done', doneAt: START, attemptedAt: START }]);
    expect(await ask(bench, 'undo', { incident: 'inc-1', reason: 'a mistake' })).toMatchObject({
      status: 'refused',
      result: expect.stringMatching(/revoke-sessions cannot be taken back/),
    });
  });
});

it('each request and its answer are in the ledger', async () => {
  const bench = await waiting();
  await ask(bench, 'reject', { incident: 'inc-1', reason: 'known trip', by: 'dana' });
  const entries = await bench.store.read((reads) => reads.ledger(0, 100));
  expect(entries.at(-1)).toMatchObject({
    kind: 'request-answered',
    incident: 'inc-1',
    detail: { asked: 'reject', status: 'done', payload: { by: 'dana', reason: 'known trip' } },
  });
});
