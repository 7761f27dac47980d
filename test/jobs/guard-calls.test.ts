import { describe, expect, it } from 'vitest';
import { undoIncident } from '../../agent/jobs/undo.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import { ruleOf } from '../respond/fake-objects.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { runAfter } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

async function begin(): Promise<JobBench> {
  const bench = await openBench();
  bench.accounts.rules = [ruleOf(), ruleOf({ id: 'rule-2' })];
  const action = actionOf({ kind: 'disable-inbox-rule', object: 'ev-1', evidence: ['ev-1'] });
  await bench.store.write('test', async (tx) => {
    await tx.putIncident(incidentOf());
    await tx.putAction(action);
    await tx.enqueue(actJob(action, START));
  });
  return bench;
}

/** What the ledger tells of single calls, in order. */
async function callsIn({ store }: JobBench): Promise<readonly string[]> {
  const entries = await store.read((reads) => reads.ledger(0, 1_000));
  return entries.flatMap(({ kind, subject, incident, detail }) => {
    if (!kind.startsWith('call-sent') && kind !== 'call-returned') return [];
    expect([subject, incident]).toEqual(['act-1', 'inc-1']);
    return [[kind, detail.call, detail.object, detail.answer ?? ''].join(' ').trim()];
  });
}

const DONE = (object: string) => [
  `call-sent setInboxRuleEnabled ${object}`,
  `call-returned setInboxRuleEnabled ${object} accepted`,
];

describe('each call that changes something', () => {
  it('stands in the ledger before it and after it, also when it is taken back', async () => {
    const bench = await begin();
    for (let round = 0; round < 3; round += 1) await runAfter(bench, 1_000);
    expect(await callsIn(bench)).toEqual([...DONE('rule-1'), ...DONE('rule-2')]);
    await bench.store.write('test', (tx) => undoIncident(incidentOf(), 'it was us', tx, bench.clock.now()));
    await runAfter(bench, 1_000);
    expect((await callsIn(bench)).slice(4)).toEqual([...DONE('rule-1'), ...DONE('rule-2')]);
  });

  it('stands there again when it is made again, each with what was answered', async () => {
    const bench = await begin();
    let isLost = true;
    bench.accounts.onCall = (name, when) => {
      if (name !== 'setInboxRuleEnabled' || when === 'before' || !isLost) return;
      isLost = false;
      throw new OutsideError('timeout', 'no answer');
    };
    for (let round = 0; round < 3; round += 1) await runAfter(bench, 60_000);
    // The first took: the look before the second go saw it.
    expect(await callsIn(bench)).toEqual([
      'call-sent setInboxRuleEnabled rule-1',
      'call-returned setInboxRuleEnabled rule-1 timeout',
      ...DONE('rule-2'),
    ]);
  });

  it('whose process ends within it stands there without an answer', async () => {
    const bench = await begin();
    bench.accounts.onCall = (name, when) => {
      if (name === 'setInboxRuleEnabled' && when === 'after') throw new Error('the process is gone');
    };
    await runAfter(bench, 0);
    expect(await callsIn(bench)).toEqual(['call-sent setInboxRuleEnabled rule-1']);
  });
});
