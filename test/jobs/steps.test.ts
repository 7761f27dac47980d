import { describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { undoIncident } from '../../agent/jobs/undo.js';
import type { Action } from '../../agent/model/action.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import { ruleOf } from '../respond/fake-objects.js';
import { incidentOf } from '../respond/incidents.js';
import { profileOf } from '../respond/plan/plan-facts.js';
import { type JobBench, openBench, START } from './job-bench.js';
import { actionOfCase, STEP_CASES, STEP_PLAN, type StepCase } from './step-cases.js';

const NEVER = new AbortController().signal;
const POLICY = {
  mode: 'enforce',
  learningUntil: null,
  protection: { reasonFor: () => null },
  plan: STEP_PLAN,
} as const;

async function begin(step: StepCase, change: Parameters<typeof openBench>[0] = {}): Promise<JobBench> {
  const bench = await openBench({ policy: POLICY, ...change });
  step.furnish(bench.accounts);
  const action = actionOfCase(step);
  await bench.store.write('test', async (tx) => {
    await tx.putIncident(incidentOf());
    await tx.putAction(action);
    await tx.enqueue(actJob(action, START));
  });
  return bench;
}

async function run(bench: JobBench, rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await runDueJobs(bench.context, NEVER);
    bench.clock.move(1_000);
  }
}

async function actionIn(bench: JobBench): Promise<Action> {
  const action = await bench.store.read((reads) => reads.action('act-1'));
  if (action === null) throw new Error('the action is gone');
  return action;
}

async function undo(bench: JobBench) {
  return bench.store.write('test', (tx) => undoIncident(incidentOf(), 'it was us', tx, bench.clock.now()));
}

const [RULE] = STEP_CASES;
if (RULE === undefined) throw new Error('no case');

describe.each(STEP_CASES)('$kind', (step) => {
  it('is done once, written down before, and verified', async () => {
    const bench = await begin(step);
    await run(bench);
    expect(bench.accounts.changes).toEqual(step.changes);
    const action = await actionIn(bench);
    expect(action).toMatchObject({ status: 'done', verified: 'yes' });
    expect(action.found).toHaveLength(1);
  });

  it('is not done where it is so already', async () => {
    const bench = await begin(step);
    await run(bench);
    const again = { ...actionOfCase(step), id: 'act-2' };
    await bench.store.write('test', async (tx) => {
      await tx.putAction(again);
      await tx.enqueue(actJob(again, START));
    });
    await run(bench);
    expect(bench.accounts.changes).toEqual(step.changes);
    expect((await bench.store.read((reads) => reads.action('act-2')))?.status).toMatch(/skipped|failed/);
  });

  it('does not contain the account by itself', async () => {
    const bench = await begin(step);
    await run(bench);
    expect((await bench.store.read((reads) => reads.incident('inc-1')))?.status).toBe('open');
  });

  it(step.undone === null ? 'says before that it cannot be taken back' : 'is taken back, once', async () => {
    const bench = await begin(step);
    await run(bench);
    const answer = await undo(bench);
    await run(bench);
    if (step.undone === null) {
      expect(answer).toMatchObject({ queued: [], cannot: [{ kind: step.kind }] });
      expect(bench.accounts.changes).toEqual(step.changes);
      return;
    }
    expect(answer).toMatchObject({ queued: ['act-1'], cannot: [] });
    expect(bench.accounts.changes).toEqual([...step.changes, ...step.undone]);
    expect(await actionIn(bench)).toMatchObject({
      status: 'undone',
      reason: 'taken back by a person: it was us',
    });
    expect(await undo(bench)).toEqual({ queued: [], cannot: [] });
  });

  it('a privileged account is a matter for a person at once, not tried again', async () => {
    const bench = await begin(step);
    const write = step.changes[0]?.startsWith('rule') ? 'setInboxRuleEnabled' : null;
    bench.accounts.onCall = (name, when) => {
      if (when === 'before' && (write === null ? !isLook(name) : name === write))
        throw new OutsideError('permission', 'graph: 403 Authorization_RequestDenied', { status: 403 });
    };
    await run(bench, 1);
    expect(await actionIn(bench)).toMatchObject({ status: 'failed', verified: 'no' });
    expect(bench.sink.received.map((alert) => alert.milestone)).toEqual(['containment-failed']);
    const calls = bench.accounts.calls.length;
    await run(bench);
    expect(bench.accounts.calls).toHaveLength(calls);
  });
});

