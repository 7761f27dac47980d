import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { isMeant, readLogSource } from '../../../agent/detect/sigma/read-log-source.js';
import type { LogSource } from '../../../agent/detect/sigma/rule.js';
import { describeIssue } from '../../../agent/model/errors.js';
import type { JsonValue } from '../../../agent/model/json.js';
import { detects, loadRule, ruleOf } from './load-rule.js';

interface Case {
  readonly name: string;
  readonly selection: string;
  readonly hits: readonly JsonValue[];
  readonly misses: readonly JsonValue[];
}

const field = (...values: readonly JsonValue[]): readonly JsonValue[] =>
  values.map((value) => ({ f: value }));

/** What of the language's parts the tables of values and selections do not say. */
const CASES: readonly Case[] = [
  { name: 'a fraction', selection: '{ f: 1.5 }', hits: field(1.5, '1.5'), misses: field(1, 15, '1.50') },
  { name: 'false', selection: '{ f: false }', hits: field(false, 'FALSE'), misses: field(true, 0, '') },
  {
    name: 'nested lists mean any',
    selection: '{ f: [a, [b, [c]]] }',
    hits: field('b', 'C'),
    misses: field('d'),
  },
  { name: 'null: an empty list', selection: '{ f: null }', hits: field([], [null]), misses: field([''], {}) },
  { name: 'exists: an empty list', selection: '{ f|exists: true }', hits: field([]), misses: [{}] },
  {
    name: 'neq of a list in the record: none of them',
    selection: '{ f|neq: a }',
    hits: field(['b', 'c'], []),
    misses: field(['b', 'A']),
  },
  {
    name: 'startswith, any of several',
    selection: '{ f|startswith: [ab, cd] }',
    hits: field('abc', 'CDE'),
    misses: field('xab'),
  },
  {
    name: 'endswith, all of several',
    selection: '{ f|endswith|all: [b, ab] }',
    hits: field('cab', ['xb', 'ab']),
    misses: field('cb', 'ba'),
  },
  {
    name: 're, ignorecase',
    selection: "{ f|re|ignorecase: '^ab' }",
    hits: field('ABc'),
    misses: field('cab'),
  },
  {
    name: 're, multiline',
    selection: "{ f|re|multiline: '^b$' }",
    hits: field('a\nb\nc'),
    misses: field('a b c'),
  },
  { name: 're, dotall', selection: "{ f|re|dotall: 'a.b' }", hits: field('a\nb'), misses: field('a\n\nb') },
  {
    name: 're, i and s together',
    selection: "{ f|re|i|s: 'a.b' }",
    hits: field('A\nB'),
    misses: field('A\nC'),
  },
  {
    name: 're, at the beginning',
    selection: "{ f|re|startswith: 'a|b.' }",
    hits: field('ax', 'bxx'),
    misses: field('xa', 'b', 'x\nax'),
  },
  {
    name: 're, at the end, also of several lines',
    selection: "{ f|re|m|endswith: '^b|a' }",
    hits: field('xa', 'x\nb'),
    misses: field('ax', 'b\nx', 'xb'),
  },
  {
    name: 're, anywhere, as ever',
    selection: "{ f|re|contains: 'a.c' }",
    hits: field('xabcx'),
    misses: field('ac'),
  },
  {
    name: 're, any of several',
    selection: "{ f|re: ['^a', 'b$'] }",
    hits: field('ax', 'xb'),
    misses: field('xax'),
  },
  {
    name: 'cidr, any of several',
    selection: "{ f|cidr: ['10.0.0.0/8', '2001:db8::/32'] }",
    hits: field('10.9.9.9', '2001:db8::9'),
    misses: field('11.0.0.1', '2001:db9::1'),
  },
  {
    name: 'windash and all',
    selection: "{ f|windash|contains|all: [' -a', ' -b'] }",
    hits: field('x /a –b'),
    misses: field('x /a +b'),
  },
  {
    name: 'minute',
    selection: '{ f|minute: 5 }',
    hits: field('2026-03-02T01:05:59Z'),
    misses: field('2026-03-02T05:06:00Z'),
  },
  {
    name: 'day',
    selection: '{ f|day: 2 }',
    hits: field('2026-03-02T23:59:59Z'),
    misses: field('2026-03-03T00:00:00Z'),
  },
  {
    name: 'month',
    selection: '{ f|month: 3 }',
    hits: field('2026-03-31T23:59:59Z'),
    misses: field('2026-04-01T00:00:00Z'),
  },
  {
    name: 'year',
    selection: '{ f|year: 2026 }',
    hits: field('2026-12-31T23:59:59Z'),
    misses: field('2027-01-01T00:00:00Z'),
  },
  {
    name: 'fieldref with contains',
    selection: '{ f|fieldref|contains: g }',
    hits: [{ f: 'xABx', g: 'ab' }],
    misses: [{ f: 'ab', g: 'xabx' }],
  },
  {
    name: 'fieldref with endswith',
    selection: '{ f|fieldref|endswith: g }',
    hits: [{ f: 'xab', g: 'AB' }],
    misses: [{ f: 'abx', g: 'ab' }],
  },
  {
    name: 'fieldref over lists: some pair',
    selection: '{ f|fieldref: g }',
    hits: [{ f: ['a', 'b'], g: ['c', 'B'] }],
    misses: [{ f: ['a', 'b'], g: ['c'] }],
  },
  {
    name: 'keywords with escapes',
    selection: "[ 'a\\*b' ]",
    hits: [{ x: 'an A*B' }],
    misses: [{ x: 'axb' }],
  },
];

