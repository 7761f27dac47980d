import { sha256 } from '../model/ids.js';
import {
  canonicalJson,
  isJsonObject,
  isNestedWithin,
  type JsonObject,
  type JsonValue,
} from '../model/json.js';
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
  /** Further fields that make the id, for logs that show a state: each state of one thing is then a record of its own. */
  readonly stateFields?: readonly string[];
  readonly timeField: string;
}

/** Deeper nesting is no log's, and would exhaust the stack of whatever walks the record. */
const MAX_NESTING = 100;

/** Turns the values of one answer into records; what is no object, or nested without end, is set aside with its bytes. */
export function toPage(
  family: RecordFamily,
  values: readonly JsonValue[],
): Extract<SourceItem, { type: 'page' }> {
  const records: RawRecord[] = [];
  const rejected: RejectedRecord[] = [];
  for (const value of values) {
    const reason = reasonToReject(value);
    if (reason === null && isJsonObject(value)) records.push(toRecord(family, value));
    else rejected.push(rejectBytes(family, Buffer.from(JSON.stringify(value)), reason ?? 'unreadable'));
  }
  return { type: 'page', records, rejected };
}

function reasonToReject(value: JsonValue): string | null {
  if (!isJsonObject(value)) return 'expected a JSON object';
  return isNestedWithin(value, MAX_NESTING)
    ? null
    : `expected a record nested at most ${MAX_NESTING} levels deep`;
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
  const id = idOf(family, body);
  const time = body[family.timeField];
  return {
    key:
      id !== null
        ? `${family.prefix}:${id}`
        : `${family.prefix}:#${sha256(canonicalJson(body)).slice(0, 32)}`,
    source: family.source,
    shape: family.shape,
    occurredAt: typeof time === 'string' ? parseInstant(time) : null,
    body,
  };
}

/** Null for a row that does not name itself. */
function idOf(family: RecordFamily, body: JsonObject): string | null {
  const parts = [family.idField, ...(family.stateFields ?? [])].map((field) => body[field]);
  if (!parts.every((part) => typeof part === 'string' && part.trim() !== '')) return null;
  return parts.map((part) => String(part).trim().toLowerCase()).join('/');
}
