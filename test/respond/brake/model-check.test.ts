import { expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import type { BrakeSettings, BrakeTrip } from '../../../agent/model/brake.js';
import { HOUR_MS, type Instant, shift } from '../../../agent/model/time.js';
import { type BrakeState, brakeHorizonMs } from '../../../agent/respond/brake/decide-brake.js';
import { decideAct } from '../../../agent/respond/decide-act.js';
import { actionOf } from '../incidents.js';

/** As small as can be with every rule still at work: three accounts trip the breaker, two use up the budget. */
const SETTINGS: BrakeSettings = {
  accountCoolDownMs: HOUR_MS / 2,
  accountPerDay: 2,
  tenantBurst: 2,
  tenantRefillMs: 24 * HOUR_MS,
  breakerWindowMs: 2 * HOUR_MS,
  breakerMinimum: 2,
};
const TERMS = { settings: SETTINGS, accounts: 3 };
const ACCOUNTS = ['a', 'b', 'c'];
const START = '2026-03-01T00:00:00.000Z';
const DEPTH = 6;

/** One tenant, as the store and the provider have it. */
interface World {
  readonly now: Instant;
  readonly actions: readonly Action[];
  readonly trips: readonly BrakeTrip[];
  readonly isKilled: boolean;
  readonly isProtected: boolean;
  /** Calls that went out, as they were allowed. */
  readonly calls: readonly Call[];
}

interface Call {
  readonly action: Action;
  readonly at: Instant;
  readonly world: Omit<World, 'calls'>;
}

type Move = (world: World) => World | null;

const replace = (world: World, action: Action): World => ({
  ...world,
  actions: world.actions.map((one) => (one.id === action.id ? action : one)),
});

/** The decide floor: one revoke of an account, on one rule, by an intruder of its own or by a common one. */
function decide(account: string, intruder: string): Move {
  return (world) => {
    const count = world.actions.filter((one) => one.target.id === account).length;
    if (world.actions.some((one) => one.target.id === account && one.status !== 'done')) return null;
    const basis = {
      causes: intruder === 'none' ? ['rule:r'] : [],
      intruder: [`session:${account}${count}`],
      lastEvent: world.now,
    };
    const action = actionOf({
      id: `${account}${count}`,
      incident: `inc-${account}${count}`,
      target: { id: account, upn: null },
      decidedAt: world.now,
      basis,
    });
    return { ...world, actions: [...world.actions, action] };
  };
}

/** The act floor, up to the moment at which the call goes out. */
function begin(id: string): Move {
  return (world) => {
    const action = world.actions.find((one) => one.id === id);
    if (action?.status !== 'approved') return null;
    const since = shift(world.now, -brakeHorizonMs(SETTINGS));
    const state: BrakeState = {
      recent: world.actions.filter((one) => one.id !== id && one.decidedAt >= since),
      trips: world.trips,
      accounts: TERMS.accounts,
    };
    const protection = { reasonFor: () => (world.isProtected ? 'protected' : null) };
    const policy = { protection, brake: TERMS };
    const verdict = decideAct(action, state, { isKilled: world.isKilled, policy }, world.now);
    if (verdict.verdict === 'wait') return null;
    if (verdict.verdict === 'hold') {
      const others = world.trips.filter((trip) => trip.id !== verdict.trip?.id);
      const trips = verdict.trip === null ? world.trips : [...others, verdict.trip];
      return replace({ ...world, trips }, { ...action, status: 'held', heldBy: verdict.by });
    }
    const { calls: _, ...before } = world;
    const call: Call = { action, at: world.now, world: before };
    const begun: Action = { ...action, attemptedAt: action.attemptedAt ?? world.now };
    return replace({ ...world, calls: [...world.calls, call] }, begun);
  };
}

/** What comes of a call: it took, its answer was lost, or it was refused. */
function answer(id: string, verified: Action['verified'] | 'lost' | 'refused'): Move {
  return (world) => {
    const action = world.actions.find((one) => one.id === id);
    if (action?.status !== 'approved' || action.attemptedAt === null) return null;
    if (verified === 'lost') return world;
    if (verified === 'refused') return replace(world, { ...action, status: 'failed', verified: 'no' });
    return replace(world, { ...action, status: 'done', doneAt: world.now, verified });
  };
}

function person(id: string, change: (action: Action, now: Instant) => Partial<Action> | null): Move {
  return (world) => {
    const action = world.actions.find((one) => one.id === id);
    const changed = action === undefined ? null : change(action, world.now);
    return action === undefined || changed === null ? null : replace(world, { ...action, ...changed });
  };
}

const approve = (id: string): Move =>
  person(id, ({ status }, now) =>
    status === 'held'
      ? { status: 'approved', isApproved: true, approvedUntil: shift(now, 4 * HOUR_MS) }
      : null,
  );
const resume = (id: string): Move =>
  person(id, ({ status, heldBy }, now) =>
    status === 'held' && heldBy !== 'protection' ? { status: 'approved', resumedAt: now } : null,
  );

function movesOf(world: World): readonly Move[] {
  const ids = world.actions.map((action) => action.id);
  return [
    ...ACCOUNTS.flatMap((account) => [decide(account, 'none'), decide(account, account)]),
    ...ids.flatMap((id) => [
      begin(id),
      answer(id, 'yes'),
      answer(id, 'refused'),
      answer(id, 'lost'),
      approve(id),
      resume(id),
    ]),
    (one) => (one.isKilled ? null : { ...one, isKilled: true }),
    (one) => (one.isProtected ? null : { ...one, isProtected: true }),
    (one) => ({ ...one, now: shift(one.now, 5 * HOUR_MS) }),
  ];
}

/** Every state that `DEPTH` moves lead to, each once. */
function* explore(): Generator<World> {
  const begin: World = {
    now: START,
    actions: [],
    trips: [],
    isKilled: false,
    isProtected: false,
    calls: [],
  };
  const seen = new Set<string>();
  let layer: readonly World[] = [begin];
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const next: World[] = [];
    for (const world of layer) {
      const key = keyOf(world);
      if (seen.has(key)) continue;
      seen.add(key);
      yield world;
      for (const move of movesOf(world)) {
        const after = move(world);
        if (after !== null && after !== world) next.push(after);
      }
    }
    layer = next;
  }
}

