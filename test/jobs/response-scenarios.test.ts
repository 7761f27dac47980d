import { describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { Action } from '../../agent/model/action.js';
import { actJob } from '../../agent/model/job-specs.js';
import { DAY_MS } from '../../agent/model/time.js';
import { ruleOf } from '../respond/fake-objects.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { ask, runAfter, storedAction } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

const CAMPAIGNS = 500;
/** What a tenant whose size nobody read yet may spend at once. */
const FLOOR = 20;

/** One mailbox of campaign `n`, whose intruder has it to himself; the campaigns rest on many rules, as unlike attacks do. */
function campaign(n: number): Action {
  return actionOf({
    id: `act-${String(n).padStart(4, '0')}`,
    incident: `inc-${n}`,
    target: { id: `account-${n}`, upn: `user${n}@contoso.com` },
    decidedAt: START,
    basis: { causes: [`rule:r${n % 7}`], intruder: [`session:sid:${n}`], lastEvent: START },
  });
}

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

const heldIn = async (bench: JobBench) =>
  (await bench.store.read((reads) => reads.actions())).filter(({ status }) => status === 'held');

describe('500 campaigns at once', () => {
  it('spend the budget, are held for the rest, and page once; a person lets them go, one or all', {
    timeout: 120_000,
  }, async () => {
    const bench = await openBench();
    await queue(
      bench,
      Array.from({ length: CAMPAIGNS }, (_, n) => campaign(n)),
    );
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(FLOOR);
    const held = await heldIn(bench);
    expect(held).toHaveLength(CAMPAIGNS - FLOOR);
    expect(new Set(held.map(({ heldBy }) => heldBy))).toEqual(new Set(['tenant-budget']));
    const pages = bench.sink.received.filter(({ milestone }) => milestone === 'system');
    expect(pages.map(({ title }) => title)).toEqual([expect.stringMatching(/budget is used up/)]);

    const [first] = held;
    await ask(bench, 'resume', { action: first?.id ?? '' });
    await runAfter(bench, 1_000);
    expect(bench.accounts.revoked).toHaveLength(FLOOR + 1);
    await ask(bench, 'resume', {});
    await runAfter(bench, 1_000);
    expect(new Set(bench.accounts.revoked).size).toBe(CAMPAIGNS);
    expect(bench.accounts.revoked).toHaveLength(CAMPAIGNS);
  });

  it('what comes a day later finds the budget full again', async () => {
    const bench = await openBench();
    await queue(
      bench,
      Array.from({ length: FLOOR }, (_, n) => campaign(n)),
    );
    await runAfter(bench, 0);
    bench.clock.move(DAY_MS);
    await queue(bench, [{ ...campaign(FLOOR), decidedAt: bench.clock.now() }]);
    await runAfter(bench, 0);
    expect(bench.accounts.revoked).toHaveLength(FLOOR + 1);
  });
});

describe('the kill file between the steps of a plan', () => {
  it('lets no further step begin; what was done stays done and is verified', async () => {
    let isKilled = false;
    const bench = await openBench({ isKilled: () => isKilled });
    bench.accounts.rules = [ruleOf()];
    bench.accounts.validFrom = START;
    bench.accounts.onCall = (name, when) => {
      if (name === 'revokeSessions' && when === 'after') isKilled = true;
    };
    const revoke = actionOf();
    const rule = actionOf({
      id: 'act-2',
      kind: 'disable-inbox-rule',
      object: 'ev-1',
      evidence: ['ev-1'],
    });
    await bench.store.write('test', async (tx) => {
      await tx.putIncident(incidentOf());
      for (const action of [revoke, rule]) await tx.putAction(action);
      await tx.enqueue(actJob(revoke, START));
    });
    await runDueJobs(bench.context, new AbortController().signal);
    await bench.store.write('test', (tx) => tx.enqueue(actJob(rule, START)));
    for (let round = 0; round < 3; round += 1) await runAfter(bench, 1_000);
    expect(bench.accounts.changes).toEqual([]);
    expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'done', verified: 'yes' });
    expect(await storedAction(bench, 'act-2')).toMatchObject({ status: 'held', heldBy: 'kill-file' });

    isKilled = false;
    bench.accounts.onCall = () => {};
    await ask(bench, 'resume', {});
    for (let round = 0; round < 3; round += 1) await runAfter(bench, 1_000);
    expect(bench.accounts.changes).toEqual(['rule rule-1 off']);
    expect(await storedAction(bench, 'act-2')).toMatchObject({ status: 'done', verified: 'yes' });
  });
});
