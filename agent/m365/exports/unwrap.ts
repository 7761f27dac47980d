import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import { tableRows } from './table-rows.js';

/** What an envelope holds: a record, or an object or value that is none. */
export type Leaf =
  | { readonly object: JsonObject }
  /** Kept as read. `inner` is what it holds, where it looks like an envelope; `fault` says what is wrong with it. */
  | { readonly stranger: JsonObject; readonly inner: JsonObject; readonly fault: string | null }
  | { readonly reason: string };

type IsRecord = (object: JsonObject) => boolean;

/** Envelopes lie in envelopes; deeper than this nobody packs. */
const MAX_ENVELOPES = 8;

/** Keys, lower case, under which the records of a page lie. */
const LIST_KEYS = ['value', 'records', 'results', 'hits', 'events'];

/** A page has its list and little else, apart from the protocol's own notes. */
const MAX_PAGE_KEYS = 3;

/**
 * Keys, lower case, under which one record lies: the audit log's own (`AuditData`), Cribl and Splunk (`_raw`, `event`, `result`),
 * Defender (`RawEventData`), Event Hubs (`body`), Elastic (`_source`, `message`).
 */
const RECORD_KEYS = ['auditdata', '_raw', 'raweventdata', 'event', 'result', '_source', 'body', 'message'];

/**
 * Opens envelopes until `isRecord` knows what is inside, and gives it in order. What holds no known record stays closed, so that it
 * keeps its one place in the file. Depth is bounded.
 */
export function* unwrap(value: JsonValue, isRecord: IsRecord, depth = 0): Generator<Leaf> {
  if (depth > MAX_ENVELOPES) {
    yield { reason: `expected a record within ${MAX_ENVELOPES} envelopes` };
  } else if (Array.isArray(value) && (depth === 0 || value.length > 0)) {
    for (const one of value as readonly JsonValue[]) yield* unwrap(one, isRecord, depth + 1);
  } else if (!isJsonObject(value)) {
    yield { reason: 'expected a JSON object' };
  } else if (isRecord(value)) {
    yield { object: value };
  } else {
    yield* unwrapObject(value, isRecord, depth);
  }
}

function* unwrapObject(value: JsonObject, isRecord: IsRecord, depth: number): Generator<Leaf> {
  const page = tableRows(value) ?? pageOf(value, isRecord);
  if (page !== null) {
    for (const one of page) yield* unwrap(one, isRecord, depth + 1);
    return;
  }
  const inner = RECORD_KEYS.map((key) => parsed(entry(value, key))).find(isContainer);
  const leaves = inner === undefined ? [] : [...unwrap(inner, isRecord, depth + 1)];
  if (leaves.some((leaf) => 'object' in leaf)) yield* leaves;
  else yield { stranger: value, inner: isJsonObject(inner) ? inner : value, fault: faultOf(value) };
}

/** The elements of a page, or null: many an object has a list under such a name. */
function pageOf(value: JsonObject, isRecord: IsRecord): readonly JsonValue[] | null {
  const list = LIST_KEYS.map((key) => listAt(value, key)).find((one) => one !== null) ?? null;
  if (list === null || !list.every(isJsonObject)) return null;
  const keys = Object.keys(value).filter((key) => !key.startsWith('@'));
  const maxKeys = list.length === 0 ? 1 : MAX_PAGE_KEYS;
  return keys.length <= maxKeys || list.some(isRecord) ? list : null;
}

/** Elastic answers `{hits: {hits: [...]}}`. */
function listAt(value: JsonObject, lowerKey: string): readonly JsonValue[] | null {
  const found = entry(value, lowerKey);
  const list = isJsonObject(found) ? entry(found, lowerKey) : found;
  return Array.isArray(list) ? (list as readonly JsonValue[]) : null;
}

function entry(value: JsonObject, lowerKey: string): JsonValue | undefined {
  const name = Object.keys(value).find((key) => key.toLowerCase() === lowerKey);
  return name === undefined ? undefined : value[name];
}

/** The object or list of a JSON text, else the value. */
function parsed(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return undefined;
  }
}

function isContainer(value: JsonValue | undefined): value is JsonValue {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function faultOf(value: JsonObject): string | null {
  const data = entry(value, 'auditdata');
  return typeof data === 'string' && !isContainer(parsed(data))
    ? 'AuditData: expected the JSON text of a record'
    : null;
}