/** The latest call alone is judged in each state: those before were judged in the state that they made. */
function keyOf({ calls, ...world }: World): string {
  const last = calls.at(-1);
  return JSON.stringify([world, last?.action.id, last?.at, calls.length]);
}

const isPersons = (action: Action): boolean => action.isApproved || action.resumedAt !== undefined;

function breaches({ actions, calls }: World): readonly string[] {
  const found: string[] = [];
  const call = calls.at(-1);
  if (call !== undefined) {
    const { action, at, world } = call;
    if (action.status !== 'approved') found.push('a call without a standing decision');
    if (world.isKilled) found.push('a call while the kill file exists');
    if (world.isProtected && !action.isApproved) found.push('a call on a protected account');
    if (action.approvedUntil !== undefined && action.approvedUntil < at)
      found.push('a call after the approval had ended');
    const holding = world.trips.some(
      (trip) =>
        action.basis?.causes.includes(trip.cause) &&
        trip.releasedAt === null &&
        shift(trip.lastAt, 24 * HOUR_MS) > at,
    );
    if (holding && !isPersons(action)) found.push('a call that a trip holds');
  }
  // A bucket of two that fills in a day gives at most four within any one day.
  const automatic = calls.filter((one) => !isPersons(one.action)).map((one) => one.action);
  if (new Set(automatic.map((action) => action.incident)).size > 4) found.push('more than the budget');
  for (const action of actions) {
    const isOver = action.status === 'done' || action.status === 'failed';
    if (isOver && action.attemptedAt === null) found.push('an end without a call');
    if (action.status === 'failed' && action.verified === 'yes') found.push('a failure that is verified');
  }
  return found;
}

it('no order of decisions, calls, lost answers, approvals, resumptions, protections and kills leads past a guard', {
  timeout: 120_000,
}, () => {
  const reached = new Set<string>();
  let states = 0;
  for (const world of explore()) {
    states += 1;
    const found = breaches(world);
    if (found.length > 0) expect(found, JSON.stringify(world, null, 1)).toEqual([]);
    for (const action of world.actions) reached.add(`${action.status}:${action.heldBy ?? ''}`);
  }
  // The law would hold of nothing if these had not been met.
  for (const met of [
    'done:',
    'failed:',
    'held:breaker',
    'held:tenant-budget',
    'held:kill-file',
    'held:protection',
  ])
    expect(reached, met).toContain(met);
  expect(states).toBeGreaterThan(1_000);
});
