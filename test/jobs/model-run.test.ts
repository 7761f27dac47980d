import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobContext } from '../../agent/jobs/context.js';
import type { Action } from '../../agent/model/action.js';
import { USUAL_BRAKE } from '../../agent/model/brake.js';
import { OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import type { StoredLedgerEntry } from '../../agent/model/ledger.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import { checkEntry, NOTHING_CHECKED } from '../../agent/model/verify-ledger.js';
import { ruleOf } from '../respond/fake-objects.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { profileOf } from '../respond/plan/plan-facts.js';
import { ask, runAfter } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';
import { STEP_PLAN } from './step-cases.js';

/** Accounts on which something happens; the first has all steps of a plan, the others a revocation. */
const ACCOUNTS = ['a', 'b', 'c'] as const;
const BURST = 2;
const CHANGES = /^(revokeSessions|set|remove|restore)/;
const RUNS = 40;
const LONGEST = 25;

/** What people and the world did so far; the agent's own state is in its store. */
interface World {
  isKilled: boolean;
  isProtected: boolean;
  /** The next call of this name goes wrong. */
  fault: { readonly name: string; readonly kind: OutsideErrorKind; readonly when: 'before' | 'after' } | null;
  elapsedMs: number;
}

interface Bench extends JobBench {
  readonly world: World;
  /** Changing calls that the provider saw. */
  readonly seen: string[];
  readonly breaches: string[];
  /** How many entries the ledger had when the account became a protected one. */
  protectedAt: number;
}

async function open(): Promise<Bench> {
  const world: World = { isKilled: false, isProtected: false, fault: null, elapsedMs: 0 };
  const protection: JobContext['protection'] = {
    reasonFor: ({ id }) => (world.isProtected && id === 'a' ? 'protected' : null),
  };
  const modes = { ...STEP_PLAN.modes, 'disable-account': { default: 'enforce' } } as const;
  const brake = { settings: { ...USUAL_BRAKE, tenantBurst: BURST }, accounts: 3 };
  const policy = {
    mode: 'enforce',
    learningUntil: null,
    protection,
    brake,
    plan: { ...STEP_PLAN, modes },
  } as const;
  const bench = await openBench({ policy, protection, isKilled: () => world.isKilled });
  const { accounts } = bench;
  accounts.rules = [ruleOf(), ruleOf({ id: 'rule-2' })];
  accounts.bitesBy = () => bench.clock.now();
  const all: Bench = { ...bench, world, seen: [], breaches: [], protectedAt: Number.MAX_SAFE_INTEGER };
  accounts.onCall = (name, when) => {
    if (when === 'before' && CHANGES.test(name)) {
      if (world.isKilled) all.breaches.push(`${name} while the kill file exists`);
      all.seen.push(name);
    }
    if (world.fault?.name !== name || world.fault.when !== when) return;
    const { kind } = world.fault;
    world.fault = null;
    throw new OutsideError(kind, `${name}: it failed`);
  };
  await furnish(all);
  return all;
}

async function furnish({ store }: Bench): Promise<void> {
  const kinds: readonly Action['kind'][] = ['disable-inbox-rule', 'disable-account'];
  const revokes = ACCOUNTS.map((id) =>
    actionOf({ id: `act-${id}`, incident: `inc-${id}`, target: { id, upn: `${id}@contoso.com` } }),
  );
  const others = kinds.map((kind) => ({ ...revokes[0], ...actionOf({ kind }), id: `act-${kind}` }));
  const ofFirst = others.map((one) => ({
    ...one,
    incident: 'inc-a',
    target: { id: 'a', upn: 'a@contoso.com' },
  }));
  await store.write('test', async (tx) => {
    await tx.putUsers([{ ...profileOf(), id: 'a', upn: 'a@contoso.com', mailboxKind: 'user' }]);
    await tx.putRoleHoldings('held', []);
    for (const id of ACCOUNTS)
      await tx.putIncident(
        incidentOf({
          id: `inc-${id}`,
          subject: `${id}@contoso.com`,
          mailbox: { id, upn: `${id}@contoso.com` },
        }),
      );
    for (const action of [...revokes, ...ofFirst]) {
      await tx.putAction(action);
      await tx.enqueue(actJob(action, START));
    }
  });
}

/** What is wrong, by the ledger, which holds every action as it was when each call went out. */
async function breachesOf(bench: Bench): Promise<readonly string[]> {
  const entries = await bench.store.read((reads) => reads.ledger(0, 10_000));
  const found = [...bench.breaches];
  const last = new Map<string, StoredLedgerEntry>();
  const automatic = new Set<string>();
  let chain = NOTHING_CHECKED;
  let sent = 0;
  for (const entry of entries) {
    chain = checkEntry(chain, entry, null);
    const { kind, subject, detail, number } = entry;
    if (kind === 'call-returned') {
      if (String(detail.reason).startsWith('the kill file')) sent -= 1;
      continue;
    }
    if (kind !== 'call-sent') {
      if (subject !== null) last.set(subject, entry);
      continue;
    }
    sent += 1;
    const action = last.get(subject ?? '')?.detail as unknown as Action;
    const isUndoing = action.status === 'done';
    if (action.status !== 'approved' && !isUndoing)
      found.push(`${subject}: a call without a standing decision`);
    const isOfPerson = action.isApproved || action.resumedAt !== undefined || isUndoing;
    if (!isOfPerson) automatic.add(action.incident);
    if (!isUndoing && !action.isApproved && action.target.id === 'a' && number > bench.protectedAt)
      found.push(`${subject}: a call on a protected account`);
  }
  if (chain.firstBroken !== null) found.push('the chain of the ledger is broken');
  if (sent !== bench.seen.length)
    found.push(`the provider saw ${bench.seen.length} calls, the ledger ${sent}`);
  if (automatic.size > BURST + (bench.world.elapsedMs * BURST) / DAY_MS) found.push('more than the budget');
  return found;
}

/** A move of somebody, after which every law is looked at. */
class Move implements fc.AsyncCommand<object, Bench> {
  constructor(
    readonly name: string,
    readonly act: (bench: Bench) => Promise<unknown> | unknown,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_model: object, bench: Bench): Promise<void> {
    await this.act(bench);
    expect(await breachesOf(bench), this.name).toEqual([]);
  }

  toString(): string {
    return this.name;
  }
}

async function pass(bench: Bench, ms: number): Promise<void> {
  bench.world.elapsedMs += ms;
  await runAfter(bench, ms);
}

async function protect(bench: Bench): Promise<void> {
  bench.protectedAt = (await bench.store.read((reads) => reads.ledgerHead()))?.entries ?? 0;
  bench.world.isProtected = true;
}

const move = (name: string, act: Move['act']) => fc.constant(new Move(name, act));
const person = (kind: string, more: Record<string, string | number> = {}) =>
  fc
    .constantFrom(...ACCOUNTS)
    .map((id) => new Move(`${kind} ${id}`, (bench) => ask(bench, kind, { incident: `inc-${id}`, ...more })));
const FAULTS = fc
  .record({
    name: fc.constantFrom(
      ...['revokeSessions', 'sessionsValidFrom', 'kindOf', 'inboxRules', 'setInboxRuleEnabled'],
      ...['user', 'isAccountEnabled', 'setAccountEnabled'],
    ),
    kind: fc.constantFrom<OutsideErrorKind>('timeout', 'throttled', 'server-error', 'permission', 'refused'),
    when: fc.constantFrom('before' as const, 'after' as const),
  })
  .map(
    (fault) =>
      new Move(`${fault.kind} ${fault.when} ${fault.name}`, ({ world }) => {
        world.fault = fault;
      }),
  );
const TIME = fc
  .constantFrom(1_000, MINUTE_MS, 40 * MINUTE_MS, 13 * HOUR_MS)
  .map((ms) => new Move(`${ms} ms`, (bench) => pass(bench, ms)));

const MOVES = fc.commands(
  [
    TIME,
    TIME,
    FAULTS,
    move('kill', ({ world }) => void Object.assign(world, { isKilled: true })),
    move('go on', ({ world }) => void Object.assign(world, { isKilled: false })),
    move('protect', protect),
    move('share the mailbox', ({ accounts }) => void Object.assign(accounts, { mailboxKind: 'shared' })),
    person('approve', { hours: 1 }),
    person('reject', { reason: 'no' }),
    person('undo', { reason: 'it was us' }),
    move('resume', (bench) => ask(bench, 'resume', {})),
    move('drop', (bench) => ask(bench, 'drop', { reason: 'no' })),
  ],
  { maxCommands: LONGEST },
);

/** Once nobody disturbs any more, all is over, and people were called for what was not done or not shown. */
async function expectAnEnd(bench: Bench): Promise<void> {
  Object.assign(bench.world, { isKilled: false, fault: null });
  for (let round = 0; round < 6; round += 1) await pass(bench, 20 * MINUTE_MS);
  expect(await breachesOf(bench)).toEqual([]);
  const acting = await bench.store.read((reads) => reads.jobs('pending'));
  expect(acting.map(({ kind }) => kind).filter((kind) => ['act', 'verify', 'undo'].includes(kind))).toEqual(
    [],
  );
  for (const action of await bench.store.read((reads) => reads.actions())) {
    const { id, incident, status, verified } = action;
    expect(status, id).not.toBe('approved');
    const isQuiet = ['skipped', 'undone', 'proposed'].includes(status) || verified === 'yes';
    if (isQuiet) continue;
    const told = bench.sink.received.filter(
      (alert) => alert.incident === incident || alert.milestone === 'system',
    );
    const wanted = status === 'held' ? ['held', 'system'] : ['containment-failed'];
    expect(
      told.some(({ milestone }) => wanted.includes(milestone)),
      `${id} is ${status} ${verified}`,
    ).toBe(true);
  }
}

it('whatever people and the provider do, the jobs keep within every guard, end, and tell what was not done', async () => {
  await fc.assert(
    fc.asyncProperty(MOVES, async (moves) => {
      const bench = await open();
      await fc.asyncModelRun(() => ({ model: {}, real: bench }), moves);
      await expectAnEnd(bench);
      await bench.store.close();
    }),
    { numRuns: RUNS },
  );
}, 300_000);
