import type { IdentityName } from './ports.js';

/** Signed posts; whatever takes Standard Webhooks. */
export interface WebhookSettings {
  readonly type: 'webhook';
  readonly name: string;
  readonly url: string;
  /** `whsec_<base64>` as Standard Webhooks writes it, or any text, whose bytes are then the key. */
  readonly secret: string;
  readonly caFile: string | null;
}

/** A chat behind an address that is itself the secret. */
export interface ChatSettings {
  readonly type: 'slack' | 'teams';
  readonly name: string;
  readonly url: string;
  readonly caFile: string | null;
}

export interface PagerDutySettings {
  readonly type: 'pagerduty';
  readonly name: string;
  readonly url: string;
  readonly routingKey: string;
  readonly caFile: string | null;
}

export interface EmailSettings {
  readonly type: 'email';
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** There is no sending in the clear: `starttls` gives up where the server does not offer it. */
  readonly tls: 'implicit' | 'starttls';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly caFile: string | null;
}

/** RFC 5424 over TLS (RFC 5425). */
export interface SyslogSettings {
  readonly type: 'syslog';
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly format: 'rfc5424' | 'cef';
  /** 0 to 23. */
  readonly facility: number;
  readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string } | null;
  readonly caFile: string | null;
}

/** Splunk's HTTP Event Collector. */
export interface SplunkSettings {
  readonly type: 'splunk';
  readonly name: string;
  /** Origin of the collector. */
  readonly url: string;
  readonly token: string;
  /** Null: the token's own. */
  readonly index: string | null;
  /** The token is set to acknowledge: an alert is delivered once it is indexed. */
  readonly acknowledges: boolean;
  readonly caFile: string | null;
}

/** Microsoft Sentinel by the Logs Ingestion API. */
export interface SentinelSettings {
  readonly type: 'sentinel';
  readonly name: string;
  /** Origin of the data collection endpoint or rule. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule. */
  readonly ruleId: string;
  readonly stream: string;
  /** Whose token is used: it needs the role Monitoring Metrics Publisher on the rule. */
  readonly identity: IdentityName;
  readonly caFile: string | null;
}

/** Alerts as lines of a file. */
export interface FileSettings {
  readonly type: 'file';
  readonly name: string;
  readonly path: string;
}

export type SinkSettings =
  | WebhookSettings
  | ChatSettings
  | PagerDutySettings
  | EmailSettings
  | SyslogSettings
  | SplunkSettings
  | SentinelSettings
  | FileSettings;