function isLook(name: string): boolean {
  return (
    name.startsWith('is') ||
    ['inboxRules', 'servicePrincipal', 'grants', 'authenticationMethods'].includes(name)
  );
}

describe('what is not touched', () => {
  const cases: readonly {
    name: string;
    step: StepCase['kind'];
    furnish: (bench: JobBench) => void;
    planted?: readonly { name: string | null; ruleId: string | null }[];
    expected: { status: string; reason: RegExp };
  }[] = [
    {
      name: 'a rule of the same name that only sorts',
      step: 'disable-inbox-rule',
      furnish: ({ accounts }) => {
        accounts.rules = [ruleOf({ forwards: false })];
      },
      expected: { status: 'skipped', reason: /neither forwards nor hides/ },
    },
    {
      name: 'a rule that the API does not show: nobody can say that it is gone',
      step: 'disable-inbox-rule',
      furnish: ({ accounts }) => {
        accounts.rules = [ruleOf({ name: 'Newsletters' })];
      },
      expected: { status: 'failed', reason: /gone, or hidden/ },
    },
    {
      name: 'a rule whose record is gone',
      step: 'disable-inbox-rule',
      furnish: () => {},
      planted: [],
      expected: { status: 'failed', reason: /by hand/ },
    },
    {
      name: 'a rule that nobody may change',
      step: 'disable-inbox-rule',
      furnish: ({ accounts }) => {
        accounts.rules = [ruleOf({ isReadOnly: true })];
      },
      expected: { status: 'failed', reason: /lets nobody change/ },
    },
    {
      name: 'a consent for everybody',
      step: 'remove-grant',
      furnish: ({ accounts }) => {
        accounts.consents = accounts.consents.map((one) => ({ ...one, isTenantWide: true }));
      },
      expected: { status: 'failed', reason: /hits them all/ },
    },
    {
      name: 'methods of which nobody knows when they were added',
      step: 'remove-authentication-method',
      furnish: ({ accounts }) => {
        accounts.methods = accounts.methods.map((one) => ({ ...one, createdAt: null }));
      },
      expected: { status: 'failed', reason: /ask the owner/ },
    },
    {
      name: 'more methods of that time than records tell of: one may be the owner’s',
      step: 'remove-authentication-method',
      furnish: ({ accounts }) => {
        const [, added] = accounts.methods;
        if (added !== undefined) accounts.methods = [...accounts.methods, { ...added, id: 'owners' }];
      },
      expected: { status: 'failed', reason: /ask the owner/ },
    },
    {
      name: 'an account that turns out to be ruled from the premises',
      step: 'disable-account',
      furnish: ({ accounts }) => {
        (accounts.known as unknown[]).splice(0, 1, profileOf({ isSynced: true }));
      },
      expected: { status: 'failed', reason: /from the premises/ },
    },
  ];

  it.each(cases)('$name', async ({ step, furnish, planted, expected }) => {
    const found = STEP_CASES.find(({ kind }) => kind === step) ?? RULE;
    const bench = await begin(
      { ...found, furnish: () => {} },
      planted === undefined ? {} : { plantedRules: async () => planted },
    );
    found.furnish(bench.accounts);
    furnish(bench);
    await run(bench);
    expect(bench.accounts.changes).toEqual([]);
    const action = await actionIn(bench);
    expect(action.status).toBe(expected.status);
    expect(action.reason).toMatch(expected.reason);
  });

  it('a rule that somebody changed since is not switched on again in silence', async () => {
    const bench = await begin(RULE);
    await run(bench);
    bench.accounts.rules = bench.accounts.rules.map((rule) => ({ ...rule, contentHash: 'another' }));
    await undo(bench);
    await run(bench);
    expect(bench.accounts.changes).toEqual(RULE.changes);
    expect(await actionIn(bench)).toMatchObject({
      status: 'done',
      reason: expect.stringMatching(/changed since/),
    });
  });

  it('anything while the kill file exists, not even to take it back', async () => {
    let isKilled = true;
    const bench = await begin(RULE, { isKilled: () => isKilled });
    await run(bench);
    expect(await actionIn(bench)).toMatchObject({ status: 'held' });
    isKilled = false;
    const done = await begin(RULE, { isKilled: () => isKilled });
    await run(done);
    isKilled = true;
    await undo(done);
    await run(done);
    expect(done.accounts.changes).toEqual(RULE.changes);
    isKilled = false;
    done.clock.move(60_000);
    await run(done);
    expect(done.accounts.changes).toEqual([...RULE.changes, ...(RULE.undone ?? [])]);
  });

  it.each(['stopped', 'refused'] as const)(
    'what was %s half-way is taken back as far as it went',
    async (how) => {
      let changes = 0;
      const bench = await begin(RULE, { isKilled: () => how === 'stopped' && changes === 1 });
      bench.accounts.rules = [ruleOf(), ruleOf({ id: 'rule-3' })];
      bench.accounts.onCall = (name, when) => {
        if (name !== 'setInboxRuleEnabled') return;
        if (when === 'after') changes += 1;
        else if (how === 'refused' && changes === 1) throw new OutsideError('refused', 'graph: 400');
      };
      await run(bench, 1);
      expect(await actionIn(bench)).toMatchObject({ status: how === 'stopped' ? 'held' : 'failed' });
      changes = 2;
      expect(await undo(bench)).toEqual({ queued: ['act-1'], cannot: [] });
      await run(bench);
      expect(bench.accounts.changes).toEqual(['rule rule-1 off', 'rule rule-1 on']);
      expect(await actionIn(bench)).toMatchObject({ status: 'undone' });
    },
  );

  it('half-way, when the kill file appears while it is taken back', async () => {
    let isKilled = false;
    const bench = await begin(RULE, { isKilled: () => isKilled });
    bench.accounts.rules = [ruleOf(), ruleOf({ id: 'rule-3' })];
    await run(bench);
    await undo(bench);
    bench.accounts.onCall = (name, when) => {
      if (name === 'setInboxRuleEnabled' && when === 'after') isKilled = true;
    };
    await run(bench, 1);
    expect(bench.accounts.changes.slice(2)).toEqual(['rule rule-1 on']);
    expect(await actionIn(bench)).toMatchObject({ status: 'done' });
    isKilled = false;
    bench.accounts.onCall = () => {};
    bench.clock.move(60_000);
    await run(bench);
    expect(bench.accounts.changes.slice(2)).toEqual(['rule rule-1 on', 'rule rule-3 on']);
    expect(await actionIn(bench)).toMatchObject({ status: 'undone' });
  });

  it('half-way, when the kill file appears between two changes', async () => {
    let calls = 0;
    const bench = await begin(RULE, { isKilled: () => calls > 0 });
    bench.accounts.rules = [ruleOf(), ruleOf({ id: 'rule-3' })];
    bench.accounts.onCall = (name) => {
      if (name === 'setInboxRuleEnabled') calls += 1;
    };
    await run(bench, 1);
    expect(bench.accounts.changes).toEqual(['rule rule-1 off']);
    expect(await actionIn(bench)).toMatchObject({
      status: 'held',
      found: [{ id: 'rule-1' }, { id: 'rule-3' }],
    });
  });
});

it('a name that the directory may not look up is a matter for a person at once, not tried again for a day', async () => {
  const bench = await begin({
    ...RULE,
    change: { ...RULE.change, target: { id: null, upn: 'ann@contoso.com' } },
  });
  bench.accounts.failure = new OutsideError('permission', 'may not read users');
  await run(bench, 1);
  expect(await actionIn(bench)).toMatchObject({ status: 'failed', reason: 'may not read users' });
  expect(bench.sink.received.map(({ milestone }) => milestone)).toEqual(['containment-failed']);
});

it('an account without an id is found by its name, and one that nobody knows fails loudly', async () => {
  const bench = await begin({
    ...RULE,
    change: { ...RULE.change, target: { id: null, upn: 'ann@contoso.com' } },
  });
  await run(bench);
  expect(bench.accounts.changes).toEqual(RULE.changes);
  const other = await begin({
    ...RULE,
    change: { ...RULE.change, target: { id: null, upn: 'x@contoso.com' } },
  });
  await run(other, 1);
  expect(await actionIn(other)).toMatchObject({ status: 'failed' });
});
