import type { AccessEvent } from '../model/access-event.js';
import type { ResponseMode } from '../model/action.js';
import type { Sink } from '../model/alert.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { Clock, Containment, Directory, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { Protection } from '../respond/policy.js';

/** What the workers need; every effect is a port. */
export interface JobContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: Directory;
  /** The real one in enforce and approve mode, the observe-only one otherwise. */
  readonly containment: Containment;
  readonly protection: Protection;
  readonly examine: Examine;
  readonly sinks: readonly Sink[];
  readonly reports: ReportWriter;
  readonly mode: ResponseMode;
  readonly productVersion: string;
  /** Stands at the head of every report, such as that the tenant is a simulated one; null for none. */
  readonly scenarioNote: string | null;
  readonly timing: JobTiming;
  /** True while the operator's kill file exists; looked at before each act. */
  isKilled(): boolean;
}

/** Waits, in milliseconds by the clock. */
export interface JobTiming {
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

/** Where reports are written; the file names are chosen by the caller and carry no names of people. */
export interface ReportWriter {
  write(name: string, content: string): void;
  pathOf(name: string): string;
}
