import { describe, expect, it } from 'vitest';
import { correlate } from '../../../agent/detect/correlation/correlate.js';
import { correlationOf, hitsOf, setOf } from './correlation-builder.js';

interface Case {
  readonly name: string;
  readonly correlation: string;
  readonly given: readonly string[];
  readonly expected: readonly string[];
}

const count = (condition: string, more = ''): string =>
  `type: event_count\nrules: [a]\ntimespan: 1m\ncondition: ${condition}\n${more}`;
const value = (type: string, condition: string): string =>
  `type: ${type}\nrules: [a]\ntimespan: 1m\ngroup-by: [user]\ncondition: ${condition}\n`;
const near = (type: string, rules: string, more = ''): string =>
  `type: ${type}\nrules: [${rules}]\ntimespan: 1m\n${more}`;

const COUNTS: readonly Case[] = [
  {
    name: 'event_count: enough in the span, named at the record that completes it',
    correlation: count('{ gte: 3 }'),
    given: ['a@0', 'a@10', 'a@20', 'a@30'],
    expected: ['x 2'],
  },
  { name: 'event_count: too few', correlation: count('{ gte: 3 }'), given: ['a@0', 'a@10'], expected: [] },
  {
    name: 'the end of the span is part of it',
    correlation: count('{ gte: 2 }'),
    given: ['a@0', 'a@60'],
    expected: ['x 1'],
  },
  {
    name: 'after the end of the span',
    correlation: count('{ gte: 2 }'),
    given: ['a@0', 'a@60.001'],
    expected: [],
  },
  {
    name: 'records of another rule do not count',
    correlation: count('{ gte: 2 }'),
    given: ['a@0', 'b@1'],
    expected: [],
  },
  {
    name: 'what goes on is one hit',
    correlation: count('{ gte: 2 }'),
    given: ['a@0', 'a@50', 'a@100', 'a@150', 'a@200'],
    expected: ['x 1'],
  },
  {
    name: 'what begins anew is another',
    correlation: count('{ gte: 2 }'),
    given: ['a@0', 'a@10', 'a@1000', 'a@1010'],
    expected: ['x 1', 'x 3'],
  },
  {
    name: 'a condition that every record fulfils fires again after the span',
    correlation: count('{ gte: 1 }'),
    given: ['a@0', 'a@30', 'a@500'],
    expected: ['x 0', 'x 2'],
  },
  {
    name: 'a later record that came first does not help',
    correlation: count('{ gte: 3 }'),
    given: ['a@1000', 'a@0', 'a@10'],
    expected: [],
  },
  {
    name: 'a burst that arrived around a newer record is found',
    correlation: count('{ gte: 3 }'),
    given: ['a@1000', 'a@1010', 'a@5000', 'a@1020'],
    expected: ['x 3'],
  },
  { name: 'gt', correlation: count('{ gt: 2 }'), given: ['a@0', 'a@1', 'a@2'], expected: ['x 2'] },
  { name: 'gt misses', correlation: count('{ gt: 2 }'), given: ['a@0', 'a@1'], expected: [] },
  { name: 'eq', correlation: count('{ eq: 2 }'), given: ['a@0', 'a@1'], expected: ['x 1'] },
  {
    name: 'eq is asked of the whole window',
    correlation: count('{ eq: 2 }'),
    given: ['a@0', 'a@1', 'a@2'],
    expected: [],
  },
  { name: 'lt', correlation: count('{ lt: 2 }'), given: ['a@0'], expected: ['x 0'] },
  { name: 'lt misses', correlation: count('{ lt: 2 }'), given: ['a@0', 'a@1'], expected: [] },
  { name: 'lte', correlation: count('{ lte: 2 }'), given: ['a@0', 'a@1'], expected: ['x 0'] },
  { name: 'lte misses', correlation: count('{ lte: 2 }'), given: ['a@0', 'a@1', 'a@2'], expected: [] },
  { name: 'neq', correlation: count('{ neq: 2 }'), given: ['a@0', 'a@1', 'a@2'], expected: ['x 0'] },
  { name: 'neq misses', correlation: count('{ neq: 2 }'), given: ['a@0', 'a@1'], expected: [] },
  {
    name: 'a range',
    correlation: count('{ gt: 1, lte: 3 }'),
    given: ['a@0', 'a@1', 'a@2'],
    expected: ['x 1'],
  },
  {
    name: 'a range that more records leave',
    correlation: count('{ gt: 1, lte: 3 }'),
    given: ['a@0', 'a@1', 'a@2', 'a@3'],
    expected: [],
  },
  {
    name: 'several rules are counted together',
    correlation: 'type: event_count\nrules: [a, b]\ntimespan: 1m\ncondition: { gte: 2 }\n',
    given: ['a@0', 'b@10'],
    expected: ['x 1'],
  },
  {
    name: 'group-by keeps apart',
    correlation: count('{ gte: 2 }', 'group-by: [user]'),
    given: ['a@0 user=x', 'a@1 user=y', 'a@2 user=X'],
    expected: ['x 2'],
  },
  {
    name: 'group-by of two fields: both must agree',
    correlation: count('{ gte: 2 }', 'group-by: [user, ip]'),
    given: ['a@0 user=x ip=1', 'a@1 user=x ip=2', 'a@2 user=y ip=1'],
    expected: [],
  },
  {
    name: 'records without the group belong to none',
    correlation: count('{ gte: 2 }', 'group-by: [user]'),
    given: ['a@0', 'a@1'],
    expected: [],
  },
  {
    name: 'a list in the group: the record belongs to each',
    correlation: count('{ gte: 2 }', 'group-by: [user]'),
    given: ['a@0 user=x,y', 'a@1 user=y'],
    expected: ['x 1'],
  },
];

