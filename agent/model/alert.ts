import type { JsonObject } from './json.js';
import type { Instant } from './time.js';

/** What happened to an incident that people must hear of. */
export type Milestone =
  | 'opened'
  | 'contained'
  | 'containment-failed'
  | 'held'
  | 'exposure'
  | 'withdrawn'
  | 'system';

/** A message to the SOC. The id is derived from incident, milestone and content version: sent twice, it is the same message. */
export interface Alert {
  readonly id: string;
  readonly incident: string | null;
  readonly milestone: Milestone;
  readonly severity: 'informational' | 'low' | 'medium' | 'high' | 'critical';
  readonly at: Instant;
  readonly title: string;
  /** OCSF Detection Finding, class_uid 2004. */
  readonly body: JsonObject;
}

/** Where alerts go. Throws `OutsideError` when the receiver did not accept. */
export interface Sink {
  /** Stable name for the delivery record: type and position in the configuration. */
  readonly name: string;
  deliver(alert: Alert, signal: AbortSignal): Promise<void>;
}
