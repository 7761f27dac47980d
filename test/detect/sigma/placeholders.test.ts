import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { describeIssue } from '../../../agent/model/errors.js';
import type { JsonValue } from '../../../agent/model/json.js';
import { ruleOf } from './load-rule.js';

const LISTS = `placeholders:
  A: [a1, 'a*2', 7]
  B: b
  a b: spaced
  Networks: [10.0.0.0/8, 192.0.2.0/24]
  Rates: [50%B%]
  Ends: ['c\\']
  Escaped: ['\\*', 'd\\\\e', 'f\\g']
  Pattern: ['x.y', '[0-9]+']
`;

function load(selection: string, condition = 'selection', lists = LISTS) {
  const detection = `selection: { ${selection} }\ncondition: ${condition}`;
  const content = loadContent([
    { file: 'rule.yml', text: ruleOf(detection) },
    { file: 'lists.yml', text: lists },
  ]);
  const said = (issues: typeof content.errors): readonly string[] =>
    issues.map(describeIssue).filter((text) => !/asks for|has no tests|never matches/.test(text));
  return {
    errors: said(content.errors),
    warnings: said(content.warnings),
    hits: (record: JsonValue): boolean => content.rules.matchPlain(record).length > 0,
  };
}

interface Case {
  readonly name: string;
  readonly selection: string;
  readonly hits: readonly JsonValue[];
  readonly misses: readonly JsonValue[];
}

const field = (...values: readonly JsonValue[]): readonly JsonValue[] =>
  values.map((value) => ({ f: value }));

/** Each as pySigma 2.0.1 writes it out, but for the percent sign, which is as the specification has it, and what is marked as ours. */
const CASES: readonly Case[] = [
  {
    name: 'any value of the list, wildcards in it and case as ever',
    selection: "f|expand: '%A%'",
    hits: field('A1', 'a-x-2', 'a2', 7, '7'),
    misses: field('%A%', 'a', 'xa1', {}, ''),
  },
  { name: 'one value', selection: "f|expand: '%B%'", hits: field('b'), misses: field('%B%', 'a') },
  {
    name: 'with contains, before or after it',
    selection: "f|contains|expand: '%B%', g|expand|contains: '%B%'",
    hits: [{ f: 'abc', g: 'abc' }],
    misses: [
      { f: 'abc', g: 'ac' },
      { f: 'ac', g: 'abc' },
    ],
  },
  {
    name: 'with endswith, inside a text',
    selection: "f|expand|endswith: '@%B%.example'",
    hits: field('x@b.example'),
    misses: field('b.example', 'x@b.example.com'),
  },
  {
    name: 'two placeholders: each value of the one with each of the other',
    selection: "f|expand: 'x%A%y%B%z'",
    hits: field('xa1ybz', 'xa-2ybz', 'x7ybz'),
    misses: field('xa1yaz', 'xybz', 'xa1bz'),
  },
  {
    name: 'a list of values, some of them plain',
    selection: "f|expand: [plain, '%B%']",
    hits: field('plain', 'b'),
    misses: field('%B%'),
  },
  {
    name: 'an escaped percent sign is one',
    selection: "f|expand: '\\%A%B%'",
    hits: field('%Ab'),
    misses: field('\\%Ab', 'a1B%', '%A%B%'),
  },
  {
    name: 'two backslashes are one, and the placeholder after them is one',
    selection: "f|expand: ['c:\\%A%', 'd\\\\%B%']",
    hits: field('c:%A%', 'd\\b'),
    misses: field('c:\\a1', 'd%B%', 'd\\%B%'),
  },
  {
    name: 'a backslash before anything else is one',
    selection: "f|expand: 'c:\\x\\y%B%'",
    hits: field('c:\\x\\yb'),
    misses: field('c:xyb'),
  },
  {
    name: 'no placeholder spans a wildcard, or nothing',
    selection: "f|expand: ['%A*B%', '100%', '%%']",
    hits: field('%A-B%', '100%', '%%'),
    misses: field('a1b', '100'),
  },
  { name: 'a name with a space', selection: "f|expand: '%a b%'", hits: field('spaced'), misses: field('b') },
  {
    name: 'what a list holds is not expanded again',
    selection: "f|expand: '%Rates%'",
    hits: field('50%B%'),
    misses: field('50b'),
  },
  {
    name: 'an escape does not reach over the end of a value',
    selection: "f|expand: '%Ends%*'",
    hits: field('c\\', 'c\\x'),
    misses: field('c*', 'c'),
  },
  {
    name: 'escapes in a list mean what they mean in a rule',
    selection: "f|expand: '%Escaped%'",
    hits: field('*', 'd\\e', 'f\\g'),
    misses: field('x', 'd\\\\e', 'fg'),
  },
  {
    name: 'all: every value of the list',
    selection: "f|contains|all|expand: ['%A%', q]",
    hits: field('a1 a-2 7 q', ['a1', 'a2', '7q']),
    misses: field('a1 a-2 7', 'a1 q'),
  },
  {
    name: 'all with a list of one',
    selection: "f|contains|all|expand: '%B%'",
    hits: field('abc'),
    misses: field('ac'),
  },
  {
    name: 'neq: none of them',
    selection: "f|neq|expand: '%A%'",
    hits: field('b', null),
    misses: field('a1', ['b', '7']),
  },
  { name: 'cased', selection: "f|cased|expand: '%B%'", hits: field('b'), misses: field('B') },
  {
    name: 're: a list holds pieces of expressions',
    selection: "f|re|i|expand: '^%Pattern%\\%$'",
    hits: field('X-Y%', '12%'),
    misses: field('x.y', 'xy%', '%'),
  },
  {
    name: 'ours: networks',
    selection: "f|cidr|expand: '%Networks%', g|expand|cidr: '%Networks%'",
    hits: [{ f: '10.1.2.3:443', g: '192.0.2.7' }],
    misses: [{ f: '10.1.2.3', g: '198.51.100.1' }],
  },
  {
    name: 'ours: values are encoded once they are written out',
    selection: "f|expand|base64: '%B%'",
    hits: field('Yg=='),
    misses: field('b', 'YG=='),
  },
  {
    name: 'ours: dashes of the list vary too',
    selection: "f|windash|contains|expand: ' -x %B%'",
    hits: field('cmd /x b'),
    misses: field('cmd +x b'),
  },
  {
    name: 'a keyword',
    selection: "'|expand': '%B%'",
    hits: [{ any: 'abc' }],
    misses: [{ any: 'ac' }],
  },
  {
    name: 'without |expand it is a text',
    selection: "f: '%B%'",
    hits: field('%b%'),
    misses: field('b'),
  },
];

