import { describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import { MINUTE_MS, shift } from '../../agent/model/time.js';
import { readTrips } from '../../agent/respond/brake/brake-store.js';
import { ofCampaign, standing } from '../respond/brake/actions.js';
import { incidentOf } from '../respond/incidents.js';
import { ask, runAfter, storedAction } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

async function queue(bench: JobBench, actions: readonly Action[]): Promise<void> {
  await bench.store.write('test', async (tx) => {
    for (const action of actions) {
      await tx.putIncident(
        incidentOf({ id: action.incident, subject: action.incident, mailbox: action.target }),
      );
      await tx.putAction(action);
      await tx.enqueue(actJob(action, START));
    }
  });
}

const decided = (make: (n: number) => Action, from: number, count: number): readonly Action[] =>
  Array.from({ length: count }, (_, index) => {
    const action = make(from + index);
    const { basis = { causes: [], intruder: [] } } = action;
    return { ...action, decidedAt: START, basis: { ...basis, lastEvent: START } };
  });

const pages = (bench: JobBench) =>
  bench.store.read(async (reads) =>
    (await reads.alerts()).filter(({ alert }) => alert.milestone === 'system'),
  );

describe('the brake at the moment of the act', () => {
  it('holds decisions that stood before it was pulled, and calls people once', async () => {
    const bench = await openBench();
    await queue(bench, decided(standing, 1, 30));
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toEqual([]);
    const held = await bench.store.read((reads) => reads.actions());
    expect(new Set(held.map((action) => `${action.status} ${action.heldBy}`))).toEqual(
      new Set(['held breaker']),
    );
    const [page, ...more] = await pages(bench);
    expect(more).toEqual([]);
    expect(page?.alert).toMatchObject({
      severity: 'high',
      title: expect.stringMatching(/rest on the rule r1/),
    });
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['system']);
  });

  it('lets a campaign of one intruder through', async () => {
    const bench = await openBench();
    await queue(bench, decided(ofCampaign, 1, 18));
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(18);
    expect(await pages(bench)).toEqual([]);
  });

  it('acts on no more accounts than the budget, and calls people for the rest', async () => {
    const bench = await openBench();
    await queue(bench, decided(ofCampaign, 1, 25));
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(20);
    expect((await pages(bench)).map(({ alert }) => alert.title)).toEqual([
      expect.stringMatching(/budget is used up/),
    ]);
  });

  it('waits out the cool-down of an account, and acts after it', async () => {
    const bench = await openBench();
    const basis = { causes: [], intruder: ['session:sid:1'], lastEvent: START };
    const before = standing(1, 0, { basis, id: 'act-before', status: 'done' });
    const at = shift(START, -10 * MINUTE_MS);
    const past = { ...before, decidedAt: at, attemptedAt: at, doneAt: at };
    await queue(bench, [past, { ...standing(1, 0, { basis, id: 'act-now' }), decidedAt: START }]);
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toEqual([]);
    await runAfter(bench, 20 * MINUTE_MS);
    expect(bench.accounts.revoked).toHaveLength(1);
  });
});

describe('what the brake holds', () => {
  it('goes on, all of it, when a person says so; what comes then is counted anew', async () => {
    const bench = await openBench();
    await queue(bench, decided(standing, 1, 6));
    await runAfter(bench, 0);
    expect(await ask(bench, 'resume', {})).toMatchObject({ status: 'done', result: '6 actions go on' });
    await runAfter(bench, MINUTE_MS);
    expect(bench.accounts.revoked).toHaveLength(6);
    expect((await bench.store.read(readTrips)).every((trip) => trip.releasedAt !== null)).toBe(true);
    const [later] = decided(standing, 50, 1);
    await queue(bench, later === undefined ? [] : [{ ...later, decidedAt: bench.clock.now() }]);
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(7);
  });

  it('goes on one by one, while the brake stays on for the others', async () => {
    const bench = await openBench();
    const actions = decided(standing, 1, 6);
    await queue(bench, actions);
    await runAfter(bench, 0);
    await ask(bench, 'resume', { action: actions[2]?.id ?? '' });
    await runAfter(bench, MINUTE_MS);
    expect(bench.accounts.revoked).toEqual([actions[2]?.target.id]);
  });

  it('is dropped with the reason', async () => {
    const bench = await openBench();
    await queue(bench, decided(standing, 1, 5));
    await runAfter(bench, 0);
    await ask(bench, 'drop', { reason: 'a rule errs' });
    await runAfter(bench, MINUTE_MS);
    expect(bench.accounts.revoked).toEqual([]);
    const all = await bench.store.read((reads) => reads.actions());
    expect(new Set(all.map(({ status, reason }) => `${status}: ${reason}`))).toEqual(
      new Set(['skipped: dropped by a person: a rule errs']),
    );
  });

  it('stays held by the protected list, which no resumption goes past', async () => {
    const bench = await openBench({ protection: { reasonFor: () => 'protected' } });
    const [action] = decided(standing, 1, 1);
    if (action === undefined) throw new Error('no action');
    await queue(bench, [action]);
    await runAfter(bench, 0);
    expect(await ask(bench, 'resume', { action: action.id })).toMatchObject({
      status: 'refused',
      result: expect.stringMatching(/protected list/),
    });
    expect(await ask(bench, 'resume', {})).toMatchObject({ status: 'refused' });
  });

  it('held again when its approval ran out is told again: a person believes that it was done', async () => {
    let isProtected = true;
    const protection = { reasonFor: () => (isProtected ? 'protected' : null) };
    const bench = await openBench({ protection });
    const [action] = decided(standing, 1, 1);
    if (action === undefined) throw new Error('no action');
    await queue(bench, [action]);
    await runAfter(bench, 0);
    bench.accounts.failure = new OutsideError('throttled', 'too many', { retryAfterMs: 120 * MINUTE_MS });
    isProtected = false;
    await ask(bench, 'approve', { incident: action.incident, hours: 1 });
    await runAfter(bench, 1_000);
    bench.accounts.failure = null;
    await runAfter(bench, 121 * MINUTE_MS);
    expect(await storedAction(bench, action.id)).toMatchObject({
      status: 'held',
      heldBy: 'approval-expired',
      isApproved: false,
    });
    expect(bench.sink.received.map(({ milestone }) => milestone)).toEqual(['held', 'held']);
  });

  it('held by the kill file goes on once the file is gone and a person says so, and not before', async () => {
    let isKilled = true;
    const bench = await openBench({ isKilled: () => isKilled });
    const [action] = decided(standing, 1, 1);
    if (action === undefined) throw new Error('no action');
    await queue(bench, [action]);
    await runAfter(bench, 0);
    await ask(bench, 'resume', {});
    await runAfter(bench, MINUTE_MS);
    expect(await storedAction(bench, action.id)).toMatchObject({ status: 'held', heldBy: 'kill-file' });
    isKilled = false;
    await runAfter(bench, MINUTE_MS);
    expect(bench.accounts.revoked).toEqual([]);
    await ask(bench, 'resume', {});
    await runAfter(bench, MINUTE_MS);
    expect(bench.accounts.revoked).toHaveLength(1);
  });
});
