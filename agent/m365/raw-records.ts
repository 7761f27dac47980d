import { sha256 } from '../model/ids.js';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';
import type { SourceItem } from '../model/ports.js';
import type { RawRecord, RecordShape, RejectedRecord } from '../model/raw-record.js';
import { parseInstant } from '../model/time.js';

/** How the rows of one log are known and dated. */
export interface RecordFamily {
  readonly source: string;
  readonly shape: RecordShape;
  /** Begins every key: equal for one provider id, whatever the transport. */
  readonly prefix: 'signin' | 'ual' | 'diraudit' | 'risk';
  readonly idField: string;
  readonly timeField: string;
}

/** Turns the values of one answer into records; what is no object is set aside with its bytes. */
export function toPage(
  family: RecordFamily,
  values: readonly JsonValue[],
): Extract<SourceItem, { type: 'page' }> {
  const records: RawRecord[] = [];
  const rejected: RejectedRecord[] = [];
  for (const value of values) {
    if (isJsonObject(value)) records.push(toRecord(family, value));
    else rejected.push(rejectBytes(family, Buffer.from(JSON.stringify(value)), 'expected a JSON object'));
  }
  return { type: 'page', records, rejected };
}

/** Sets bytes aside that hold no record. */
export function rejectBytes(family: RecordFamily, bytes: Uint8Array, reason: string): RejectedRecord {
  return {
    key: `${family.prefix}:#${sha256(bytes).slice(0, 32)}`,
    source: family.source,
    reason,
    record: null,
    bytes,
  };
}

function toRecord(family: RecordFamily, body: JsonObject): RawRecord {
  const id = body[family.idField];
  const time = body[family.timeField];
  return {
    key:
      typeof id === 'string' && id.trim() !== ''
        ? `${family.prefix}:${id.trim().toLowerCase()}`
        : `${family.prefix}:#${sha256(canonicalJson(body)).slice(0, 32)}`,
    source: family.source,
    shape: family.shape,
    occurredAt: typeof time === 'string' ? parseInstant(time) : null,
    body,
  };
}