describe('values, fields and keywords', () => {
  for (const { name, selection, hits, misses } of CASES) {
    it(name, () => {
      const detection = `selection: ${selection}\ncondition: selection`;
      expect(hits.filter((one) => !detects(detection, one))).toEqual([]);
      expect(misses.filter((one) => detects(detection, one))).toEqual([]);
    });
  }

  it('a pattern of a condition has its star at any place', () => {
    const detection =
      'sel_a_x: { a: 1 }\nsel_b_x: { b: 1 }\nsel_a: { c: 1 }\ncondition: all of sel_*_x or sel_a';
    expect(detects(detection, { a: 1, b: 1 })).toBe(true);
    expect(detects(detection, { a: 1 })).toBe(false);
  });
});

describe('the rest of a rule', () => {
  const WHOLE = `${ruleOf('selection: { a: 1 }\ncondition: selection')}name: whole
related: [{ id: 22222222-2222-4333-8444-555555555555, type: derived }]
taxonomy: sigma
status: test
description: D
license: Apache-2.0
references: [https://example.org]
author: A
date: 2026-03-02
modified: 2026-03-02
tags: [attack.t1078]
fields: [a]
falsepositives: [none]
scope: [server]
ticket_of_ours: SEC-1
`;

  it('every attribute of the specification, and one of somebody, is taken as it is', () => {
    expect(loadRule(WHOLE)).toMatchObject({ errors: [], warnings: [] });
    const [rule] = loadRule(WHOLE).rules.rules;
    expect(rule).toMatchObject({ level: 'low', status: 'test', falsePositives: ['none'] });
  });

  it('but not an unknown status or a tag that is no text', () => {
    expect(loadRule(WHOLE.replace('status: test', 'status: tested')).errors).toHaveLength(1);
    expect(loadRule(WHOLE.replace('[attack.t1078]', '[{ a: b }]')).errors).toHaveLength(1);
  });

  const LOGS: readonly { readonly means: JsonValue; readonly hit: LogSource; readonly miss: LogSource }[] = [
    {
      means: { product: 'azure' },
      hit: { product: 'azure', service: 'signinlogs', category: null },
      miss: { product: 'm365', service: 'signinlogs', category: null },
    },
    {
      means: { service: 'SignInLogs', definition: 'requirements: P1' },
      hit: { product: 'azure', service: 'signinlogs', category: null },
      miss: { product: 'azure', service: 'auditlogs', category: null },
    },
    {
      means: { category: 'authentication', tool: 'of somebody' },
      hit: { product: null, service: null, category: 'authentication' },
      miss: { product: null, service: null, category: 'process_creation' },
    },
    {
      means: { product: 'azure', service: 'auditlogs' },
      hit: { product: 'azure', service: 'auditlogs', category: null },
      miss: { product: 'azure', service: null, category: null },
    },
  ];
  for (const { means, hit, miss } of LOGS) {
    it(`the log source ${JSON.stringify(means)}`, () => {
      const issues = { error: () => {} };
      const read = readLogSource(means, ['logsource'], issues as never);
      expect(read === null ? null : [isMeant(read, hit), isMeant(read, miss)]).toEqual([true, false]);
    });
  }
});

describe('documents of several kinds in one file', () => {
  const FILE = `${ruleOf('selection: { kind: logon }\ncondition: selection')}name: logon
---
title: Two in a minute
id: twice
level: critical
correlation: { type: event_count, rules: [logon], timespan: 1m, condition: { gte: 2 } }
---
title: Ours
logsource: { product: test }
filter:
  rules: [logon]
  sel_a: { user: alex }
  sel_b: { host: kiosk }
  condition: not (sel_a and sel_b)
`;
  const { rules, errors } = loadContent([{ file: 'all.yml', text: FILE }]);

  it('are told apart; a correlation has a level of its own', () => {
    expect(errors.map(describeIssue)).toEqual([]);
    expect(rules.rules.map(({ level }) => level)).toEqual(['low']);
    expect(rules.correlations.correlations.map(({ rule }) => rule.level)).toEqual(['critical']);
  });

  it('a filter may have parentheses', () => {
    const isHit = (user: string, host: string): boolean =>
      rules.matchPlain({ kind: 'logon', user, host }).length > 0;
    expect([isHit('alex', 'kiosk'), isHit('alex', 'desk'), isHit('kim', 'kiosk')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
