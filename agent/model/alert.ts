import type { AlertBrief } from './alert-brief.js';
import type { JsonObject } from './json.js';
import type { Severity } from './severity.js';
import type { Telling } from './telling.js';
import type { Instant } from './time.js';

/** What happened to an incident that people must hear of. */
export type Milestone =
  | 'opened'
  | 'updated'
  | 'contained'
  | 'containment-failed'
  /** The intruder is shown to be out; nobody can tell; the watch over the account is over. */
  | 'proven-out'
  | 'cannot-tell'
  | 'watch-ended'
  | 'held'
  | 'exposure'
  | 'withdrawn'
  | 'acknowledged'
  | 'closed'
  | 'system';

/** A message to the SOC. The id is derived from incident, milestone and content version: sent twice, it is the same message. */
export interface Alert {
  readonly id: string;
  readonly incident: string | null;
  readonly milestone: Milestone;
  readonly severity: Severity;
  readonly at: Instant;
  readonly title: string;
  /** OCSF Detection Finding, class_uid 2004. */
  readonly body: JsonObject;
  /** Missing in alerts that an older version wrote: `briefOf` makes a short one then. */
  readonly brief?: AlertBrief;
}

/** Where alerts go. Throws `OutsideError` when the receiver did not accept. */
export interface Sink {
  /** Stable name for the delivery record: as configured, else type and position in the configuration. */
  readonly name: string;
  /** Without `telling` the alert is sent for itself, for the first time. */
  deliver(alert: Alert, signal: AbortSignal, telling?: Telling): Promise<void>;
}
