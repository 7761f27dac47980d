import { expect, it } from 'vitest';
import { undoIncident } from '../../agent/jobs/undo.js';
import { verifyAction } from '../../agent/jobs/verify.js';
import { actJob, verifyJob } from '../../agent/model/job-specs.js';
import type { Job } from '../../agent/model/store.js';
import { aroundChanges } from '../../agent/respond/around-changes.js';
import { ruleOf } from '../respond/fake-objects.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { runAfter, storedAction } from './ask.js';
import { openBench, START } from './job-bench.js';

it('a check that ends after its act was taken back does not make it done again', async () => {
  const bench = await openBench();
  const { accounts, store, context } = bench;
  accounts.rules = [ruleOf()];
  const action = actionOf({ kind: 'disable-inbox-rule', object: 'ev-1', evidence: ['ev-1'] });
  await store.write('test', async (tx) => {
    await tx.putIncident(incidentOf());
    await tx.putAction(action);
    await tx.enqueue(actJob(action, START));
  });
  await runAfter(bench, 0);
  const spec = verifyJob(action, START);
  const job: Job = { ...spec, status: 'leased', attempts: 0, leaseUntil: null, lastError: null };
  let look = (): void => {};
  const gate = new Promise<void>((resolve) => {
    look = resolve;
  });
  const real = aroundChanges(accounts, (_change, send) => send());
  const slow = {
    ...real,
    inboxRules: async (...given: Parameters<typeof real.inboxRules>) => {
      const rules = await real.inboxRules(...given);
      await gate;
      return rules;
    },
  };
  const check = verifyAction(job, { ...context, containment: slow }, new AbortController().signal);
  await store.write('test', (tx) => undoIncident(incidentOf(), 'it was us', tx, bench.clock.now()));
  await runAfter(bench, 0);
  expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'undone' });
  look();
  await check;
  expect(await storedAction(bench, 'act-1')).toMatchObject({ status: 'undone', verified: 'unknown' });
  expect(accounts.changes).toEqual(['rule rule-1 off', 'rule rule-1 on']);
});
