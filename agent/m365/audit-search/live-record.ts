import { isJsonObject, isNestedWithin, type JsonValue } from '../../model/json.js';

/** Deeper nesting is no log's; such a row is left as it is and set aside by whoever makes records. */
const MAX_NESTING = 100;

/**
 * The record that the feed would have given: `auditData` of a search's row, without the annotations that OData adds to an
 * open type. A row without it stays whole, so that it is set aside under its own bytes and not lost.
 */
export function toLiveRecord(row: JsonValue): JsonValue {
  if (!isJsonObject(row) || !isNestedWithin(row, MAX_NESTING)) return row;
  const { auditData, id } = row;
  if (!isJsonObject(auditData)) return row;
  const record = withoutAnnotations(auditData);
  if (!isJsonObject(record) || typeof record.Id === 'string' || typeof id !== 'string') return record;
  return { ...record, Id: id };
}

function withoutAnnotations(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (!isJsonObject(value)) return value;
  const kept: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined && !name.includes('@odata.')) kept.push([name, withoutAnnotations(inner)]);
  }
  return Object.fromEntries(kept);
}
