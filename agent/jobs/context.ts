import type { Sink } from '../model/alert.js';
import type { Clock, Containment, Directory, Log, MailboxReader } from '../model/ports.js';
import type { Store } from '../model/store.js';

/** What the workers need; every effect is a port. */
export interface JobContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: Directory;
  /** The real one in enforce and approve mode, the observe-only one otherwise. */
  readonly containment: Containment;
  /** Null without an examiner identity: exposure is then unknown, and says so. */
  readonly mailboxReader: MailboxReader | null;
  readonly sinks: readonly Sink[];
  readonly exposure: ExposureSettings;
  readonly reports: ReportWriter;
  readonly tenant: { readonly id: string; readonly domains: readonly string[] };
  readonly mode: 'observe' | 'approve' | 'enforce';
  readonly productVersion: string;
  readonly verifyAfterMs: number;
  readonly verifyRetryMs: number;
  readonly verifyAttempts: number;
  /** Divides waits that only a simulated tenant shortens. */
  readonly scale: number;
  /** How many jobs run side by side. */
  readonly concurrency: number;
  /** True while the operator's kill file exists; looked at before each act. */
  isKilled(): boolean;
}

export interface ExposureSettings {
  readonly customerKey: Uint8Array;
  readonly classes: readonly {
    readonly name: string;
    readonly pattern: string | null;
    readonly context: readonly string[];
    readonly words: readonly string[];
  }[];
}

/** Where reports are written; the file names are chosen by the caller and carry no names of people. */
export interface ReportWriter {
  write(name: string, content: string): void;
}
