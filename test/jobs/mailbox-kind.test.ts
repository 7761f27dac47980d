import { describe, expect, it } from 'vitest';
import type { JobContext } from '../../agent/jobs/context.js';
import type { Action } from '../../agent/model/action.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import { USUAL_PLAN_POLICY } from '../../agent/respond/plan/decide-plan.js';
import { USUAL_MODES } from '../../agent/respond/plan/modes.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { profileOf } from '../respond/plan/plan-facts.js';
import { ask, runAfter, storedAction } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

const MODES = {
  ...USUAL_MODES,
  'disable-account': { default: 'enforce' },
  'revoke-sessions': { default: 'enforce', shared: 'approve' },
} as const;
const POLICY: JobContext['policy'] = {
  mode: 'enforce',
  learningUntil: null,
  protection: { reasonFor: () => null },
  plan: { ...USUAL_PLAN_POLICY, modes: MODES },
};

/** A workers' floor on which the directory took the mailbox for one person's when the act was decided. */
async function begin(kind: Action['kind'], change: Partial<JobContext> = {}): Promise<JobBench> {
  const bench = await openBench({ policy: POLICY, ...change });
  bench.accounts.validFrom = START;
  await bench.store.write('test', async (tx) => {
    await tx.putUsers([{ ...profileOf(), mailboxKind: 'user' }]);
    await tx.putRoleHoldings('held', []);
    await tx.putIncident(incidentOf());
    await tx.putAction(actionOf({ kind }));
    await tx.enqueue(actJob(actionOf({ kind }), START));
  });
  return bench;
}

const askedIn = async ({ store }: JobBench) =>
  (await store.read((reads) => reads.ledger(0, 1_000))).filter(({ kind }) => kind === 'mailbox-kind-asked');

describe('a mailbox that was made a shared one since the directory was read', () => {
  it('is not shut; a person is called, and the directory knows it from then on', async () => {
    const bench = await begin('disable-account');
    bench.accounts.mailboxKind = 'shared';
    await runAfter(bench, 0);
    expect(bench.accounts.changes).toEqual([]);
    expect(await storedAction(bench, 'act-1')).toMatchObject({
      status: 'held',
      heldBy: 'mailbox-kind',
      reason: expect.stringMatching(/shared by several people/),
    });
    expect(bench.sink.received.map(({ milestone }) => milestone)).toContain('held');
    const user = await bench.store.read((reads) => reads.userByKey('ann@contoso.com'));
    expect(user?.mailboxKind).toBe('shared');
    expect((await askedIn(bench)).map(({ detail }) => detail.answer)).toEqual(['shared']);
  });

  it('is shut when a person says so', async () => {
    const bench = await begin('disable-account');
    bench.accounts.mailboxKind = 'shared';
    await runAfter(bench, 0);
    await ask(bench, 'resume', { action: 'act-1' });
    await runAfter(bench, 1_000);
    expect(bench.accounts.changes).toEqual(['account off']);
  });

  it('keeps its sessions until a person says otherwise, where it is so configured', async () => {
    const bench = await begin('revoke-sessions');
    bench.accounts.mailboxKind = 'shared';
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toEqual([]);
    expect(await storedAction(bench, 'act-1')).toMatchObject({ heldBy: 'mailbox-kind' });
  });
});

describe('a question that gets no answer', () => {
  const failing = (bench: JobBench, error: OutsideError) => {
    bench.accounts.onCall = (name) => {
      if (name === 'kindOf') throw error;
    };
  };

  it('does not hold up a revocation, and is written down as unknown', async () => {
    const bench = await begin('revoke-sessions');
    failing(bench, new OutsideError('permission', 'may not read mailbox settings'));
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(1);
    expect((await askedIn(bench)).map(({ detail }) => detail)).toMatchObject([
      { answer: 'unknown', reason: 'may not read mailbox settings' },
    ]);
  });

  it('is asked again before anything is shut, and then a person has it', async () => {
    const bench = await begin('disable-account');
    failing(bench, new OutsideError('throttled', 'too many'));
    await runAfter(bench, 0);
    expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'approved' });
    await runAfter(bench, 31_000);
    expect(await askedIn(bench)).toHaveLength(2);
    await runAfter(bench, 10 * 60_000);
    expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'held', heldBy: 'mailbox-kind' });
    expect(bench.accounts.changes).toEqual([]);
  });

  it('is waited for no longer than two seconds', async () => {
    const silent: JobContext['kinds'] = {
      kindOf: (_id, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new OutsideError('aborted', 'broken off'))),
        ),
    };
    const bench = await begin('revoke-sessions', { kinds: silent });
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(1);
    expect((await askedIn(bench)).map(({ detail }) => detail.reason)).toEqual(['no answer within 2 seconds']);
  });
});

it('a usual revocation asks nothing', async () => {
  const bench = await begin('revoke-sessions', { policy: { ...POLICY, plan: USUAL_PLAN_POLICY } });
  await runAfter(bench, 0);
  expect(bench.accounts.revoked).toHaveLength(1);
  expect(bench.accounts.calls).not.toContain('kindOf');
});
