import type { JsonObject } from './json.js';
import type { Instant } from './time.js';

/**
 * The layout of a provider record: which fields it has and how they are nested. One normaliser and one
 * Sigma taxonomy per shape.
 */
export type RecordShape =
  | 'graph-sign-in'
  | 'graph-directory-audit'
  | 'graph-risk-detection'
  | 'audit-record'
  | 'entra-diagnostic'
  | 'log-analytics'
  | 'unknown';

/** One record as the provider gave it. `body` is never changed. */
export interface RawRecord {
  /**
   * The idempotency key, equal for two rows of one provider id, whatever the transport:
   * `<family>:<provider id>`, or `<family>:#<content hash>` for a row without an id.
   */
  readonly key: string;
  readonly source: string;
  readonly shape: RecordShape;
  /** When it happened; null if the record does not say (it is then rejected by the normaliser). */
  readonly occurredAt: Instant | null;
  readonly body: JsonObject;
}

/** A record that could not be used, kept aside with its reason; nothing of it is lost. */
export interface RejectedRecord {
  readonly key: string;
  readonly source: string;
  /** Names the field and what was expected; never a value of the record. */
  readonly reason: string;
  readonly record: RawRecord | null;
  /** The bytes as received, where they were no JSON object. */
  readonly bytes: Uint8Array | null;
}