const VALUES: readonly Case[] = [
  {
    name: 'value_count: different values, without case',
    correlation: value('value_count', '{ field: ip, gte: 3 }'),
    given: ['a@0 user=x ip=1', 'a@1 user=x ip=q', 'a@2 user=x ip=Q', 'a@3 user=x ip=2'],
    expected: ['x 3'],
  },
  {
    name: 'value_count: the same value again',
    correlation: value('value_count', '{ field: ip, gte: 2 }'),
    given: ['a@0 user=x ip=1', 'a@1 user=x ip=1'],
    expected: [],
  },
  {
    name: 'value_count: a value that left the window',
    correlation: value('value_count', '{ field: ip, gte: 3 }'),
    given: ['a@0 user=x ip=1', 'a@50 user=x ip=2', 'a@70 user=x ip=3'],
    expected: [],
  },
  {
    name: 'value_count of several fields: different pairs',
    correlation: value('value_count', '{ field: [ip, app], gte: 2 }'),
    given: ['a@0 user=x ip=1 app=o', 'a@1 user=x ip=1', 'a@2 user=x ip=1 app=p'],
    expected: ['x 2'],
  },
  {
    name: 'value_count of several fields: one pair',
    correlation: value('value_count', '{ field: [ip, app], gte: 2 }'),
    given: ['a@0 user=x ip=1 app=o', 'a@1 user=x ip=1 app=o'],
    expected: [],
  },
  {
    name: 'value_sum',
    correlation: value('value_sum', '{ field: bytes, gt: 100 }'),
    given: ['a@0 user=x bytes=60', 'a@1 user=y bytes=60', 'a@2 user=x bytes=41'],
    expected: ['x 2'],
  },
  {
    name: 'value_sum misses, and what is no number is left out',
    correlation: value('value_sum', '{ field: bytes, gt: 100 }'),
    given: ['a@0 user=x bytes=60', 'a@1 user=x bytes=many', 'a@2 user=x bytes=40'],
    expected: [],
  },
  {
    name: 'value_sum leaves no rounding of what left the window',
    correlation: value('value_sum', '{ field: bytes, gte: 0.3 }'),
    given: ['a@0 user=x bytes=1e16', 'a@100 user=x bytes=0.1', 'a@110 user=x bytes=0.1'],
    expected: ['x 0'],
  },
  {
    name: 'value_avg',
    correlation: value('value_avg', '{ field: bytes, gt: 2.5 }'),
    given: ['a@0 user=x bytes=2', 'a@1 user=x bytes=2', 'a@2 user=x bytes=4'],
    expected: ['x 2'],
  },
  {
    name: 'value_avg is asked of the whole window',
    correlation: value('value_avg', '{ field: bytes, gt: 500 }'),
    given: ['a@0 user=x bytes=900', 'a@1 user=x bytes=0', 'a@2 user=x bytes=0'],
    expected: [],
  },
  {
    name: 'value_percentile',
    correlation: value('value_percentile', '{ field: bytes, percentile: 75, gte: 10 }'),
    given: ['a@0 user=x bytes=1', 'a@1 user=x bytes=10', 'a@2 user=x bytes=20'],
    expected: ['x 2'],
  },
  {
    name: 'value_percentile of all ones is one',
    correlation: value('value_percentile', '{ field: bytes, percentile: 95, gte: 1000000 }'),
    given: ['a@0 user=x bytes=1', 'a@1 user=x bytes=1', 'a@2 user=x bytes=1'],
    expected: [],
  },
  {
    name: 'value_percentile without a percentile, as the specification has it: a value with so small a share',
    correlation: value('value_percentile', '{ field: image, lte: 25 }'),
    given: ['a@0 user=x image=cmd', 'a@1 user=x image=CMD', 'a@2 user=x image=cmd', 'a@3 user=x image=rare'],
    expected: ['x 3'],
  },
  {
    name: 'value_percentile as a share: none is so rare',
    correlation: value('value_percentile', '{ field: image, lt: 25 }'),
    given: ['a@0 user=x image=cmd', 'a@1 user=x image=cmd', 'a@2 user=x image=cmd', 'a@3 user=x image=rare'],
    expected: [],
  },
  {
    name: 'value_median of an even number lies between',
    correlation: value('value_median', '{ field: bytes, eq: 15 }'),
    given: ['a@0 user=x bytes=20', 'a@1 user=x bytes=10'],
    expected: ['x 1'],
  },
  {
    name: 'value_median misses',
    correlation: value('value_median', '{ field: bytes, gt: 15 }'),
    given: ['a@0 user=x bytes=10', 'a@1 user=x bytes=10', 'a@2 user=x bytes=9000'],
    expected: [],
  },
];

