import type { AccessEvent, AccessEventKind } from './access-event.js';
import type { AccountContext } from './account-context.js';
import type { AccountHabit, WaitingAccount } from './account-habit.js';
import type { Action } from './action.js';
import type { Alert } from './alert.js';
import type { ContainmentState } from './containment.js';
import type { Coverage, RepairAttempt } from './coverage.js';
import type { RoleHolding, RoleHoldingKind } from './directory-ports.js';
import type { ErasureFacts } from './erasure.js';
import type { Exposure } from './exposure.js';
import type { Finding } from './finding.js';
import type { Incident } from './incident.js';
import type { JsonObject } from './json.js';
import type { LatenessHistogram } from './lateness.js';
import type { LedgerHead, LedgerNote, StoredLedgerEntry } from './ledger.js';
import type { MailboxSurvey, SurveyedMessage } from './mailbox-survey.js';
import type { StoreFigures } from './metrics.js';
import type { PastLimit } from './past-limit.js';
import type { PeerAnswer, PeerQuestion, PeerUsage } from './peers.js';
import type { DirectoryUser, SourceCursor } from './ports.js';
import type { RawRecord, RejectedRecord } from './raw-record.js';
import type { ReportVersion } from './report-version.js';
import type {
  CorrelationDefinition,
  GroupStretch,
  PlainSighting,
  StoredCorrelationHit,
  StoredSighting,
} from './sighting.js';
import type { Instant } from './time.js';
import type { Arrivals, HourVolume } from './volume.js';

/** A record rule that matched one record. Follows from the record and the rules. */
export interface RuleMatch {
  readonly rule: string;
  readonly event: string;
  /** Of a correlation: without what an outsider can cause there would be no match, whatever the event itself needs. */
  readonly needsCredential?: false;
}

/** What the store did with one key of a batch. `record` is the merged one. */
export interface MergedRecord {
  readonly record: RawRecord;
  readonly change: 'new' | 'changed' | 'same';
}

/**
 * All that is stored about one account and can matter, oldest first by (at, id): the provider's background work and our own
 * reads are left out where no rule matched them.
 */
export interface Timeline {
  readonly subject: string;
  readonly events: readonly AccessEvent[];
  readonly matches: readonly RuleMatch[];
  /** Begin of the first day that is in it, where it was asked for with a limit and the account is older than that; missing: all is. */
  readonly from?: Instant;
  /** Missing: nothing is known beside the events. */
  readonly context?: AccountContext;
}

export type JobKind =
  | 'act'
  | 'verify'
  | 'undo'
  | 'watch'
  | 'freeze'
  | 'assess'
  | 'report'
  | 'deliver'
  | 'survey';

/** Something to be done outside the decide floor. Safe to do twice. */
export interface JobSpec {
  /** Derived: one job per kind and thing. */
  readonly id: string;
  readonly kind: JobKind;
  /** The incident, action or alert that it is about. */
  readonly subject: string;
  /** Follows from the content to be worked on: the same version is never done twice, a new one is. */
  readonly version: string;
  readonly dueAt: Instant;
  /** 0 goes first: containment 0, verification 1, alerts 2, reports and assessments 5. */
  readonly priority: number;
  readonly payload: JsonObject;
}

export interface Job extends JobSpec {
  readonly status: 'pending' | 'leased' | 'done' | 'dead';
  readonly attempts: number;
  readonly leaseUntil: Instant | null;
  readonly lastError: string | null;
}

/** What a command asks of the process that holds the writer's lease. */
export interface StoreRequest {
  readonly id: string;
  readonly kind: string;
  readonly payload: JsonObject;
  readonly requestedAt: Instant;
  readonly status: 'pending' | 'done' | 'refused';
  readonly result: string | null;
}

export interface RejectedListing {
  readonly key: string;
  readonly source: string;
  readonly reason: string;
  readonly at: Instant;
}

export interface AlertRow {
  readonly alert: Alert;
  readonly deliveries: readonly {
    readonly sink: string;
    readonly at: Instant;
    /** Missing when it was sent for itself. */
    readonly outcome?: 'grouped' | 'silenced';
  }[];
}

