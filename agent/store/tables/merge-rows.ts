import { canonicalJson, type JsonObject } from '../../model/json.js';
import type { RawRecord, RecordShape } from '../../model/raw-record.js';

export type MergeBodies = (left: JsonObject, right: JsonObject) => JsonObject;

/** Whose layout a record keeps when it came in two: the one with the least number, which is the richest. */
const RANKS: Readonly<Record<RecordShape, number>> = {
  'graph-sign-in': 0,
  'graph-directory-audit': 1,
  'graph-risk-detection': 2,
  'audit-record': 3,
  'entra-diagnostic': 4,
  'log-analytics': 5,
  unknown: 6,
};

/**
 * One record of two rows with one key, the same whichever came first: bodies of one shape are merged; of two shapes the
 * richer one stays alone, since fields of one name differ between them.
 */
export function mergeRows(left: RawRecord, right: RawRecord, mergeBodies: MergeBodies): RawRecord {
  if (left.shape !== right.shape) {
    return RANKS[left.shape] < RANKS[right.shape] ? left : right;
  }
  return {
    key: left.key,
    source: first(left.source, right.source),
    shape: left.shape,
    occurredAt: earlier(left.occurredAt, right.occurredAt),
    body: isSameBody(left.body, right.body) ? left.body : mergeBodies(left.body, right.body),
  };
}

function isSameBody(left: JsonObject, right: JsonObject): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}

function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return first(left, right);
}

function first(left: string, right: string): string {
  return left <= right ? left : right;
}