describe('placeholders', () => {
  describe.each(CASES)('$name', ({ selection, hits, misses }) => {
    const rule = load(selection);
    it('loads', () => expect(rule.errors).toEqual([]));
    it('hits', () => expect(hits.filter((record) => !rule.hits(record))).toEqual([]));
    it('misses', () => expect(misses.filter((record) => rule.hits(record))).toEqual([]));
  });

  it('under not, as the public rules about known places have them', () => {
    const rule = load("f|contains|expand: '%B%'", 'not selection');
    expect([rule.hits({ f: 'B1' }), rule.hits({ f: 'c' }), rule.hits({})]).toEqual([false, true, true]);
  });
});

const many = (name: string, count: number): string =>
  `  ${name}: [${Array.from({ length: count }, (_, at) => `${name}${at}`).join(', ')}]\n`;

const MISTAKES: readonly { name: string; selection: string; expected: string; lists?: string }[] = [
  {
    name: 'no list, with the nearest name',
    selection: "f|expand: '%a%'",
    expected: '6:26 "f|expand" names the placeholder %a%, for which there is no list; did you mean %A%?',
  },
  {
    name: 'no list, and none like it',
    selection: "f|expand: [x, '%Administrators%']",
    expected:
      '6:30 "f|expand" names the placeholder %Administrators%, for which there is no list; add it under "placeholders" in a file of the rule directory, or write \\% for a percent sign',
  },
  {
    name: 'too many values together',
    selection: "f|expand: '%C% %D%'",
    lists: `placeholders:\n${many('C', 200)}${many('D', 51)}`,
    expected:
      '6:26 "f|expand" stands for 10200 values when its placeholders are written out; at most 10000 can be compared with',
  },
  {
    name: 'too many values one after the other',
    selection: "f|expand: ['%C%', '%D%']",
    lists: `placeholders:\n${many('C', 6_000)}${many('D', 6_000)}`,
    expected:
      '6:27 "f|expand" stands for 12000 values when its placeholders are written out; at most 10000 can be compared with',
  },
  {
    name: 'a comparison',
    selection: "f|gt|expand: '%A%'",
    expected: '6:16 "f|gt|expand" cannot join |expand with |gt: placeholders stand for texts',
  },
  {
    name: 'a field reference',
    selection: "f|fieldref|expand: '%A%'",
    expected: '6:16 "f|fieldref|expand" cannot join |expand with |fieldref: placeholders stand for texts',
  },
  {
    name: 'what was encoded',
    selection: "f|base64|expand: '%A%'",
    expected: '6:16 "f|base64|expand" cannot expand what |base64 made; write |expand|base64',
  },
  {
    name: 're afterwards',
    selection: "f|expand|re: '%A%'",
    expected: '6:16 "f|expand|re" takes |expand only after |re; write |re|expand',
  },
  {
    name: 'a value of the list that is no network',
    selection: "f|cidr|expand: '%A%'",
    expected: '6:31 "f|cidr|expand" needs a network such as 198.51.100.0/24 or 2001:db8::/32, not "a1"',
  },
];

describe('mistakes with placeholders', () => {
  it.each(MISTAKES)('$name', ({ selection, expected, lists }) => {
    const { errors, hits } = load(selection, 'not selection', lists);
    expect(errors[0]).toBe(`rule.yml:${expected}`);
    expect(hits({ f: 'x' })).toBe(false);
  });

  it('a line without a placeholder is doubted', () => {
    const { errors, warnings } = load("f|expand: '100%'");
    expect([errors, warnings]).toEqual([
      [],
      ['rule.yml:6:26 "f|expand" has no placeholder to expand; write %name%, or leave |expand out'],
    ]);
  });
});