/** A person has taken an alert's matter in hand. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: Instant;
}

/** All stored events in numbers. */
export interface EventSummary {
  readonly byKind: Readonly<Record<string, number>>;
  readonly first: Instant | null;
  readonly last: Instant | null;
  /** Accounts whose mailbox an event names. */
  readonly mailboxes: number;
}

/** Reads; each sees one consistent state. */
export interface StoreReads {
  /** One that was joined into another (is an alias of it) is no case of its own: its id leads to the other. */
  incident(idOrAlias: string): Promise<Incident | null>;
  incidents(): Promise<readonly Incident[]>;
  incidentsOf(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Incident[]>>;
  /** Those that bear one of these keys (see `traceKeys`), by id. */
  incidentsTraced(traces: readonly string[]): Promise<readonly Incident[]>;
  findingsOf(subject: string): Promise<readonly Finding[]>;
  /** All findings, by subject, then id. */
  findings(): Promise<readonly Finding[]>;
  /** Number of findings by rule. */
  findingCounts(): Promise<ReadonlyMap<string, number>>;
  /** What is stored, as a whole. */
  eventSummary(): Promise<EventSummary>;
  action(id: string): Promise<Action | null>;
  /** With those that were decided under another name of the incident; each action once, under the first of its names that was asked for. */
  actionsOf(incidents: readonly string[]): Promise<ReadonlyMap<string, readonly Action[]>>;
  actions(): Promise<readonly Action[]>;
  /** Decided at `from` or later, oldest first. */
  actionsSince(from: Instant): Promise<readonly Action[]>;
  /** The newest under any name of the incident. */
  exposure(incident: string): Promise<Exposure | null>;
  exposures(): Promise<readonly Exposure[]>;
  /** What the incident's report said, the oldest first. */
  reportVersions(incident: string): Promise<readonly ReportVersion[]>;
  /** What is known of a whole mailbox, by the key of its account; null where nobody asked. */
  survey(subject: string): Promise<MailboxSurvey | null>;
  /** By subject. */
  surveys(): Promise<readonly MailboxSurvey[]>;
  /** In the order of their ids, those after `after` only. */
  surveyedMessages(subject: string, after: string, limit: number): Promise<readonly SurveyedMessage[]>;
  /** The one under the incident's own id, else under another name of it; null before a plan was made. */
  containmentState(incident: string): Promise<ContainmentState | null>;
  alerts(): Promise<readonly AlertRow[]>;
  alert(id: string): Promise<AlertRow | null>;
  /** All alerts about one thing, the oldest first; `thread` is the key of their briefs. */
  alertsOf(thread: string): Promise<readonly AlertRow[]>;
  /** Null while nobody has taken the matter in hand. */
  acknowledgement(thread: string): Promise<Acknowledgement | null>;
  /** True when a sending was begun and its end is not known: it may have arrived. */
  isSending(alert: string, sink: string): Promise<boolean>;
  /** Timelines of accounts; empty for an account of which nothing is stored. Without a limit all that is stored. */
  timelines(subjects: readonly string[], limit?: PastLimit): Promise<ReadonlyMap<string, Timeline>>;
  events(ids: readonly string[]): Promise<readonly AccessEvent[]>;
  /** The latest events by their own time, the latest first; only of a source and of kinds where these are given. */
  newestEvents(
    limit: number,
    of: { readonly source?: string; readonly kinds?: readonly AccessEventKind[] },
  ): Promise<readonly AccessEvent[]>;
  /** Of these accounts, by key, those whose mail was seen to be read at `from` or later, by whomever. */
  mailboxesRead(subjects: readonly string[], from: Instant): Promise<ReadonlySet<string>>;
  /** Keys of the accounts that an event at `from` or later belongs to, sorted. */
  accountsSince(from: Instant): Promise<readonly string[]>;
  /** Keys of all accounts, sorted: those after `after` only. */
  accountKeys(after: string, limit: number): Promise<readonly string[]>;
  /** Raw records by key, decrypted; a key that is not there is left out. */
  records(keys: readonly string[]): Promise<readonly RawRecord[]>;
  recordCount(source?: string): Promise<number>;
  rejected(limit: number): Promise<readonly RejectedListing[]>;
  rejectedCount(source?: string): Promise<number>;
  /** How many are set aside for what, by source and reason. */
  rejectedCounts(): Promise<readonly { source: string; reason: string; count: number }[]>;
  /** Keys of all that is set aside, the oldest first. */
  rejectedKeys(): Promise<readonly string[]>;
  /** What is set aside under these keys, decrypted; a key under which nothing is, is left out. */
  rejectedRecords(keys: readonly string[]): Promise<readonly RejectedRecord[]>;
  /** What a correlation saw in one group, oldest first by (at, event, rule). */
  sightings(stretch: GroupStretch, limit?: number): Promise<readonly StoredSighting[]>;
  /**
   * What a correlation saw within `spanMs` of a stretch, in no order, if none of it is part of an episode and in all of the wider
   * stretch, `aroundMs` to each side, every event stands for its own act; else null. Reads much less than `sightings`.
   */
  quietSightings(
    stretch: GroupStretch,
    spanMs: number,
    aroundMs: number,
  ): Promise<readonly PlainSighting[] | null>;
  /** What a correlation saw in these events, in whatever groups. */
  sightingsAt(correlation: string, events: readonly string[]): Promise<readonly StoredSighting[]>;
  /** Which of these groups saw anything at `from` (milliseconds since the epoch) or later. */
  sightedGroups(correlation: string, groups: readonly string[], from: number): Promise<ReadonlySet<string>>;
  /** Number of sightings by correlation. */
  sightingCounts(): Promise<ReadonlyMap<string, number>>;
  /** Every episode, oldest first. */
  correlationHits(): Promise<readonly StoredCorrelationHit[]>;
  /** Of the correlations whose sightings are kept. */
  correlationDefinitions(): Promise<readonly CorrelationDefinition[]>;
  /** Events that one of these rules matched, by id, those after `after` only. */
  matchedEvents(rules: readonly string[], after: string, limit: number): Promise<readonly string[]>;
  /** A keyed hash of a text: equal for equal texts, and of no use to who lacks the store's key. */
  keyedHash(text: string): string;
  coverage(source: string | null, from: Instant, to: Instant): Promise<readonly Coverage[]>;
  cursor(source: string): Promise<SourceCursor | null>;
  /** How late the records of the last two weeks came. */
  lateness(source: string): Promise<LatenessHistogram>;
  /** Hours in which something happened, oldest first, from `from` on; at most ten weeks are known. */
  volume(source: string, from: Instant): Promise<readonly HourVolume[]>;
  repairAttempts(source: string): Promise<readonly RepairAttempt[]>;
  /** Number of accounts that wait to be scored: all, or those that are due by then. */
  dirtyCount(dueBy?: Instant): Promise<number>;
  /** How accounts wait; one that does not wait is left out. */
  waiting(subjects: readonly string[]): Promise<ReadonlyMap<string, WaitingAccount>>;
  /** What accounts are used to; one that was never scored is left out. */
  habits(subjects: readonly string[]): Promise<ReadonlyMap<string, AccountHabit>>;
  /** By `id:<id>` or by a name, an earlier one too while no other account carries it. As the directory was last read. */
  userByKey(key: string): Promise<DirectoryUser | null>;
  users(): Promise<readonly DirectoryUser[]>;
  /**
   * How many of an account's peers used something by the end of a day. Its peers are the narrowest group of at least so
   * many, that the directory knows it to be in, that had signed in by then; null where even the whole company is fewer.
   */
  peerAnswer(subject: string, question: PeerQuestion, leastPeers: number): Promise<PeerAnswer | null>;
  /** Accounts that hold a role of this display name, by id; null while the roles could never be read. */
  usersOfRole(kind: RoleHoldingKind, role: string): Promise<readonly DirectoryUser[] | null>;
  jobs(status: 'pending' | 'leased' | 'dead' | 'done'): Promise<readonly Job[]>;
  requests(status: 'pending'): Promise<readonly StoreRequest[]>;
  request(id: string): Promise<StoreRequest | null>;
  meta(name: string): Promise<string | null>;
  /** Entries after a place, in order, as they are stored: they may have been tampered with. */
  ledger(after: number, limit: number): Promise<readonly StoredLedgerEntry[]>;
  /** Null while nothing was written down. */
  ledgerHead(): Promise<LedgerHead | null>;
  /** What erasing a person, given by immutable id or user principal name, would come to. */
  erasureOf(person: string): Promise<ErasureFacts>;
  /** Counts for whoever watches the agent; quick at any size. */
  figures(): Promise<StoreFigures>;
}

/** One transaction: all of it becomes visible at commit, or none. */
export interface StoreTx extends StoreReads {
  /**
   * Merges records by key with what is stored. Rows of one key that differ become `merge(stored, row)`;
   * `merge` is commutative, associative and idempotent; of rows in two shapes the richer one stays. One result per distinct key, in order of first appearance.
   */
  mergeRecords(
    records: readonly RawRecord[],
    merge: (left: JsonObject, right: JsonObject) => JsonObject,
    receivedAt: Instant,
  ): Promise<readonly MergedRecord[]>;
  /** Drops raw and rejected records that first arrived before this; what was made of them stays. Number of records dropped. */
  purgeRecords(receivedBefore: Instant): Promise<number>;
  /**
   * Drops events of before the day of `before` whose raw records are gone, but for what an incident rests on, of up to `limit` accounts
   * in the order of their keys after `after`. Gives how many, and the last account looked at, null after all of them.
   */
  purgeEvents(
    before: Instant,
    after: string,
    limit: number,
  ): Promise<{ readonly dropped: number; readonly last: string | null }>;
  putRejected(rejected: readonly RejectedRecord[], at: Instant): Promise<void>;
  /** Inserts or replaces by id, under the accounts that the event belongs to (mailbox and user). */
  putEvents(events: readonly AccessEvent[]): Promise<void>;
  /** Replaces the matches of these events. */
  putMatches(events: readonly string[], matches: readonly RuleMatch[]): Promise<void>;
  /** Inserts or replaces by correlation, group, time, event and rule. */
  putSightings(sightings: readonly StoredSighting[], seenAt: Instant): Promise<void>;
  /** Takes away what a correlation saw in these events as matches of these rules. Gives the places that are now empty. */
  dropSightings(
    correlation: string,
    rules: readonly string[],
    events: readonly string[],
  ): Promise<readonly GroupStretch[]>;
  /** Writes down what became of sightings that are stored. */
  markSightings(sightings: readonly StoredSighting[]): Promise<void>;
  /** Drops sightings that are part of no episode, and happened and were first seen before this. Number of sightings dropped. */
  purgeSightings(correlation: string, before: Instant): Promise<number>;
  /** Forgets all that a correlation saw. */
  dropCorrelation(correlation: string): Promise<void>;
  putCorrelationDefinition(definition: CorrelationDefinition): Promise<void>;
  /** Calls `act` once this transaction is committed, before the next one begins, and never if it is not. Must not throw. */
  afterCommit(act: () => void): void;
  /** Keeps what the timeline holds of whole days before `before` in a form that is quick to read. Changes no answer. */
  packTimeline(timeline: Timeline, before: Instant): Promise<void>;
  /** To be scored as soon as can be. */
  markDirty(subjects: readonly string[]): Promise<void>;
  /** Replaces how these accounts wait. */
  putWaiting(accounts: readonly WaitingAccount[]): Promise<void>;
  /** Takes marked accounts away, in a stable order, the first due first; those that are due by then, or all. */
  takeDirty(limit: number, dueBy?: Instant): Promise<readonly string[]>;
  /** They were scored. */
  unmark(subjects: readonly string[]): Promise<void>;
  putHabit(subject: string, habit: AccountHabit): Promise<void>;
  /** Replaces all findings of an account. */
  putFindings(subject: string, findings: readonly Finding[]): Promise<void>;
  /** Inserts or replaces by id; its aliases resolve to it from then on. */
  putIncident(incident: Incident): Promise<void>;
  /** Inserts or replaces by id; what changed is added to the ledger in the same transaction. */
  putAction(action: Action): Promise<void>;
  putExposure(exposure: Exposure): Promise<void>;
  /** A version that is there stays as it is. */
  putReportVersion(version: ReportVersion): Promise<void>;
  /** Inserts or replaces by subject. */
  putSurvey(survey: MailboxSurvey): Promise<void>;
  /** Inserts or replaces by id. */
  putSurveyedMessages(subject: string, messages: readonly SurveyedMessage[]): Promise<void>;
  /** Forgets what was found in a mailbox. */
  dropSurveyedMessages(subject: string): Promise<void>;
  /** Inserts or replaces by incident. */
  putContainmentState(state: ContainmentState): Promise<void>;
  /** False when this alert is already there. */
  putAlert(alert: Alert): Promise<boolean>;
  /** Ends a sending. `grouped`: a newer alert's message stood for it; `silenced`: nobody was to hear of it. */
  markDelivered(
    alert: string,
    sink: string,
    at: Instant,
    outcome?: 'sent' | 'grouped' | 'silenced',
  ): Promise<void>;
  /** Written before the first call; null when it is known that nothing arrived. */
  markSending(alert: string, sink: string, at: Instant | null): Promise<void>;
  putAcknowledgement(thread: string, acknowledgement: Acknowledgement): Promise<void>;
  putCoverage(coverage: readonly Coverage[]): Promise<void>;
  putCursor(cursor: SourceCursor): Promise<void>;
  /** Adds to the counts of a log. */
  addArrivals(arrivals: Arrivals): Promise<void>;
  /** Inserts or replaces by source and stretch. */
  putRepairAttempts(attempts: readonly RepairAttempt[]): Promise<void>;
  /** Forgets the attempts at stretches that lie within [from, to). */
  dropRepairAttempts(source: string, from: Instant, to: Instant): Promise<void>;
  /** Adds to what accounts used; of a value that is known the earlier day stays. */
  putUsage(usage: readonly PeerUsage[]): Promise<void>;
  /** Inserts or replaces by id. Roles are not part of it, see `putRoleHoldings`. */
  putUsers(users: readonly DirectoryUser[]): Promise<void>;
  /** Replaces all that is known of roles of this kind. */
  putRoleHoldings(kind: RoleHoldingKind, holdings: readonly RoleHolding[]): Promise<void>;
  /** No-op when a job of this id with this version is there, whatever its status; else it becomes pending. */
  enqueue(job: JobSpec): Promise<void>;
  finishJob(id: string, version: string): Promise<void>;
  retryJob(id: string, version: string, dueAt: Instant, error: string): Promise<void>;
  buryJob(id: string, version: string, error: string): Promise<void>;
  putRequest(request: StoreRequest): Promise<void>;
  putMeta(name: string, value: string): Promise<void>;
  /**
   * Removes what is stored about a person; a row that tells of others too stays and names the person by the pseudonym. Asks nothing:
   * see `reasonsAgainst`. The ledger is left as it is.
   */
  erasePerson(person: string): Promise<ErasureFacts>;
  /** Adds one link to the chain. Raises `StoreError` of kind `locked` when another process is the writer by now. */
  appendLedger(note: LedgerNote): Promise<void>;
}

/** The only writer of state. Raises `StoreError`. Memory is a cache of it. */
export interface Store {
  /** Runs `work` in one transaction; the commit crosses the boundary as `commit:<name>`. */
  write<T>(name: string, work: (tx: StoreTx) => Promise<T>): Promise<T>;
  read<T>(work: (tx: StoreReads) => Promise<T>): Promise<T>;
  /**
   * Takes due jobs under a lease, by priority, then due time, then id. A lease that ran out can be taken again.
   * With `maxPriority` only jobs as urgent as that or more.
   */
  leaseJobs(now: Instant, leaseUntil: Instant, limit: number, maxPriority?: number): Promise<readonly Job[]>;
  /**
   * Makes every leased job pending again. For the new holder of the writer's lease alone: whoever leased them is gone.
   */
  reclaimJobs(): Promise<void>;
  /** True when this holder is now the one writer. `until` must be renewed before it passes. */
  acquireLease(holder: string, now: Instant, until: Instant): Promise<boolean>;
  releaseLease(holder: string): Promise<void>;
  leaseHolder(now: Instant): Promise<string | null>;
  close(): Promise<void>;
}
