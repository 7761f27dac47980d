import { expect, it } from 'vitest';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Action } from '../../../agent/model/action.js';
import { type ContainmentState, NOT_BEGUN } from '../../../agent/model/containment.js';
import type { Incident } from '../../../agent/model/incident.js';
import { DAY_MS, type Instant, MINUTE_MS, shift } from '../../../agent/model/time.js';
import { decideAct } from '../../../agent/respond/decide-act.js';
import { decideActions } from '../../../agent/respond/decide-actions.js';
import { USUAL_PLAN_POLICY } from '../../../agent/respond/plan/decide-plan.js';
import { decideWatch } from '../../../agent/respond/plan/decide-watch.js';
import { planIncident } from '../../../agent/respond/plan/incident-plan.js';
import { judgeStanding } from '../../../agent/respond/plan/judge-standing.js';
import type { ResponsePolicy } from '../../../agent/respond/policy.js';
import { whyNotUndone } from '../../../agent/respond/undo-objects.js';
import { incidentOf } from '../incidents.js';
import { eventOf, profileOf } from './plan-facts.js';

const START = '2026-03-01T10:00:00.000Z';
const DEPTH = 9;
const EVALUATED_MS = 15 * MINUTE_MS;
const TIMING = {
  evaluatedMs: EVALUATED_MS,
  tokenLifeMs: EVALUATED_MS,
  watchMs: 14 * DAY_MS,
  watchEveryMs: 60 * MINUTE_MS,
};
/** Longer than a token lives and than the account cools down. */
const WAIT_MS = 40 * MINUTE_MS;
const MOST_WAITS = 3;
const MOST_RETURNS = 1;
const SESSION = { id: '1', tokenId: null, isBound: null };
const READ = eventOf('mail-read', { id: 'read-0', session: SESSION });
const RULE = eventOf('inbox-rule', {
  id: 'rule-0',
  session: SESSION,
  facts: { ruleAct: 'create', forwards: true, forwardsOutside: true },
});
const ORIGIN = {
  address: READ.network.address,
  asn: null,
  country: null,
  place: null,
  client: null,
  firstAt: READ.at,
  lastAt: READ.at,
};
const USER = { ...profileOf(), mailboxKind: 'user' as const, roles: [] };

/** One account with its intruder, as the store, the logs and the provider have it. */
interface World {
  readonly now: Instant;
  readonly events: readonly AccessEvent[];
  readonly actions: readonly Action[];
  readonly state: ContainmentState;
  readonly isKilled: boolean;
  readonly isProtected: boolean;
  /** Ids of actions that people were called for. */
  readonly paged: readonly string[];
  readonly wasStillIn: boolean;
  /** The action of the last move, as it was when its call went out. */
  readonly call: Action | null;
}

type Move = (world: World) => World | null;

function policyOf({ isProtected }: World): ResponsePolicy {
  const modes = { ...USUAL_PLAN_POLICY.modes, 'disable-account': { default: 'enforce' as const } };
  return {
    mode: 'enforce',
    learningUntil: null,
    protection: { reasonFor: () => (isProtected ? 'protected' : null) },
    plan: { ...USUAL_PLAN_POLICY, modes },
  };
}

function incidentIn({ events }: World): Incident {
  const lastEvent = events.at(-1)?.at ?? START;
  return incidentOf({ lastEvent, mailEvents: [READ.id], sessions: ['sid:1'], origins: [ORIGIN] });
}

/** The decide floor, and what the watch decides upon a return. */
function decided(world: World, isStillIn: boolean): World {
  const incident = incidentIn(world);
  const policy = policyOf(world);
  const { plan, steps } = planIncident(incident, world.events, USER, policy, isStillIn);
  const more = decideActions(incident, policy, world.actions, world.now, steps);
  return { ...world, actions: [...world.actions, ...more], state: { ...world.state, plan } };
}

const decide: Move = (world) => decided(world, world.state.standing.verdict === 'still-in');

/** A look of the watch, with all logs complete. */
const look: Move = (world) => {
  const { now, events, actions } = world;
  const incident = incidentIn(world);
  const standing = judgeStanding({
    incident,
    events,
    findings: [],
    actions,
    completeTo: now,
    timing: TIMING,
    now,
  });
  const { state, isReturn } = decideWatch(world.state, standing, TIMING, now);
  const wasStillIn = world.wasStillIn || standing.verdict === 'still-in';
  const looked = { ...world, state, wasStillIn };
  return isReturn ? decided(looked, true) : looked;
};

function withAction(world: World, action: Action, page = false): World {
  return {
    ...world,
    actions: world.actions.map((one) => (one.id === action.id ? action : one)),
    paged: page ? [...world.paged, action.id] : world.paged,
  };
}

function begin(action: Action, result: 'took' | 'refused'): Move {
  return (world) => {
    if (action.status !== 'approved') return null;
    const recent = world.actions.filter(({ id }) => id !== action.id);
    const terms = { isKilled: world.isKilled, policy: policyOf(world) };
    const state = { recent, trips: [], accounts: 1_000 };
    const verdict = decideAct(action, state, terms, world.now);
    if (verdict.verdict === 'wait') return null;
    if (verdict.verdict === 'hold')
      return withAction(world, { ...action, status: 'held', heldBy: verdict.by });
    const tried: Action = { ...action, attemptedAt: world.now };
    const after: Action =
      result === 'took'
        ? { ...tried, status: 'done', doneAt: world.now }
        : { ...tried, status: 'failed', verified: 'no' };
    return { ...withAction(world, after, result === 'refused'), call: action };
  };
}

function verify(action: Action, verified: 'yes' | 'no'): Move {
  return (world) =>
    action.status === 'done' && action.verified === 'unknown'
      ? withAction(world, { ...action, verified }, verified === 'no')
      : null;
}

