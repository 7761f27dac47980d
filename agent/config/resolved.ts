import type { ResponseMode } from '../model/action.js';
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
}

export interface SinkSettings {
  readonly type: 'webhook';
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly caFile: string | null;
}

export interface TenantClassSettings {
  readonly name: string;
  readonly pattern: string | null;
  readonly context: readonly string[];
  readonly words: readonly string[];
}

export type ProtectedEntry = { readonly account: string } | { readonly role: string };

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
    readonly killFile: string;
    readonly verifyAfterMs: number;
    readonly verifyRetryMs: number;
    readonly verifyAttempts: number;
  };
  readonly exposure: {
    /** Null: customers are counted under a key that lives only as long as the process. */
    readonly customerKey: Uint8Array | null;
    readonly customerIndex: string | null;
    readonly classes: readonly TenantClassSettings[];
  };
  readonly alerts: readonly SinkSettings[];
  readonly store: { readonly file: string; readonly key: Uint8Array | null; readonly retentionDays: number };
  readonly reportsDirectory: string;
  /** Every resolved secret, to be cut out of logs. */
  readonly secrets: readonly string[];
}
