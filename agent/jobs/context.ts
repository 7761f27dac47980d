import type { AlertLinks } from '../alert/links.js';
import type { SinkGates } from '../alert/routing/sink-gates.js';
import type { SurveyStep } from '../assess/survey/survey-mailbox.js';
import type { AccessEvent } from '../model/access-event.js';
import type { ResponseMode } from '../model/action.js';
import type { Sink } from '../model/alert.js';
import type { AlertRouting } from '../model/alert-routing.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { MailboxSurvey } from '../model/mailbox-survey.js';
import type { Clock, Containment, Directory, Log, MailboxKinds } from '../model/ports.js';
import type { AccountEvidence, PlantedRule } from '../model/response-ports.js';
import type { Store } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { StandingTiming } from '../respond/plan/judge-standing.js';
import type { Protection, ResponsePolicy } from '../respond/policy.js';
import type { ReportTerms } from './read-report-input.js';

/** What the workers need; every effect is a port. */
export interface JobContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: Directory;
  /** Asked at the moment of an act that hinges on it: what is stored may be weeks old. */
  readonly kinds: MailboxKinds;
  /** The real one in enforce and approve mode, the observe-only one otherwise. */
  readonly containment: Containment;
  /** Reads what is kept as evidence; missing where nobody can. */
  readonly evidence?: AccountEvidence;
  readonly protection: Protection;
  /** Under which terms a return of the intruder is answered. */
  readonly policy: ResponsePolicy;
  /** Logs that tell of access: only when they are complete can it be said that nobody came. */
  readonly accessLogs: readonly string[];
  /** What the records behind events tell of inbox rules: names are people's words and stay there. Raises `StoreError`. */
  plantedRules(events: readonly string[]): Promise<readonly PlantedRule[]>;
  readonly examine: Examine;
  /** Looks through whole mailboxes; missing where nobody can. */
  readonly lookThrough?: LookThrough;
  /** Whether that is done to every suspect mailbox, beside those that a person named. */
  readonly isWholeMailboxWanted?: boolean;
  readonly sinks: readonly Sink[];
  /** Who gets what; missing: every sink gets every alert. */
  readonly routing?: AlertRouting;
  /** Where alerts lead their readers; missing: to the report's file and the command alone. */
  readonly links?: AlertLinks;
  /** Keeps deliveries out of each other's way; lives as long as the process. Missing: each is tried at once. */
  readonly gates?: SinkGates;
  readonly reports: ReportWriter;
  readonly mode: ResponseMode;
  readonly productVersion: string;
  /** Stands at the head of every report, such as that the tenant is a simulated one; null for none. */
  readonly scenarioNote: string | null;
  /** Laws and measurements that reports cite; none where they are not given. */
  readonly reportTerms?: Pick<ReportTerms, 'regimes' | 'quality'>;
  readonly timing: JobTiming;
  /** True while the operator's kill file exists; looked at before each act. */
  isKilled(): boolean;
}

/** Waits, in milliseconds by the clock. */
export interface JobTiming extends StandingTiming {
  /** How long an account is watched after a revocation, and how often it is looked at beside each new record. */
  readonly watchMs: number;
  readonly watchEveryMs: number;
  /** From an act to the first look whether it took. */
  readonly verifyAfterMs: number;
  readonly verifyRetryMs: number;
  readonly verifyAttempts: number;
  /** Divides waits after a failure: 1 for every real tenant. */
  readonly scale: number;
}

/** Examines what an incident reached. Raises `OutsideError` when it is worth trying again. */
export type Examine = (
  incident: Incident,
  events: readonly AccessEvent[],
  now: Instant,
  signal: AbortSignal,
) => Promise<Exposure>;

/** Goes on with a survey, a step at a time. Raises `OutsideError` when it is worth trying again. */
export type LookThrough = (survey: MailboxSurvey, signal: AbortSignal) => AsyncIterable<SurveyStep>;

/** Where reports are written; the file names are chosen by the caller and carry no names of people. */
export interface ReportWriter {
  write(name: string, content: string): void;
  pathOf(name: string): string;
}
