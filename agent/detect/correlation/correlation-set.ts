import { type Correlation, fieldOf } from './correlation.js';
import { isComputing } from './place-sightings.js';

/** The correlations of a rule set. */
export interface CorrelationSet {
  /** A correlation comes after those that it reads. */
  readonly correlations: readonly Correlation[];
  /** Fields whose values must be known of each match, by rule or correlation, in lower case. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
  /** Those of them whose values are numbers to compute with, by rule or correlation, in lower case. */
  readonly computed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rules and correlations that are only read by others, and report nothing themselves. */
  readonly silent: ReadonlySet<string>;
}

export const NO_CORRELATIONS: CorrelationSet = {
  correlations: [],
  needed: new Map(),
  computed: new Map(),
  silent: new Set(),
};

/** Makes a set of linked correlations, in an order in which each comes after those that it reads. */
export function createCorrelationSet(correlations: readonly Correlation[]): CorrelationSet {
  return {
    correlations,
    needed: new Map(
      [...askedFields(correlations, everyField)].map(([rule, fields]) => [rule, [...fields].sort()]),
    ),
    computed: askedFields(correlations, (one) => (isComputing(one) ? one.fields : [])),
    silent: new Set(correlations.filter((one) => !one.isGenerating).flatMap(({ rules }) => rules)),
  };
}

function everyField({ groupBy, fields }: Correlation): readonly string[] {
  return [...groupBy, ...fields];
}

/** From the outside in: what an outer correlation asks of an inner one, the inner one's rules must answer. */
function askedFields(
  correlations: readonly Correlation[],
  asks: (correlation: Correlation) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const correlation of [...correlations].reverse()) {
    const wanted = [...asks(correlation), ...(asked.get(correlation.rule.id) ?? [])];
    for (const rule of correlation.rules) {
      const fields = asked.get(rule) ?? new Set<string>();
      for (const name of wanted) fields.add(fieldOf(correlation, rule, name).toLowerCase());
      asked.set(rule, fields);
    }
  }
  return asked;
}
