import { sha256 } from '../../model/ids.js';
import { canonicalJson, isNestedWithin, type JsonObject } from '../../model/json.js';
import type { LogFamily } from '../../model/log-family.js';
import type { RawRecord } from '../../model/raw-record.js';
import { parseInstant } from '../../model/time.js';
import { type RecordIdentity, reader, shapeOf } from './shape-of.js';

/** Masked exports write it for every id; as a key it would make one record of all. */
const NIL_GUID = '00000000-0000-0000-0000-000000000000';

/** Deeper nesting is no log's, and would exhaust the stack of whatever walks the record. */
const MAX_NESTING = 100;

/** Names of the sources that records of a family come from, as `sources` of the configuration has them. */
const SOURCES: Readonly<Record<LogFamily, string>> = {
  signin: 'signIns',
  ual: 'exchangeAudit',
  diraudit: 'directoryAudits',
  risk: 'riskDetections',
};

/**
 * The record that an object is, its shape told by content; null when it fits no known log or is nested too deep. The key is equal
 * for one provider id whatever the transport, and equal to that of the live sources: `<family>:<id>`, or `<family>:#<content hash>`
 * without an id. `source` null takes the name of the family's live source.
 */
export function toRawRecord(value: JsonObject, source: string | null): RawRecord | null {
  if (!isNestedWithin(value, MAX_NESTING)) return null;
  const identity = shapeOf(value);
  if (identity === null) return null;
  return {
    key: `${identity.family}:${idOf(identity) ?? `#${sha256(canonicalJson(value)).slice(0, 32)}`}`,
    source: source ?? SOURCES[identity.family],
    shape: identity.shape,
    occurredAt: timeOf(identity),
    body: value,
  };
}

function idOf(identity: RecordIdentity): string | null {
  for (const id of texts(identity, identity.idFields)) {
    const bare = id.trim().toLowerCase();
    if (bare !== '' && bare !== NIL_GUID) return bare;
  }
  return null;
}

function timeOf(identity: RecordIdentity): string | null {
  for (const time of texts(identity, identity.timeFields)) {
    const at = parseInstant(time);
    if (at !== null) return at;
  }
  return null;
}

function texts(identity: RecordIdentity, names: readonly string[]): readonly string[] {
  const get = reader(identity.inner);
  return names.map(get).filter((value) => typeof value === 'string');
}
