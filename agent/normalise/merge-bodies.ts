import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';
import { parseInstant, toMs } from '../model/time.js';

const RISK_LEVELS = ['hidden', 'none', 'low', 'medium', 'high'];

/** Fields whose words are ordered by how much they say, least first; compared without case. */
const ORDERED_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['risklevel', RISK_LEVELS],
  ['risklevelduringsignin', RISK_LEVELS],
  ['risklevelaggregated', RISK_LEVELS],
  ['riskstate', ['none', 'atrisk', 'remediated', 'dismissed', 'confirmedsafe', 'confirmedcompromised']],
]);

/**
 * Unites two rows of one provider id that differ. The log publishes a sign-in anew when risk or the steps of the second
 * factor are known ("Microsoft Entra reports FAQ"), in any order, so nothing but the content may decide: what is there beats
 * what is not, the later time, the higher risk and the longer text win, lists are united. Commutative, associative and
 * idempotent.
 */
export function mergeRecordBodies(left: JsonObject, right: JsonObject): JsonObject {
  return joinObjects(left, right);
}

function joinObjects(left: JsonObject, right: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  // Object.fromEntries defines properties; an assignment would take a key `__proto__` for the prototype.
  return Object.fromEntries(
    names.map((name) => [name, joinAt(name, ownValue(left, name), ownValue(right, name))]),
  );
}

function ownValue(body: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}

function joinAt(name: string, left: JsonValue | undefined, right: JsonValue | undefined): JsonValue {
  if (left === undefined || right === undefined) return left ?? right ?? null;
  const leftRank = typeRank(left);
  const rightRank = typeRank(right);
  if (leftRank !== rightRank) return leftRank > rightRank ? left : right;
  if (Array.isArray(left) && Array.isArray(right)) return joinLists(left, right);
  if (isJsonObject(left) && isJsonObject(right)) {
    return name.toLowerCase() === 'status' ? joinStatus(left, right) : joinObjects(left, right);
  }
  return compareScalars(name, left, right) >= 0 ? left : right;
}

/** An error code and its texts belong together. Success is known last: the steps before it are folded into the row. */
function joinStatus(left: JsonObject, right: JsonObject): JsonObject {
  const keyOf = (status: JsonObject): readonly (string | number)[] => {
    const text = canonicalJson(status);
    return [status.errorCode === 0 ? 1 : 0, text.length, text];
  };
  return compareKeys(keyOf(left), keyOf(right)) >= 0 ? left : right;
}

/** The union, in the order of the canonical texts; two equal lists keep theirs. */
function joinLists(left: readonly JsonValue[], right: readonly JsonValue[]): readonly JsonValue[] {
  if (canonicalJson(left) === canonicalJson(right)) return left;
  const byText = new Map([...left, ...right].map((item) => [canonicalJson(item), item]));
  return [...byText.keys()].sort().map((text) => byText.get(text) ?? null);
}

/** Of values of different types the one that can say more wins. */
function typeRank(value: JsonValue): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return 3;
  return Array.isArray(value) ? 4 : 5;
}

function compareScalars(name: string, left: JsonValue, right: JsonValue): number {
  return compareKeys(scalarKey(name, left), scalarKey(name, right));
}

/** Plain texts stand below times, and times below ordered words; within each the key decides, then the text. */
function scalarKey(name: string, value: JsonValue): readonly (string | number)[] {
  if (typeof value !== 'string') return [Number(value), canonicalJson(value)];
  const rank = ORDERED_WORDS.get(name.toLowerCase())?.indexOf(value.toLowerCase()) ?? -1;
  if (rank >= 0) return [2, rank, value];
  const instant = value.length <= 40 ? parseInstant(value) : null;
  if (instant !== null) return [1, toMs(instant), value];
  return [0, value.length, value];
}

function compareKeys(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (one !== other) return one > other ? 1 : -1;
  }
  return 0;
}
