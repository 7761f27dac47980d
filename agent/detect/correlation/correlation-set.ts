import { type Correlation, fieldOf } from './correlation.js';

/** The correlations of a rule set. */
export interface CorrelationSet {
  /** A correlation comes after those that it reads. */
  readonly correlations: readonly Correlation[];
  /** Fields whose values must be known of each match, by rule or correlation, in lower case. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
  /** Rules and correlations that are only read by others, and report nothing themselves. */
  readonly silent: ReadonlySet<string>;
}

export const NO_CORRELATIONS: CorrelationSet = {
  correlations: [],
  needed: new Map(),
  silent: new Set(),
};

/** Makes a set of linked correlations, in an order in which each comes after those that it reads. */
export function createCorrelationSet(correlations: readonly Correlation[]): CorrelationSet {
  return {
    correlations,
    needed: neededFields(correlations),
    silent: new Set(correlations.filter((one) => !one.isGenerating).flatMap(({ rules }) => rules)),
  };
}

/** From the outside in: what an outer correlation asks of an inner one, the inner one's rules must answer. */
function neededFields(correlations: readonly Correlation[]): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, Set<string>>();
  for (const correlation of [...correlations].reverse()) {
    const asked = needed.get(correlation.rule.id) ?? [];
    const wanted = [...correlation.groupBy, ...correlation.fields, ...asked];
    for (const rule of correlation.rules) {
      const fields = needed.get(rule) ?? new Set<string>();
      for (const name of wanted) fields.add(fieldOf(correlation, rule, name).toLowerCase());
      needed.set(rule, fields);
    }
  }
  return new Map([...needed].map(([rule, fields]) => [rule, [...fields].sort()]));
}
