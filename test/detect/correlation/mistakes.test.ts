import { describe, expect, it } from 'vitest';
import { correlationOf, load } from './correlation-builder.js';

const COUNT = 'type: event_count\nrules: [a]\ntimespan: 1m\n';
const NEAR = 'type: temporal\nrules: [a, b]\ntimespan: 1m\n';

const CASES: readonly { readonly name: string; readonly body: string; readonly expected: string }[] = [
  {
    name: 'an unknown type',
    body: 'type: event_cuont\nrules: [a]\ntimespan: 1m\ncondition: { gte: 1 }',
    expected: 'x.yml:5:9 type must be one of: event_count',
  },
  { name: 'no condition', body: COUNT, expected: 'event_count needs a condition, such as {gte: 10}' },
  {
    name: 'no rules',
    body: 'type: event_count\ntimespan: 1m\ncondition: { gte: 1 }',
    expected: 'a correlation needs rules',
  },
  {
    name: 'no timespan',
    body: 'type: temporal\nrules: [a, b]',
    expected: 'a correlation needs a timespan, such as 10m',
  },
  {
    name: 'a timespan without a unit',
    body: 'type: temporal\nrules: [a, b]\ntimespan: 60',
    expected: 'x.yml:7:13 timespan must be a number above 0 with a unit',
  },
  {
    name: 'a timespan of nothing',
    body: 'type: temporal\nrules: [a, b]\ntimespan: 0m',
    expected: 'x.yml:7:13 timespan must be a number above 0',
  },
  {
    name: 'a misspelt key',
    body: `${NEAR}groupby: [user]`,
    expected: 'x.yml:8:3 "correlation.groupby" is not known; did you mean "group-by"?',
  },
  {
    name: 'a rule that is not there',
    body: 'type: temporal\nrules: [a, id-q]\ntimespan: 1m',
    expected: 'x.yml:6:14 "id-q" is the id or name of no rule here; did you mean "id-',
  },
  {
    name: 'one rule by id and by name',
    body: 'type: temporal\nrules: [a, id-a]\ntimespan: 1m',
    expected: 'x.yml:6:14 "id-a" is a rule that already stands in the list',
  },
  {
    name: 'one rule twice',
    body: 'type: temporal\nrules: [a, a]\ntimespan: 1m',
    expected: 'x.yml:6:14 "a" stands here twice',
  },
  {
    name: 'a correlation of itself',
    body: 'type: temporal\nrules: [a, x]\ntimespan: 1m',
    expected: 'x.yml:6:10 the correlation reads itself',
  },
  { name: 'no bound', body: `${COUNT}condition: {}`, expected: 'condition needs a bound' },
  {
    name: 'a bound that is a text',
    body: `${COUNT}condition: { gte: many }`,
    expected: 'x.yml:8:21 gte must be a number',
  },
  {
    name: 'an unknown operator',
    body: `${COUNT}condition: { gte: 1, greater: 3 }`,
    expected: 'x.yml:8:24 "condition.greater" is not known',
  },
  {
    name: 'bounds that contradict each other',
    body: `${COUNT}condition: { gt: 5, lt: 5 }`,
    expected: 'condition can never hold',
  },
  {
    name: 'eq outside of the range',
    body: `${COUNT}condition: { eq: 5, gt: 5 }`,
    expected: 'condition can never hold',
  },
  {
    name: 'a count of values without a field',
    body: 'type: value_count\nrules: [a]\ntimespan: 1m\ncondition: { gte: 1 }',
    expected: 'value_count needs "field"',
  },
  {
    name: 'a sum of two fields',
    body: 'type: value_sum\nrules: [a]\ntimespan: 1m\ncondition: { gte: 1, field: [b, c] }',
    expected: 'value_sum computes with one field',
  },
  {
    name: 'a field where nothing is counted by value',
    body: `${COUNT}condition: { gte: 1, field: user }`,
    expected: 'event_count counts no values; take "field" out',
  },
  {
    name: 'a percentile beyond all',
    body: 'type: value_percentile\nrules: [a]\ntimespan: 1m\ncondition: { field: bytes, percentile: 101, lte: 1 }',
    expected: 'percentile must be a number from 0 to 100',
  },
  {
    name: 'a percentile elsewhere',
    body: `${COUNT}condition: { gte: 1, percentile: 5 }`,
    expected: 'event_count has no percentile; take it out',
  },
  {
    name: 'a boolean condition of a count',
    body: `${COUNT}condition: a and b`,
    expected: 'a condition over rule names is for temporal correlations',
  },
  {
    name: 'a boolean condition that leaves a rule out',
    body: `${NEAR}condition: a`,
    expected: 'x.yml:6:14 "b" is not in the condition; every rule must be',
  },
  {
    name: 'a boolean condition with a rule that is not listed',
    body: `${NEAR}condition: a and b and c`,
    expected: 'condition names "c", which is not among the rules',
  },
  {
    name: 'a boolean condition with a quantifier',
    body: `${NEAR}condition: 1 of them`,
    expected: 'condition uses "of"',
  },
  {
    name: 'a boolean condition that breaks off',
    body: `${NEAR}condition: a and`,
    expected: 'condition has its end where a selection was expected',
  },
  {
    name: 'aliases that are no map',
    body: `${NEAR}aliases: [user]`,
    expected: 'x.yml:8:12 aliases must be a map',
  },
  {
    name: 'an alias for a rule that is not read',
    body: `${NEAR}aliases: { user: { a: u, c: v } }`,
    expected: 'alias "user" names "c", which is none of the rules',
  },
  {
    name: 'generate that is no answer',
    body: `${NEAR}generate: maybe`,
    expected: 'x.yml:8:13 generate must be true or false',
  },
];

describe('mistakes in correlations', () => {
  for (const { name, body, expected } of CASES) {
    it(name, () => {
      const { errors, set } = load(correlationOf(body));
      expect(errors).toEqual([expect.stringContaining(expected)]);
      expect(set.correlations).toEqual([]);
    });
  }

  it('a ring of two is said of both', () => {
    const ring = (name: string, other: string): string =>
      correlationOf(`type: temporal\nrules: [a, ${other}]\ntimespan: 1m`, name);
    const { errors } = load(ring('x', 'y'), ring('y', 'x'));
    expect(errors).toEqual([
      'x.yml:6:10 the correlation reads itself, by way of its rules; take one of them out',
      'x1.yml:6:10 the correlation reads itself, by way of its rules; take one of them out',
    ]);
  });

  it('ids must differ from those of rules', () => {
    const { errors } = load(correlationOf(NEAR).replace('id: id-x', 'id: id-a'));
    expect(errors).toEqual(['x.yml:1 has the id of base.yml:1; ids must differ']);
  });

  it('a log source, another taxonomy', () => {
    const text = `${correlationOf(NEAR)}logsource: { product: x }\ntaxonomy: ecs\n`;
    expect(load(text).errors).toEqual([
      expect.stringContaining('a correlation has no logsource'),
      expect.stringContaining('taxonomy "ecs" is not supported'),
    ]);
  });

  it('a name that several rules have', () => {
    const other = correlationOf(NEAR, 'y').replace('name: y', 'name: a');
    expect(load(correlationOf(NEAR), other).errors.join('\n')).toContain(
      '"a" is the name of several rules; call the one that is meant by its id',
    );
  });
});
