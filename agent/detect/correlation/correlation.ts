import type { Condition } from '../sigma/language/parse-condition.js';
import type { Rule } from '../sigma/rule.js';

export const CORRELATION_TYPES = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;

export type CorrelationType = (typeof CORRELATION_TYPES)[number];

/** What must hold for a window: a number within bounds, or a boolean condition over the rules that were seen. */
export type CorrelationCondition =
  | { readonly type: 'compare'; readonly holds: (value: number) => boolean }
  | { readonly type: 'boolean'; readonly condition: Condition };

/** A correlation, checked. Until it is linked, rules are called as its file calls them; afterwards by their ids. */
export interface Correlation {
  /** What it says of itself. */
  readonly rule: Rule;
  readonly name: string | null;
  readonly type: CorrelationType;
  /** The rules or correlations that it reads, in the order of the file. */
  readonly rules: readonly string[];
  /** Fields, or aliases of fields, whose values keep records apart. Empty: all records together. */
  readonly groupBy: readonly string[];
  /** By alias in lower case, then by rule: the field that the alias means in the records of that rule. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly spanMs: number;
  readonly condition: CorrelationCondition;
  /** Fields whose values are counted or computed with; empty for the types that count records or rules. */
  readonly fields: readonly string[];
  /** Between 0 and 100; only of `value_percentile`, and null there where it asks for the share of a value. */
  readonly percentile: number | null;
  /** Whether a window that meets the condition still does when more records come into it. */
  readonly isGrowing: boolean;
  /** Whether the rules that it reads also report for themselves. */
  readonly isGenerating: boolean;
  /** A hash of all that the file says under `correlation`. */
  readonly definition: string;
}

/** Values of fields by name in lower case; a field that the record does not have is left out. */
export type FieldValues = ReadonlyMap<string, readonly string[]>;

/** One match of a rule, or one moment at which a correlation held, as a correlation sees it. */
export interface Sighting {
  /** Id of the rule or correlation. */
  readonly rule: string;
  /** Names the record, uniquely among all that is looked at. Records of one time are ordered by it. */
  readonly record: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly values: FieldValues;
  /** False when someone without any credential can cause it. */
  readonly needsCredential?: boolean;
  /** The same for records that tell of one and the same act; without it, `record`. */
  readonly act?: string;
}

/** An episode in which a correlation held for one group. Known by correlation, group and anchor. */
export interface CorrelationHit {
  /** Id of the correlation. */
  readonly correlation: string;
  /** The values of the group, in lower case, in the order of `groupBy`. */
  readonly group: readonly string[];
  /** The record with which the window begins. */
  readonly anchor: string;
  /** The record that completed it, and its time in milliseconds since the epoch. */
  readonly record: string;
  readonly at: number;
}

/** The field that a correlation means by a name in the records of one of its rules. */
export function fieldOf({ aliases }: Correlation, rule: string, name: string): string {
  return aliases.get(name.toLowerCase())?.get(rule) ?? name;
}