const NEARNESS: readonly Case[] = [
  {
    name: 'temporal: all rules, in any order',
    correlation: near('temporal', 'a, b'),
    given: ['b@0', 'a@30'],
    expected: ['x 1'],
  },
  {
    name: 'temporal: too far apart',
    correlation: near('temporal', 'a, b'),
    given: ['b@0', 'a@61'],
    expected: [],
  },
  {
    name: 'temporal: at least so many of the rules',
    correlation: near('temporal', 'a, b, c', 'condition: { gte: 2 }'),
    given: ['c@0', 'c@1', 'a@30'],
    expected: ['x 2'],
  },
  {
    name: 'temporal: other groups',
    correlation: near('temporal', 'a, b', 'group-by: [user]'),
    given: ['a@0 user=x', 'b@1 user=y'],
    expected: [],
  },
  {
    name: 'aliases: one thing under two names',
    correlation: near('temporal', 'a, b', 'group-by: [ip]\naliases: { ip: { a: source, b: target } }'),
    given: ['a@0 source=1 target=9', 'b@1 source=8 target=1'],
    expected: ['x 1'],
  },
  {
    name: 'aliases: another value',
    correlation: near('temporal', 'a, b', 'group-by: [ip]\naliases: { ip: { a: source, b: target } }'),
    given: ['a@0 source=1', 'b@1 source=1 target=2'],
    expected: [],
  },
  {
    name: 'temporal_ordered: in order',
    correlation: near('temporal_ordered', 'a, b, c'),
    given: ['a@0', 'b@10', 'a@15', 'c@20'],
    expected: ['x 3'],
  },
  {
    name: 'temporal_ordered: the order after the first step matters, too',
    correlation: near('temporal_ordered', 'a, b, c'),
    given: ['a@0', 'c@10', 'b@20'],
    expected: [],
  },
  {
    name: 'temporal_ordered: the whole chain must fit into the span',
    correlation: near('temporal_ordered', 'a, b, c'),
    given: ['a@0', 'b@50', 'c@70'],
    expected: [],
  },
  {
    name: 'temporal_ordered: records of one time are in order',
    correlation: near('temporal_ordered', 'a, b'),
    given: ['b@10', 'a@10'],
    expected: ['x 0'],
  },
  {
    name: 'temporal_ordered: at least so many in a row',
    correlation: near('temporal_ordered', 'a, b, c', 'condition: { gte: 2 }'),
    given: ['c@0', 'b@10', 'c@20'],
    expected: ['x 2'],
  },
  {
    name: 'temporal_ordered: too few in a row',
    correlation: near('temporal_ordered', 'a, b, c', 'condition: { gte: 2 }'),
    given: ['c@0', 'b@10', 'a@20'],
    expected: [],
  },
  {
    name: 'a condition over rules',
    correlation: near('temporal', 'a, b, c', 'condition: a and (b or c)'),
    given: ['c@0', 'a@10'],
    expected: ['x 1'],
  },
  {
    name: 'a condition over rules that does not hold',
    correlation: near('temporal', 'a, b, c', 'condition: a and (b or c)'),
    given: ['c@0', 'b@10'],
    expected: [],
  },
  {
    name: 'not: nothing of it in the window',
    correlation: near('temporal', 'a, b', 'condition: a and not b'),
    given: ['a@0', 'b@61'],
    expected: ['x 0'],
  },
  {
    name: 'not: it comes later in the window',
    correlation: near('temporal', 'a, b', 'condition: a and not b'),
    given: ['a@0', 'b@30'],
    expected: [],
  },
  {
    name: 'rules taken from the condition',
    correlation: 'type: temporal\ntimespan: 1m\ncondition: a and d\n',
    given: ['d@0', 'a@1'],
    expected: ['x 1'],
  },
  {
    name: 'an ordered condition: those that satisfy it, in order',
    correlation: near('temporal_ordered', 'a, b, c', 'condition: (a or b) and c'),
    given: ['a@0', 'c@10', 'b@20'],
    expected: ['x 1'],
  },
  {
    name: 'an ordered condition: out of order',
    correlation: near('temporal_ordered', 'a, b, c', 'condition: (a or b) and c'),
    given: ['c@0', 'b@20'],
    expected: [],
  },
  {
    name: 'an ordered condition with a rule that must not be there at all',
    correlation: near('temporal_ordered', 'a, b, c', 'condition: a and c and not b'),
    given: ['b@0', 'a@10', 'c@20'],
    expected: [],
  },
];

