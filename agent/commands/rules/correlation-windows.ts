import { type Correlation, fieldOf } from '../../detect/correlation/correlation.js';
import type { ExplainedWindow } from '../../detect/loop/explain-window.js';
import type { RuleHit } from '../../detect/sigma/rule-set.js';

/** The windows of one correlation that a record lies in. */
export interface CorrelationWindows {
  readonly correlation: Correlation;
  /** Why there is none; null when there is. */
  readonly reason: string | null;
  /** `group` are the values that the group is made of; null where only their keyed hashes are known. */
  readonly groups: readonly { readonly group: readonly string[] | null; readonly window: ExplainedWindow }[];
}

/** Windows, and how the records in them are called. `record` is the explained one's name. */
export interface FoundWindows {
  readonly record: string;
  readonly nameOf: (record: string) => string;
  readonly windows: readonly CorrelationWindows[];
}

/** Why a record that has a time lies in no group. */
export function absenceOf(correlation: Correlation, hits: readonly RuleHit[]): string {
  const own = hits.filter(({ rule }) => correlation.rules.includes(rule));
  const [first] = own;
  if (first === undefined)
    return 'the record matches none of its rules, and completes no correlation that it reads';
  const missing = [...correlation.groupBy, ...correlation.fields].filter(
    (name) => first.values?.get(fieldOf(correlation, first.rule, name).toLowerCase()) === undefined,
  );
  return missing.length === 0
    ? 'another record tells of the same act and stands for it, or its values cannot be read as numbers'
    : `the record has no ${missing.join(' and no ')}`;
}
