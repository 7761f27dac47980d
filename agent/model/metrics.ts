import type { ActionKind, ActionStatus, ResponseMode } from './action.js';
import type { HoldCause } from './brake.js';
import type { GapReason } from './coverage.js';
import type { OutsideErrorKind, StoreError } from './errors.js';
import type { Incident } from './incident.js';
import type { Instant } from './time.js';

/** How a call out of the process or a commit ended: by the class of its answer, without one, or by the kind of its failure. */
export type CrossingOutcome =
  | 'done'
  | 'answered-2xx'
  | 'answered-3xx'
  | 'answered-4xx'
  | 'answered-5xx'
  | 'throttled'
  | OutsideErrorKind
  | `store-${StoreError['kind']}`
  | 'fault';

/** How a delivery to a sink ended. */
export type DeliveryAttempt = 'accepted' | OutsideErrorKind | 'fault';

/** A number of things of one kind and outcome since this process began. */
export interface OutcomeCount<Outcome> {
  /** A service, a source or a sink by its name in the configuration, or a rule by its id. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly count: number;
}

/** What became of reading one log since this process began. */
export interface SourceReading {
  readonly source: string;
  /** Records that the provider gave, repeated ones too. */
  readonly records: number;
  /** Of the provider's answer what was no record. */
  readonly rejected: number;
  /** When a window was last read to its end; null: not yet. */
  readonly lastReadAt: Instant | null;
  /** The last read ended with a log that stays closed until a person opens it: a named gap, not a failure of ours. */
  readonly closedFor: GapReason | null;
}

/** Why a correlation looks a group up in the store instead of knowing it: others pushed it out, or it was not let in yet. */
export type RoomShortage = 'evicted' | 'turned-away';

/** What this process has counted since it began. */
export interface LiveFigures {
  readonly startedAt: Instant;
  readonly sources: readonly SourceReading[];
  readonly readFailures: readonly OutcomeCount<OutsideErrorKind | 'fault'>[];
  readonly crossings: readonly OutcomeCount<CrossingOutcome>[];
  readonly deliveries: readonly OutcomeCount<DeliveryAttempt>[];
  /** Groups that memory had no room for, by the id of their correlation. No result is lost by that. */
  readonly correlationRoom: readonly OutcomeCount<RoomShortage>[];
}

/** How the agent stands to acting, just now. */
export interface ResponseFigures {
  readonly mode: ResponseMode;
  /** The kill file is there: nothing is done. */
  readonly isStopped: boolean;
  /** Until then nothing is done, whatever the mode; null: there is no learning period. */
  readonly learningUntil: Instant | null;
  /** How many accounts may be acted on at once without a person. */
  readonly burstAccounts: number;
  /** How many of these are left now; fractions are on their way to the next. */
  readonly budgetLeftAccounts: number;
  /** Pulled brakes that nobody let go. */
  readonly holdingTrips: number;
}

/** What is read of the store when somebody asks. */
export interface Figures {
  readonly store: StoreFigures;
  readonly response: ResponseFigures;
}

/** Where the coverage of one log stands. */
export interface SourcePlace {
  readonly source: string;
  readonly coveredTo: Instant;
  /** Null until it can be told how late the log's records come. */
  readonly completeTo: Instant | null;
  /** How much of the past is still to be read. */
  readonly backfillMs: number;
}

/** What the store counts for whoever watches the agent. Numbers and closed names: nothing in it names a person. */
export interface StoreFigures {
  readonly jobs: readonly {
    /** A `JobKind`. */
    readonly kind: string;
    readonly status: 'pending' | 'leased' | 'dead';
    readonly count: number;
    readonly oldestDueAt: Instant;
  }[];
  readonly actions: readonly {
    readonly kind: ActionKind;
    readonly status: ActionStatus;
    readonly heldBy: HoldCause | null;
    readonly count: number;
  }[];
  readonly incidents: readonly { readonly status: Incident['status']; readonly count: number }[];
  /** Sendings that came to an end, by receiver. */
  readonly deliveries: readonly {
    readonly sink: string;
    readonly outcome: 'sent' | 'grouped' | 'silenced';
    readonly count: number;
  }[];
  /** Sendings that were begun and whose end is not known. */
  readonly openSendings: number;
  readonly sources: readonly SourcePlace[];
  /** Stretches that were not seen and not repaired. */
  readonly gaps: readonly {
    readonly source: string;
    readonly reason: GapReason;
    readonly count: number;
    readonly totalMs: number;
  }[];
  /** Records that are set aside. */
  readonly rejected: readonly { readonly source: string; readonly count: number }[];
  readonly waitingAccounts: number;
  readonly pendingRequests: number;
  /** Size of the database as SQLite counts it, without its write-ahead log. */
  readonly storeBytes: number;
}
