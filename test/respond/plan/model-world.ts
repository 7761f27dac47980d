import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Action, ResponseMode } from '../../../agent/model/action.js';
import { type ContainmentState, NOT_BEGUN } from '../../../agent/model/containment.js';
import type { Incident } from '../../../agent/model/incident.js';
import type { DirectoryUser, MailboxKind } from '../../../agent/model/ports.js';
import { targetOf } from '../../../agent/model/target.js';
import { DAY_MS, type Instant, MINUTE_MS, shift } from '../../../agent/model/time.js';
import { type ActTerms, decideAct } from '../../../agent/respond/decide-act.js';
import { decideActions } from '../../../agent/respond/decide-actions.js';
import { hingesOnKind, type KindAnswer } from '../../../agent/respond/judge-mailbox-kind.js';
import { type PlanPolicy, USUAL_PLAN_POLICY } from '../../../agent/respond/plan/decide-plan.js';
import { decideWatch } from '../../../agent/respond/plan/decide-watch.js';
import { planIncident } from '../../../agent/respond/plan/incident-plan.js';
import { judgeStanding } from '../../../agent/respond/plan/judge-standing.js';
import { stepModeFor } from '../../../agent/respond/plan/step-mode.js';
import type { ResponsePolicy } from '../../../agent/respond/policy.js';
import { whyNotUndone } from '../../../agent/respond/undo-objects.js';
import { incidentOf } from '../incidents.js';
import { eventOf, profileOf } from './plan-facts.js';

const START = '2026-03-01T10:00:00.000Z';
export const EVALUATED_MS = 15 * MINUTE_MS;
const TIMING = {
  evaluatedMs: EVALUATED_MS,
  tokenLifeMs: EVALUATED_MS,
  watchMs: 14 * DAY_MS,
  watchEveryMs: 60 * MINUTE_MS,
};
/** Longer than a token lives, than the account cools down, and than an approval stands. */
const WAIT_MS = 40 * MINUTE_MS;
const APPROVAL_MS = 30 * MINUTE_MS;
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
const PLAN: PlanPolicy = {
  ...USUAL_PLAN_POLICY,
  modes: { ...USUAL_PLAN_POLICY.modes, 'disable-account': { default: 'enforce' } },
};

/** One account with its intruder, as the store, the logs and the provider have it. */
export interface World {
  readonly now: Instant;
  readonly events: readonly AccessEvent[];
  readonly actions: readonly Action[];
  readonly state: ContainmentState;
  readonly ceiling: ResponseMode;
  readonly isKilled: boolean;
  readonly isProtected: boolean;
  readonly isPrivileged: boolean;
  /** What the provider would say that the mailbox is for, and what the directory has stored. */
  readonly mailbox: MailboxKind;
  readonly storedMailbox: MailboxKind;
  /** Ids of actions that people were called for. */
  readonly paged: readonly string[];
  readonly wasStillIn: boolean;
  /** The call of the last move, if it made one. */
  readonly call: Call | null;
}

export interface Call {
  /** As it was when the call went out. */
  readonly action: Action;
  readonly isAnswered: boolean;
}

export type Move = (world: World) => World | null;

export const FIRST: World = {
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
  ceiling: 'enforce',
  isKilled: false,
  isProtected: false,
  isPrivileged: false,
  mailbox: 'user',
  storedMailbox: 'user',
  paged: [],
  wasStillIn: false,
  call: null,
};

/** Every move that can be thought of; those that are not possible in this world give null. */
export function movesOf(world: World): readonly Move[] {
  return [
    decide,
    look,
    comeBack,
    wait,
    once('isKilled', true),
    once('isProtected', true),
    once('isPrivileged', true),
    once('mailbox', 'shared'),
    once('ceiling', 'approve'),
    ...world.actions.flatMap((action) => [
      begin(action, 'took', true),
      begin(action, 'took', false),
      begin(action, 'refused', true),
      verify(action, 'yes'),
      verify(action, 'no'),
      approve(action),
      resume(action),
      undo(action),
    ]),
  ];
}

function policyOf({ isProtected, ceiling }: World): ResponsePolicy {
  return {
    mode: ceiling,
    learningUntil: null,
    protection: { reasonFor: () => (isProtected ? 'protected' : null) },
    plan: PLAN,
  };
}

