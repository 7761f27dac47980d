import { isJsonObject, type JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import type { Issues } from '../sigma/language/issues.js';
import type { Correlation, CorrelationType } from './correlation.js';
import { readBooleanCondition } from './read-boolean-condition.js';
import { OPERATORS, readComparison } from './read-comparison.js';

/** What a condition says, with the rules, which a boolean one may name instead of `rules`. */
export type ReadCondition = Pick<Correlation, 'condition' | 'fields' | 'percentile' | 'isGrowing' | 'rules'>;

const PATH = ['correlation', 'condition'];
const LOWER_ENDS: readonly string[] = ['gt', 'gte'];
/** What they count never gets less by more records. */
const GROWING: readonly CorrelationType[] = ['event_count', 'value_count', 'temporal', 'temporal_ordered'];
const COUNTING: readonly CorrelationType[] = ['event_count', 'temporal', 'temporal_ordered'];

/** Reads `condition`. Null when it has errors. Without one, all rules of a temporal correlation must be seen. */
export function readCondition(
  value: unknown,
  type: CorrelationType,
  rules: readonly string[],
  issues: Issues,
): ReadCondition | null {
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  if (typeof value === 'string') {
    if (isTemporal) return readBooleanCondition(value, type, rules, issues);
    issues.error(PATH, `a condition over rule names is for temporal correlations; ${type} needs a number`);
    return null;
  }
  if (value === undefined && isTemporal) {
    const holds = (count: number): boolean => count >= rules.length;
    return { condition: { type: 'compare', holds }, fields: [], percentile: null, isGrowing: true, rules };
  }
  if (!isJsonObject(value)) {
    issues.error(PATH, `${type} needs a condition, such as {gte: 10}`);
    return null;
  }
  refuseUnknownKeys(value, issues);
  const fields = readFields(value, type, issues);
  const percentile = readPercentile(value, type, issues);
  const holds = readComparison(value, issues);
  const isGrowing =
    GROWING.includes(type) && OPERATORS.every((one) => value[one] === undefined || LOWER_ENDS.includes(one));
  return holds === null
    ? null
    : { condition: { type: 'compare', holds }, fields, percentile, isGrowing, rules };
}

function refuseUnknownKeys(condition: JsonObject, issues: Issues): void {
  const known = [...OPERATORS, 'field', 'percentile'];
  for (const key of Object.keys(condition)) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const hint = near === null ? `expected one of: ${known.join(', ')}` : `did you mean "${near}"?`;
    issues.error([...PATH, key], `"condition.${key}" is not known; ${hint}`, 'key');
  }
}

function readFields({ field }: JsonObject, type: CorrelationType, issues: Issues): readonly string[] {
  const path = [...PATH, 'field'];
  if (COUNTING.includes(type)) {
    if (field !== undefined) issues.error(path, `${type} counts no values; take "field" out`, 'key');
    return [];
  }
  const list: readonly unknown[] = Array.isArray(field) ? field : [field];
  const names = list.filter((name): name is string => typeof name === 'string' && name !== '');
  if (names.length === 0 || names.length < list.length) {
    issues.error(path, `${type} needs "field": the name of the field whose values it reads`);
  } else if (names.length > 1 && type !== 'value_count') {
    issues.error(path, `${type} computes with one field; only value_count takes several`);
  }
  return names;
}

/**
 * The specification knows no key for the percentile: its only example, `{field: image, lte: 1}`, asks for a value with no
 * more than one percent of all values. That is taken at its word. With the key `percentile`, as pySigma has it, the bound
 * is one of the value that stands there.
 */
function readPercentile({ percentile }: JsonObject, type: CorrelationType, issues: Issues): number | null {
  const path = [...PATH, 'percentile'];
  if (percentile === undefined) return null;
  if (type !== 'value_percentile') {
    issues.error(path, `${type} has no percentile; take it out`, 'key');
    return null;
  }
  if (typeof percentile === 'number' && percentile >= 0 && percentile <= 100) return percentile;
  issues.error(
    path,
    'percentile must be a number from 0 to 100, such as {field: bytes, percentile: 95, gte: 1000}',
  );
  return null;
}
