import type { ResponseMode } from '../model/action.js';
import type { AlertRouting } from '../model/alert-routing.js';
import type { BrakeSettings } from '../model/brake.js';
import type { ActionModes } from '../model/response-modes.js';
import type { ServeSettings } from '../model/serve-settings.js';
import type { SinkSettings } from '../model/sink-settings.js';
import type { SourceName } from './schema.js';

export type CloudName = 'global' | 'gcc' | 'gcc-high' | 'dod' | 'china';

export interface CloudOrigins {
  readonly authority: string;
  readonly graph: string;
  readonly management: string;
}

export type CredentialSettings =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificatePem: string; readonly privateKeyPem: string }
  /** Read anew at each use: the platform replaces the file. */
  | { readonly kind: 'federated'; readonly tokenFile: string };

export interface IdentitySettings {
  readonly clientId: string;
  readonly credential: CredentialSettings;
}

export interface SourceSettings {
  readonly name: SourceName;
  readonly schedule: string;
  readonly isEnabled: boolean;
  readonly overlapMs: number;
  /** How far before the first start is read by audit search; 0 for a log that cannot be searched. */
  readonly historyMs: number;
}

export interface TenantClassSettings {
  readonly name: string;
  readonly pattern: string | null;
  readonly context: readonly string[];
  readonly words: readonly string[];
}

export type ProtectedEntry = { readonly account: string } | { readonly role: string };

/** How pictures are to be read, if at all. */
export interface OcrWish {
  readonly isEnabled: boolean;
  /** Absolute, or a name that is looked for in PATH. */
  readonly command: string;
  readonly languages: readonly string[];
  /** For all pictures of one document together. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** The configuration with defaults filled in, paths absolute and secrets read. */
export interface Config {
  readonly file: string;
  readonly tenant: {
    readonly id: string;
    /** Lower case. */
    readonly domains: readonly string[];
    readonly cloud: CloudName | CloudOrigins;
    readonly caFile: string | null;
    readonly scale: number;
  };
  readonly identities: {
    readonly reader: IdentitySettings;
    readonly responder: IdentitySettings | null;
    readonly examiner: IdentitySettings | null;
  };
  readonly sources: readonly SourceSettings[];
  readonly ruleDirectories: readonly string[];
  readonly response: {
    readonly mode: ResponseMode;
    readonly protected: readonly ProtectedEntry[];
    readonly learningDays: number;
    readonly brake: BrakeSettings;
    readonly approvalMs: number;
    readonly killFile: string;
    readonly verifyAfterMs: number;
    readonly verifyRetryMs: number;
    readonly verifyAttempts: number;
    /** What is named; the rest keeps its usual mode. */
    readonly actions: Partial<ActionModes>;
    readonly hardTierFactor: number;
    readonly quarantineGroup: string | null;
    /** From a revocation to the end of what evaluates access continuously, and of what does not. */
    readonly evaluatedMs: number;
    readonly tokenLifeMs: number;
    readonly watchMs: number;
    readonly watchEveryMs: number;
  };
  readonly exposure: {
    /** ISO 3166-1 alpha-2: how phone numbers without a country code are read. */
    readonly region: string;
    /** Null: customers are counted under a key that lives only as long as the process. */
    readonly customerKey: Uint8Array | null;
    readonly customerIndex: string | null;
    readonly classes: readonly TenantClassSettings[];
    /** Whether the rest of a suspect mailbox is looked through too. */
    readonly wholeMailbox: boolean;
    readonly ocr: OcrWish;
  };
  /** Files that say which network an address belongs to, the first to be asked first. */
  readonly networkFiles: readonly string[];
  readonly alerts: readonly SinkSettings[];
  readonly alertRouting: AlertRouting;
  readonly store: {
    readonly file: string;
    readonly key: Uint8Array | null;
    /** Null: the ledger is chained, and signed by nobody. */
    readonly ledgerKey: Uint8Array | null;
    readonly retentionDays: number;
    /** By how many days before its newest event an account is judged. */
    readonly pastDays: number;
  };
  /** Null: nobody can ask for health and metrics. */
  readonly serve: ServeSettings | null;
  readonly reportsDirectory: string;
  /** Under which address people find the reports; null: alerts name the file alone. */
  readonly reportsUrl: string | null;
  /** Every resolved secret, to be cut out of logs. */
  readonly secrets: readonly string[];
}
