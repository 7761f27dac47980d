import { type AccessEvent, principalKey } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import type { PeerAnswer } from '../../model/peers.js';
import type { Timeline } from '../../model/store.js';
import type { BehaviourTuning, Tuning } from '../../model/tuning.js';
import type { Behaviour } from '../behaviour/declaration/behaviour.js';
import {
  BEHAVIOUR_TYPES,
  type BehaviourName,
  type BehaviourType,
} from '../behaviour/declaration/behaviour-types.js';
import { detectBehaviours } from '../behaviour/detect-behaviours.js';
import type { AccountTest } from '../content/read-account-test.js';
import { type RuleTestCase, stemOf } from '../content/read-rule-test.js';
import type { TunedTest } from '../content/test-tuning.js';
import { detectPeers } from '../peer/detect-peers.js';
import { peerQuestions } from '../peer/peer-questions.js';
import { type ReadTestRecord, type RuleTestResult, reasonOfFailure } from '../sigma/run-rule-tests.js';
import { daysLater } from './repeat-days.js';

/**
 * Runs the cases beside each behaviour: history and records of a case make the timelines of the accounts in them, and the behaviour must
 * speak of a record of the case, or must not. One that is switched off says nothing, so its cases are left out.
 */
export function runBehaviourTests(
  {
    behaviours,
    tests,
    tuning,
  }: {
    readonly behaviours: readonly Behaviour[];
    readonly tests: readonly TunedTest[];
    readonly tuning: Tuning;
  },
  read: ReadTestRecord,
): readonly RuleTestResult[] {
  return behaviours
    .filter(({ isEnabled }) => isEnabled)
    .flatMap(({ type, file }) =>
      tests
        .filter((test) => stemOf(test.file) === stemOf(file))
        .flatMap((test) => test.cases.map((one) => resultOf(one, type, test, test.tuning ?? tuning, read))),
    );
}

function resultOf(
  one: RuleTestCase,
  type: BehaviourName,
  { file, account }: TunedTest,
  tuning: Tuning,
  read: ReadTestRecord,
): RuleTestResult {
  const { kind, index, line } = one;
  const past = eventsOf(historyOf(account), read);
  const given = eventsOf(one.records, read);
  const speaks =
    past === null || given === null
      ? null
      : isSpokenOf(type, past, given, { tuning, peers: account?.peers ?? null });
  const reason = reasonOfFailure(
    kind,
    speaks,
    'the behaviour says something of it',
    'the behaviour says nothing of it',
  );
  return { rule: `behaviour:${type}`, file, line, kind, index, passed: reason === null, reason };
}

function historyOf(account: AccountTest | null): readonly Parameters<ReadTestRecord>[0][] {
  const { days, records } = account?.history ?? { days: 0, records: [] };
  return Array.from({ length: days }, (_, day) => records.map((record) => daysLater(record, day))).flat();
}

/** Null when one of them is no act that we know. */
function eventsOf(
  records: readonly Parameters<ReadTestRecord>[0][],
  read: ReadTestRecord,
): readonly AccessEvent[] | null {
  const events = records.map((record) => read(record)?.event ?? null);
  const known = events.filter((event) => event !== null);
  return known.length === events.length ? known : null;
}

interface Terms {
  readonly tuning: Tuning;
  readonly peers: AccountTest['peers'];
}

/** Of one that adds to another's points, whether these are others without it. */
function isSpokenOf(
  type: BehaviourName,
  past: readonly AccessEvent[],
  given: readonly AccessEvent[],
  terms: Terms,
): boolean {
  const ids = new Set(given.map(({ id }) => id));
  const { addsTo }: BehaviourType = BEHAVIOUR_TYPES[type];
  const said = (by: Terms): readonly Finding[] =>
    findingsOf([...past, ...given], by).filter(
      ({ rule, events }) => rule === `behaviour:${addsTo ?? type}` && events.some((id) => ids.has(id)),
    );
  if (addsTo === undefined) return said(terms).length > 0;
  const worth = (by: Terms): number => said(by).reduce((sum, { points }) => sum + points, 0);
  return worth(terms) !== worth({ ...terms, tuning: withoutPoints(type, terms.tuning) });
}

function withoutPoints(type: BehaviourName, tuning: Tuning): Tuning {
  const own: BehaviourTuning | undefined = tuning.behaviours[type];
  if (own === undefined) return tuning;
  return { ...tuning, behaviours: { ...tuning.behaviours, [type]: { ...own, points: 0 } } };
}

function findingsOf(events: readonly AccessEvent[], { tuning, peers }: Terms): readonly Finding[] {
  return timelinesOf(events).flatMap((timeline) => [
    ...detectBehaviours(timeline, tuning),
    ...detectPeers(timeline, tuning, answersOf(timeline, tuning, peers)),
  ]);
}

/** An event belongs to the account that it was done to and to that which did it, as in the store. */
function timelinesOf(events: readonly AccessEvent[]): readonly Timeline[] {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const sorted = unique.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  const subjects = new Set(
    sorted.flatMap(({ mailbox, user }) => [principalKey(mailbox), principalKey(user)]),
  );
  return [...subjects].flatMap((subject) => {
    if (subject === null) return [];
    const own = sorted.filter(
      ({ mailbox, user }) => principalKey(mailbox) === subject || principalKey(user) === subject,
    );
    return [{ subject, events: own, matches: [] }];
  });
}

function answersOf(timeline: Timeline, tuning: Tuning, peers: AccountTest['peers']): readonly PeerAnswer[] {
  if (peers === null) return [];
  return peerQuestions(timeline, tuning).map((question) => ({
    ...question,
    group: 'company',
    peers: peers.count,
    users: peers.used.get(question.value) ?? 0,
  }));
}
