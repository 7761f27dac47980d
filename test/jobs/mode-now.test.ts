import { describe, expect, it } from 'vitest';
import type { JobContext } from '../../agent/jobs/context.js';
import type { Action } from '../../agent/model/action.js';
import { actJob } from '../../agent/model/job-specs.js';
import { USUAL_PLAN_POLICY } from '../../agent/respond/plan/decide-plan.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { profileOf } from '../respond/plan/plan-facts.js';
import { ask, runAfter, storedAction } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

const ANN = '11111111-0000-4000-8000-000000000001';
const POLICY: JobContext['policy'] = {
  mode: 'enforce',
  learningUntil: null,
  protection: { reasonFor: () => null },
  plan: {
    ...USUAL_PLAN_POLICY,
    modes: {
      ...USUAL_PLAN_POLICY.modes,
      'disable-account': { default: 'enforce' },
      'revoke-sessions': { default: 'enforce', guest: 'observe' },
    },
  },
};

interface Since {
  readonly mode?: JobContext['mode'];
  readonly roles?: readonly string[] | 'unread';
  readonly isGuest?: boolean;
}

/** An act that was decided, or let go by a person, before things came to be so. */
async function begin(change: Partial<Action>, since: Since): Promise<JobBench> {
  const bench = await openBench({ policy: { ...POLICY, mode: since.mode ?? 'enforce' } });
  bench.accounts.validFrom = START;
  const action = actionOf(change);
  const { roles = [] } = since;
  await bench.store.write('test', async (tx) => {
    await tx.putUsers([{ ...profileOf({ isGuest: since.isGuest ?? false }), mailboxKind: 'user' }]);
    if (roles !== 'unread')
      await tx.putRoleHoldings(
        'held',
        roles.map((role) => ({ role, userId: ANN })),
      );
    await tx.putIncident(incidentOf());
    await tx.putAction(action);
    await tx.enqueue(actJob(action, START));
  });
  await runAfter(bench, 0);
  return bench;
}

const APPROVED = { isApproved: true, approvedUntil: '2026-03-02T10:00:00.000Z' };

describe('a step whose mode is another one by the time of its act', () => {
  const cases: readonly { name: string; change?: Partial<Action>; since: Since; calls: number }[] = [
    { name: 'enforce still', since: {}, calls: 1 },
    { name: 'response.mode was lowered to approve', since: { mode: 'approve' }, calls: 0 },
    { name: 'the same, and a person let it go', change: APPROVED, since: { mode: 'approve' }, calls: 1 },
    {
      name: 'response.mode was lowered to observe, whatever a person said before',
      change: APPROVED,
      since: { mode: 'observe' },
      calls: 0,
    },
    {
      name: 'a step that is only to be shown for guests, though all that waits was approved',
      change: APPROVED,
      since: { isGuest: true },
      calls: 0,
    },
    {
      name: 'what was begun is ended',
      change: { attemptedAt: '2026-03-01T09:00:00.000Z' },
      since: { mode: 'approve' },
      calls: 0,
    },
  ];
  it.each(cases)('$name: $calls calls', async ({ change = {}, since, calls }) => {
    const bench = await begin(change, since);
    expect(bench.accounts.revoked).toHaveLength(calls);
    const isDone = calls === 1 || change.attemptedAt !== undefined;
    const expected = isDone ? { status: 'done' } : { status: 'held', heldBy: 'mode' };
    expect(await storedAction(bench, 'act-1')).toMatchObject(expected);
    if (!isDone) expect(bench.sink.received.map(({ milestone }) => milestone)).toEqual(['held']);
  });

  it.each([
    { name: 'took on a directory role', roles: ['Exchange Administrator'] as const },
    { name: 'may hold a role that nobody could read', roles: 'unread' as const },
  ])('an account that $name is shut by a person only', async ({ roles }) => {
    const bench = await begin({ kind: 'disable-account' }, { roles });
    expect(bench.accounts.changes).toEqual([]);
    expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'held', heldBy: 'mode' });
    await ask(bench, 'resume', { action: 'act-1' });
    await runAfter(bench, 1_000);
    expect(bench.accounts.changes).toEqual(['account off']);
  });
});