describe('correlations by type', () => {
  for (const { name, correlation, given, expected } of [...COUNTS, ...VALUES, ...NEARNESS]) {
    it(name, () => {
      expect(hitsOf(setOf(correlationOf(correlation)), given)).toEqual(expected);
    });
  }

  const SPANS: readonly (readonly [string, number])[] = [
    ['30s', 30],
    ['2m', 120],
    ['1h', 3_600],
    ['1d', 86_400],
    ['1w', 604_800],
    ['1M', 2_629_746],
    ['1y', 31_556_952],
  ];
  for (const [span, seconds] of SPANS) {
    it(`a timespan of ${span}`, () => {
      const set = setOf(
        correlationOf(`type: event_count\nrules: [a]\ntimespan: ${span}\ncondition: { gte: 2 }`),
      );
      expect(hitsOf(set, ['a@0', `a@${seconds}`])).toEqual(['x 1']);
      expect(hitsOf(set, ['a@0', `a@${seconds + 1}`])).toEqual([]);
    });
  }
});

describe('fields with names that objects have by themselves', () => {
  it('are missing where the record lacks them', () => {
    const set = setOf(correlationOf(count('{ gte: 2 }', 'group-by: [constructor, __proto__]')));
    expect(hitsOf(set, ['a@0', 'a@1'])).toEqual([]);
    expect(hitsOf(set, ['a@0 constructor=x __proto__=y', 'a@1 constructor=x __proto__=y'])).toEqual(['x 1']);
  });
});

describe('chains of correlations', () => {
  const many = correlationOf(
    'type: event_count\nrules: [a]\ngroup-by: [host]\ntimespan: 1m\ncondition: { gte: 3 }',
    'many',
  );
  const then = correlationOf('type: temporal_ordered\nrules: [many, b]\ngroup-by: [user]\ntimespan: 10m');
  const burst = ['a@0 host=h user=u', 'a@1 host=h user=u', 'a@2 host=h user=u'];

  it('an outer one groups by its own field alone, and the inner one is silent', () => {
    expect(hitsOf(setOf(then, many), [...burst, 'b@300 user=u'])).toEqual(['x 3']);
    expect(hitsOf(setOf(then, many), [...burst, 'b@300 user=v'])).toEqual([]);
    expect(hitsOf(setOf(then, many), [...burst.slice(1), 'b@300 user=u'])).toEqual([]);
  });

  it('an inner one that goes on is near for as long as it does', () => {
    const long = Array.from({ length: 60 }, (_, at) => `a@${at * 20} host=h user=u`);
    expect(hitsOf(setOf(then, many), [...long, 'b@1700 user=u'])).toEqual(['x 60']);
  });

  it('hits of an inner one are counted once each', () => {
    const twice = correlationOf('type: event_count\nrules: [many]\ntimespan: 1h\ncondition: { gte: 2 }');
    const again = burst.map((text) => text.replace('@', '@100'));
    expect(hitsOf(setOf(twice, many), [...burst, 'a@3 host=h'])).toEqual([]);
    expect(hitsOf(setOf(twice, many), [...burst, ...again])).toEqual(['x 5']);
  });

  it('generate: what is read reports as well', () => {
    const loud = then.replace('timespan', 'generate: true\n  timespan');
    expect(hitsOf(setOf(loud, many), [...burst, 'b@300 user=u'])).toEqual(['many 2', 'x 3']);
  });
});

describe('a record that matches several of the rules', () => {
  const both = ['a', 'b'].map((rule) => ({ rule: `id-${rule}`, record: '1', at: 0, values: new Map() }));
  const found = (type: string, more = ''): number =>
    correlate(setOf(correlationOf(`type: ${type}\nrules: [a, b]\ntimespan: 1m\n${more}`)), both).length;

  it('counts once, and is near itself', () => {
    expect(found('event_count', 'condition: { gte: 2 }')).toBe(0);
    expect(found('event_count', 'condition: { eq: 1 }')).toBe(1);
    expect(found('temporal')).toBe(1);
  });
});
