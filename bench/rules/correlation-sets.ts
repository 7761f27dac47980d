import { loadContent } from '../../agent/detect/content/load-content.js';
import type { CorrelationSet } from '../../agent/detect/correlation/correlation-set.js';

const BY_USER = 'group-by: [user]\n  timespan: 1h';

const counted = (type: string, condition: string): string =>
  `type: ${type}\n  rules: [a]\n  ${BY_USER}\n  condition: ${condition}`;
const near = (type: string): string => `type: ${type}\n  rules: [a, b, c]\n  ${BY_USER}`;

/** One correlation of each type, by what it asks for. */
const TEXTS: Readonly<Record<string, string>> = {
  'event_count >= 10': counted('event_count', '{ gte: 10 }'),
  'value_count >= 5': counted('value_count', '{ field: address, gte: 5 }'),
  'temporal of 3': near('temporal'),
  'temporal_ordered of 3': near('temporal_ordered'),
  'value_sum >= 10,000': counted('value_sum', '{ field: bytes, gte: 10000 }'),
  'value_avg >= 990': counted('value_avg', '{ field: bytes, gte: 990 }'),
  'value_percentile 95 >= 2,000': counted('value_percentile', '{ field: bytes, percentile: 95, gte: 2000 }'),
  'value_median >= 990': counted('value_median', '{ field: bytes, gte: 990 }'),
};

/** The set of each correlation, by what it asks for. */
export const SETS: Readonly<Record<string, CorrelationSet>> = Object.fromEntries(
  Object.entries(TEXTS).map(([name, body]) => [name, setOf(body)]),
);

function setOf(body: string): CorrelationSet {
  const rules = ['a', 'b', 'c'].map(
    (name) =>
      `title: ${name}\nid: ${name}\nlogsource: { product: test }\ndetection: { s: { kind: ${name} }, condition: s }\n`,
  );
  const text = [...rules, `title: x\nid: x\ncorrelation:\n  ${body}\n`].join('---\n');
  const { rules: set, errors } = loadContent([{ file: 'bench.yml', text }]);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return set.correlations;
}
