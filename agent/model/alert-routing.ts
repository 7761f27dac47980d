import type { Milestone } from './alert.js';
import type { AlertSubject } from './alert-brief.js';
import type { TargetClass } from './containment.js';
import type { Severity } from './severity.js';
import type { Instant } from './time.js';

/** Which alerts are meant. An empty list means any; patterns know `*` and take no notice of case. */
export interface AlertMatch {
  readonly severities: readonly Severity[];
  readonly kinds: readonly AlertSubject['kind'][];
  readonly milestones: readonly Milestone[];
  /** Patterns of user principal names or ids. */
  readonly mailboxes: readonly string[];
  readonly classes: readonly TargetClass[];
  /** Patterns of rule ids: one of the alert's reasons is of such a rule. */
  readonly rules: readonly string[];
}

/** Who gets what, and how often. */
export interface AlertRoute {
  readonly name: string;
  readonly match: AlertMatch;
  /** Names of sinks; none: these alerts go nowhere. */
  readonly sinks: readonly string[];
  /** Null: as is usual for each sink. */
  readonly groupMs: number | null;
  readonly repeatMs: number | null;
  /** Later routes are asked too. */
  readonly continues: boolean;
}

/** What is not worth a message for a time. */
export interface Silence {
  readonly owner: string;
  readonly reason: string;
  readonly until: Instant;
  readonly match: AlertMatch;
}

/** How often a sink is told where no route says so. */
export interface SinkHabit {
  readonly name: string;
  /** News about one thing within this time go into one message; 0: each alert by itself. */
  readonly groupMs: number;
  /** After this time an unacknowledged alert of the highest severity is told again; 0: never. */
  readonly repeatMs: number;
}

/** The routes are asked in order, the first that matches has it. What none matches goes to every sink. */
export interface AlertRouting {
  readonly sinks: readonly SinkHabit[];
  readonly routes: readonly AlertRoute[];
  readonly silences: readonly Silence[];
}
