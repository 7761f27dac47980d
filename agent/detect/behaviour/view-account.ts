import type { AccessEvent, AccessEventKind } from '../../model/access-event.js';
import { type Actors, readActors } from '../../model/actors.js';
import { countedEvents } from '../../model/counted-events.js';
import { joinSessions } from '../../model/join-sessions.js';
import { readNetworkNames } from '../../model/network-names.js';
import type { Session } from '../../model/session.js';
import type { Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { type AccountDays, readDays } from './account-days.js';
import { type ClientJudgement, judgeClient, judgeMailClient, looseValues } from './client-judge.js';
import { createMemory, type Memory } from './memory.js';
import { createNetworkJudge, isRented, type NetworkJudgement, networkValues } from './network-judge.js';
import { type AccountView, isMailAccess, type SessionView } from './session-view.js';

/** Below this many active days an account is still being learned: what it does is its habit, unless rented. */
export function learningDaysOf({ learning }: Pick<Tuning, 'learning'>): number {
  return learning.coldStart.length;
}

/** Acts whose network and client are those of a person at a machine. */
const PERSONAL = new Set<AccessEventKind>([
  'sign-in',
  'mail-read',
  'mail-sync',
  'mail-send',
  'mail-search',
  'mail-delete',
  'mail-change',
  'inbox-rule',
  'mailbox-forwarding',
  'mailbox-permission',
]);

interface Draft {
  readonly session: Session;
  readonly isOwn: boolean;
  readonly isDisowned: boolean;
  readonly events: AccessEvent[];
  network: NetworkJudgement | null;
  signInClient: ClientJudgement | null;
  mailClient: ClientJudgement | null;
  newApplication: SessionView['newApplication'];
  isNewActor: boolean;
  historyDays: number;
  taughtOn: string;
}

/** Findings and habits are both made from the view of one timeline. */
const views = new WeakMap<Timeline, AccountView>();

/**
 * Reads a timeline once, in order of time, and judges every session by what the account was used to when the session
 * began. What a suspect session shows is not learned, so that an intruder does not become the habit.
 */
export function viewAccount(timeline: Timeline, tuning: Tuning): AccountView {
  const known = views.get(timeline);
  if (known?.tuning === tuning) return known;
  const view = readTimeline(timeline, tuning);
  views.set(timeline, view);
  return view;
}

/** Whoever wants to know what is learned gives the memory, and hears of each event before it is read. */
export interface Listener {
  readonly memory: Memory;
  readonly onEvent: (event: AccessEvent) => void;
}

/** As `viewAccount`, always read anew. */
export function readTimeline(timeline: Timeline, tuning: Tuning, listener?: Listener): AccountView {
  const events = countedEvents(timeline);
  const actors = readActors(events);
  const joined = joinSessions(events);
  const owner = actors.canonical(timeline.subject);
  const drafts = new Map<string, Draft>();
  const disowned = new Set(timeline.context?.disowned.map(({ session }) => session));
  const days = readDays(events);
  const reader = createReader(events, days, tuning, listener?.memory ?? createMemory(tuning));
  for (const event of events) {
    const session = joined.sessionOf(event.id);
    if (session === undefined) continue;
    let draft = drafts.get(session.key);
    if (draft === undefined) {
      draft = emptyDraft(session, isOwnAct(event, owner, actors), disowned.has(session.key));
      drafts.set(session.key, draft);
    }
    draft.events.push(event);
    listener?.onEvent(event);
    reader(draft, event);
  }
  const sessions = joined.sessions.flatMap(({ key }) => {
    const draft = drafts.get(key);
    return draft === undefined ? [] : [toView(draft)];
  });
  const sharedMailboxes = new Set(timeline.context?.sharedMailboxes);
  return { subject: timeline.subject, events, sessions, joined, days, sharedMailboxes, tuning };
}

function isOwnAct(event: AccessEvent, owner: string, actors: Actors): boolean {
  return event.actorType !== 'application' && actors.of(event) === owner;
}

/** Puts one event, in order of time, into its session's draft and then into the account's memory. */
function createReader(
  events: readonly AccessEvent[],
  days: AccountDays,
  tuning: Tuning,
  memory: Memory,
): (draft: Draft, event: AccessEvent) => void {
  const judgeNetwork = createNetworkJudge(tuning, readNetworkNames(events));
  const isApproved = approvalOf(tuning);
  const learningDays = learningDaysOf(tuning);
  const hasSignIns = events.some((event) => event.kind === 'sign-in');
  return (draft, event) => {
    if (event.outcome === 'failure' || event.outcome === 'interrupted') return;
    const day = days.of(event.at);
    if (draft.historyDays < 0) draft.historyDays = memory.historyDays(day);
    const isPersonal = draft.isOwn && PERSONAL.has(event.kind);
    if (isPersonal) judge(draft, event, { memory, day, judgeNetwork });
    if (isMailAccess(event)) readMail(draft, event, { memory, day, isApproved, learningDays });
    if (!isPersonal || draft.isDisowned) return;
    memory.markActive(day);
    teach(draft, event, { memory, day, hasSignIns, learningDays });
  };
}

/** Whether an application, by its id in lower case, may read mail at that time. */
type Approval = (appId: string, at: Instant) => boolean;

function approvalOf({ applications, applicationEnds }: Tuning): Approval {
  const approved = new Set(applications);
  return (appId, at) => approved.has(appId) && at < (applicationEnds[appId] ?? '~');
}

function judge(
  draft: Draft,
  event: AccessEvent,
  at: { memory: Memory; day: number; judgeNetwork: ReturnType<typeof createNetworkJudge> },
): void {
  draft.network ??= at.judgeNetwork(event, at.memory, at.day);
  if (event.kind === 'sign-in') draft.signInClient ??= judgeClient(event, at.memory, at.day);
  else if (isMailAccess(event)) draft.mailClient ??= judgeMailClient(event, at.memory, at.day);
}

function readMail(
  draft: Draft,
  event: AccessEvent,
  at: { memory: Memory; day: number; isApproved: Approval; learningDays: number },
): void {
  const { memory, day } = at;
  const { appId } = event.client;
  if (appId !== null && !at.isApproved(appId.toLowerCase(), event.at))
    readApplication(draft, event, appId, at);
  if (draft.isOwn || draft.session.user.startsWith('app:')) return;
  const actor = `actor:${draft.session.user}`;
  if (draft.events.length === 1) draft.isNewActor = !memory.knows(actor);
  if (draft.isDisowned) return;
  memory.learn(actor, day);
  memory.markActive(day);
}

function readApplication(
  draft: Draft,
  event: AccessEvent,
  appId: string,
  { memory, day, learningDays }: { memory: Memory; day: number; learningDays: number },
): void {
  const value = `app:${appId}`;
  const historyDays = memory.historyDays(day);
  const isKnown = memory.knows(value);
  const { network } = draft;
  const isElsewhere = network !== null && !network.isKnown && isRented(network);
  const isMoved = isKnown && isElsewhere && memory.days(value) >= learningDays;
  if (!isKnown || isMoved) draft.newApplication ??= { appId, event, historyDays, isMoved };
  if (draft.isDisowned) return;
  if (isKnown || historyDays < learningDays) memory.learn(value, day);
  else memory.learnSlowly(value, day);
}

/** A known client teaches its networks, a known network its clients. A stranger teaches slowly. */
function teach(
  draft: Draft,
  event: AccessEvent,
  at: { memory: Memory; day: number; hasSignIns: boolean; learningDays: number },
): void {
  const { memory, day, learningDays } = at;
  const { network, signInClient } = draft;
  const client = signInClient ?? draft.mailClient;
  const values = [...(network === null ? [] : networkValues(network)), ...(client?.values ?? [])];
  if (isMailAccess(event) && draft.mailClient !== null) values.push(...draft.mailClient.values);
  if (event.kind === 'sign-in' && network?.isKnown === true) values.push(...looseValues(event, signInClient));
  const taught = `${day}|${values.length}|${values.at(-1)}`;
  if (draft.taughtOn === taught) return;
  draft.taughtOn = taught;
  const historyDays = memory.historyDays(day);
  // A company behind a rented proxy shows it on its first day.
  const isLearning =
    historyDays === 0 || (historyDays < learningDays && network !== null && !isRented(network));
  const isTrusted = isLearning || network === null || network.isKnown || teachesNetwork(draft, at);
  for (const value of values) {
    if (isTrusted) memory.learn(value, day);
    else memory.learnSlowly(value, day);
  }
}

/**
 * Whether a new network may be learned at once: a company device was there, or a client of a known kind in a country
 * that is known. Many people use the same kind of client, so that alone teaches no rented network.
 */
function teachesNetwork(draft: Draft, at: { memory: Memory; hasSignIns: boolean }): boolean {
  const { network } = draft;
  const client = draft.signInClient ?? (at.hasSignIns ? null : draft.mailClient);
  if (network === null || isRented(network) || client === null) return false;
  if (client.isKnownDevice) return true;
  return client.isKnown && (network.country === null || network.novelty !== 'country');
}

function emptyDraft(session: Session, isOwn: boolean, isDisowned: boolean): Draft {
  return {
    session,
    isOwn,
    isDisowned,
    events: [],
    network: null,
    signInClient: null,
    mailClient: null,
    newApplication: null,
    isNewActor: false,
    historyDays: -1,
    taughtOn: '',
  };
}

function toView(draft: Draft): SessionView {
  const { session, isOwn, isDisowned, events, newApplication, isNewActor, network } = draft;
  return {
    session,
    events,
    signIns: events.filter((event) => event.kind === 'sign-in' && event.outcome === 'success'),
    mail: events.filter(isMailAccess),
    isOwn,
    isDisowned,
    network,
    client: draft.signInClient ?? draft.mailClient,
    newApplication,
    isNewActor,
    historyDays: Math.max(0, draft.historyDays),
  };
}
