import type { Incident } from './incident.js';
import type { Instant } from './time.js';

/** What a report says, in a few figures: two reports that differ here differ for a reader. */
export interface ReportFacts {
  readonly status: Incident['status'];
  readonly score: number;
  readonly verdict: 'yes' | 'no' | 'unknown' | 'not-examined';
  /** Customers to be told, by group. */
  readonly sensitive: number;
  readonly account: number;
  /** Persons who are in no index, where one was asked. */
  readonly unmatched: number;
  readonly messages: number;
  readonly unread: number;
  readonly gaps: number;
  readonly actionsDone: number;
  readonly actionsWaiting: number;
  /** `id: verdict` of each notice regime, sorted. */
  readonly notices: readonly string[];
  /** What the report was made from: where these differ they are the reason for what differs above. */
  readonly madeFrom: {
    readonly mailEvents: number;
    readonly reasons: number;
    readonly indexVersion: string | null;
    readonly productVersion: string;
  };
}

/** One state of an incident's report, kept: a later one says what changed since. */
export interface ReportVersion {
  readonly incident: string;
  /** From 1. */
  readonly version: number;
  readonly at: Instant;
  readonly facts: ReportFacts;
}