const approve =
  (action: Action): Move =>
  (world) =>
    action.status === 'held' || action.status === 'proposed'
      ? withAction(world, {
          ...action,
          status: 'approved',
          isApproved: true,
          approvedUntil: shift(world.now, DAY_MS),
        })
      : null;

const undo =
  (action: Action): Move =>
  (world) =>
    world.isKilled || whyNotUndone(action) !== null
      ? null
      : withAction(world, { ...action, status: 'undone' });

const comeBack: Move = (world) => {
  const count = world.events.filter(({ id }) => id.startsWith('back')).length;
  if (count >= MOST_RETURNS) return null;
  return { ...world, events: [...world.events, { ...READ, id: `back-${count}`, at: world.now }] };
};

const wait: Move = (world) =>
  world.now >= shift(START, MOST_WAITS * WAIT_MS) ? null : { ...world, now: shift(world.now, WAIT_MS) };

function movesOf(world: World): readonly Move[] {
  return [
    decide,
    look,
    comeBack,
    wait,
    (one) => (one.isKilled ? null : { ...one, isKilled: true }),
    (one) => (one.isProtected ? null : { ...one, isProtected: true }),
    ...world.actions.flatMap((action) => [
      begin(action, 'took'),
      begin(action, 'refused'),
      verify(action, 'yes'),
      verify(action, 'no'),
      approve(action),
      undo(action),
    ]),
  ];
}

const FIRST: World = {
  now: START,
  events: [READ, RULE],
  actions: [],
  state: {
    incident: 'inc-1',
    plan: { target: [], steps: [], byHand: [] },
    standing: NOT_BEGUN,
    watchUntil: null,
    watchStatement: null,
  },
  isKilled: false,
  isProtected: false,
  paged: [],
  wasStillIn: false,
  call: null,
};

/** Every state that `DEPTH` moves lead to, each once, with the one before it. */
function* explore(): Generator<readonly [before: World, after: World]> {
  const seen = new Set<string>();
  let layer: readonly World[] = [FIRST];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next: World[] = [];
    for (const world of layer) {
      for (const move of movesOf(world)) {
        const after = move({ ...world, call: null });
        if (after === null) continue;
        yield [world, after];
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after);
      }
    }
    layer = next;
  }
}

function keyOf({ call: _, state, actions, events, ...world }: World): string {
  const { standing, plan } = state;
  const told = actions.map((one) => [one.id, one.status, one.verified, one.isApproved, one.doneAt]);
  return JSON.stringify([world, told, events.at(-1)?.at, standing, plan.target]);
}

const isHard = ({ kind }: Action): boolean => kind === 'disable-account';

function breaches(before: World, after: World): readonly string[] {
  const found: string[] = [];
  const { call, actions, state, events } = after;
  if (call !== null) {
    if (call.status !== 'approved') found.push('a call without a standing decision');
    if (before.isKilled) found.push('a call while the kill file exists');
    if (before.isProtected && !call.isApproved) found.push('a call on a protected account');
  }
  for (const action of actions) {
    const was = before.actions.find(({ id }) => id === action.id);
    if (isHard(action) && !after.wasStillIn) found.push('the hard tier before anybody came back');
    if (action.status === 'failed' && !after.paged.includes(action.id))
      found.push('a failure without a page');
    if (action.verified === 'no' && !after.paged.includes(action.id)) found.push('unverified in silence');
    if (action.status === 'undone' && was?.status !== 'undone' && was?.status !== 'done')
      found.push('something was taken back that was not done');
    if (action.status === 'undone' && action.kind === 'revoke-sessions')
      found.push('a revocation was taken back');
    if (was === undefined && before.isProtected && action.status === 'approved')
      found.push('decided on a protected account without a person');
  }
  const again = actions.filter(({ kind }) => kind !== 'revoke-sessions').map(({ kind }) => kind);
  if (again.length > new Set(again).size) found.push('a step that stands or was taken back is decided again');
  const revokedAt = actions.findLast((one) => one.kind === 'revoke-sessions' && one.doneAt !== null)?.doneAt;
  if (state.standing !== before.state.standing && state.standing.verdict === 'proven-out') {
    if (!actions.some((one) => one.kind === 'revoke-sessions' && one.verified === 'yes'))
      found.push('proven out without a revocation that is shown');
    if (events.some(({ at }) => at > shift(revokedAt ?? '', EVALUATED_MS)))
      found.push('proven out over an act of the intruder');
  }
  const { lastSeenAt, verdict } = state.standing;
  const answers = actions.filter(
    ({ kind, doneAt, decidedAt }) =>
      kind === 'revoke-sessions' && (doneAt === null || decidedAt >= (lastSeenAt ?? '')),
  );
  if (verdict === 'still-in' && answers.length === 0) found.push('a return that nothing answers');
  return found;
}

it('no order of decisions, acts, verifications, returns, approvals and undoings leads past a guard', {
  timeout: 300_000,
}, () => {
  const reached = new Set<string>();
  let steps = 0;
  for (const [before, after] of explore()) {
    steps += 1;
    const found = breaches(before, after);
    if (found.length > 0) expect(found, JSON.stringify([before, after], null, 1)).toEqual([]);
    reached.add(after.state.standing.verdict);
    for (const { kind, status } of after.actions) reached.add(`${kind} ${status}`);
  }
  // The law would hold of nothing if these had not been met.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      ...['waiting', 'proven-out', 'still-in', 'cannot-tell'],
      ...['disable-account done', 'disable-account held', 'disable-account undone'],
      ...['disable-inbox-rule undone', 'revoke-sessions failed', 'revoke-sessions held'],
    ]),
  );
  expect(steps).toBeGreaterThan(10_000);
});