function userIn({ storedMailbox, isPrivileged }: World): DirectoryUser {
  return {
    ...profileOf(),
    mailboxKind: storedMailbox,
    roles: isPrivileged ? ['Exchange Administrator'] : [],
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
  const { plan, steps } = planIncident(incident, world.events, userIn(world), policy, isStillIn);
  const more = decideActions(incident, policy, world.actions, world.now, steps);
  return { ...world, actions: [...world.actions, ...more], state: { ...world.state, plan } };
}

const decide: Move = (world) => decided(world, world.state.standing.verdict === 'still-in');

/** A look of the watch, with all logs complete. */
const look: Move = (world) => {
  const { now, events, actions } = world;
  const given = { incident: incidentIn(world), events, findings: [], actions, completeTo: now };
  const standing = judgeStanding({ ...given, timing: TIMING, now });
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

/** The act floor, up to what comes of the call. The mailbox is asked what it is for where the act hinges on it. */
function begin(action: Action, result: 'took' | 'refused', isAnswered: boolean): Move {
  return (before) => {
    if (action.status !== 'approved') return null;
    const isAsked = hingesOnKind(action, PLAN.modes);
    if (!isAsked && !isAnswered) return null;
    const world = isAsked && isAnswered ? { ...before, storedMailbox: before.mailbox } : before;
    const verdict = decideAct(
      action,
      stateOf(action, world),
      termsOf(action, world, isAsked, isAnswered),
      world.now,
    );
    if (verdict.verdict === 'wait') return world === before ? null : world;
    if (verdict.verdict === 'hold') return withAction(world, held(action, verdict.by));
    const tried: Action = { ...action, attemptedAt: world.now };
    const after: Action =
      result === 'took'
        ? { ...tried, status: 'done', doneAt: world.now }
        : { ...tried, status: 'failed', verified: 'no' };
    return { ...withAction(world, after, result === 'refused'), call: { action, isAnswered } };
  };
}

function held({ approvedUntil: _, ...action }: Action, heldBy: NonNullable<Action['heldBy']>): Action {
  const standing = heldBy === 'approval-expired' ? { isApproved: false } : {};
  return { ...action, ...standing, status: 'held', heldBy };
}

function stateOf({ id }: Action, { actions }: World) {
  return { recent: actions.filter((one) => one.id !== id), trips: [], accounts: 1_000 };
}

function termsOf({ kind }: Action, world: World, isAsked: boolean, isAnswered: boolean): ActTerms {
  const user = userIn(world);
  const { isKilled, isProtected, ceiling, mailbox } = world;
  const answer: KindAnswer = isAnswered
    ? { status: 'told', kind: mailbox }
    : { status: 'unknown', reason: 'no answer', isPassing: true };
  return {
    isKilled,
    policy: policyOf(world),
    mode: stepModeFor(kind, targetOf(user, isProtected), PLAN.modes, ceiling),
    ...(isAsked ? { mailbox: { answer, user, modes: PLAN.modes, ceiling } } : {}),
  };
}

function verify(action: Action, verified: 'yes' | 'no'): Move {
  return (world) =>
    action.status === 'done' && action.verified === 'unknown'
      ? withAction(world, { ...action, verified }, verified === 'no')
      : null;
}

function approve({ heldBy: _, ...action }: Action): Move {
  return (world) =>
    action.status === 'held' || action.status === 'proposed'
      ? withAction(world, {
          ...action,
          status: 'approved',
          isApproved: true,
          approvedUntil: shift(world.now, APPROVAL_MS),
        })
      : null;
}

function resume({ heldBy, ...action }: Action): Move {
  return (world) =>
    action.status === 'held' && heldBy !== 'protection'
      ? withAction(world, { ...action, status: 'approved', resumedAt: world.now })
      : null;
}

function undo(action: Action): Move {
  return (world) =>
    world.isKilled || whyNotUndone(action) !== null
      ? null
      : withAction(world, { ...action, status: 'undone' });
}

const comeBack: Move = (world) => {
  const count = world.events.filter(({ id }) => id.startsWith('back')).length;
  if (count >= MOST_RETURNS) return null;
  return { ...world, events: [...world.events, { ...READ, id: `back-${count}`, at: world.now }] };
};

const wait: Move = (world) =>
  world.now >= shift(START, MOST_WAITS * WAIT_MS) ? null : { ...world, now: shift(world.now, WAIT_MS) };

/** Something comes to be so and stays. */
function once<K extends keyof World>(name: K, value: World[K]): Move {
  return (world) => (world[name] === value ? null : { ...world, [name]: value });
}
