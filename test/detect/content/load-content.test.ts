import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { runRuleTests } from '../../../agent/detect/sigma/run-rule-tests.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { readTestRecord } from '../sigma/read-test-record.js';

const rule = (id: string, item = 'a: 1'): string =>
  `title: Rule ${id}\nid: ${id}\nlogsource: { product: azure, service: signinlogs }\ndetection: { selection: { ${item} }, condition: selection }\n`;

const MAPPING =
  'mapping: { name: m, shapes: [graph-sign-in], logsources: [{ product: azure, service: signinlogs }] }\n';
const SIGN_IN =
  '{ id: 00000000-0000-4000-8000-000000000001, createdDateTime: 2026-03-02T08:00:00Z, userPrincipalName: alex@contoso.com, userId: x, status: { errorCode: 0 }, a: 1 }';
const OTHER = SIGN_IN.replace('a: 1', 'a: 2');

function load(files: Readonly<Record<string, string>>): {
  errors: readonly string[];
  warnings: readonly string[];
  ids: readonly string[];
} {
  const content = loadContent(Object.entries(files).map(([file, text]) => ({ file, text })));
  return {
    errors: content.errors.map(describeIssue),
    warnings: content.warnings.map(describeIssue),
    ids: content.rules.rules.map(({ id }) => id),
  };
}

const TESTED = `hits: [${SIGN_IN}]\nmisses: [${OTHER}]\n`;

describe('a rule directory', () => {
  it('several documents in a file, rules and mappings mixed', () => {
    const { errors, warnings, ids } = load({
      'a.yml': `${rule('one')}---\n${MAPPING}---\n${rule('two')}`,
      'a.test.yml': TESTED,
    });
    expect({ errors, warnings, ids }).toEqual({ errors: [], warnings: [], ids: ['one', 'two'] });
  });

  const CASES: readonly {
    name: string;
    files: Readonly<Record<string, string>>;
    expected: readonly string[];
  }[] = [
    {
      name: 'the same id twice',
      files: { 'a.yml': rule('x'), 'b.yml': `\n${rule('x')}` },
      expected: ['b.yml:2 has the id of a.yml:1; ids must differ'],
    },
    {
      name: 'a correlation of rules that are not there',
      files: { 'a.yml': 'title: T\nid: t\ncorrelation: { type: temporal, rules: [x], timespan: 1m }\n' },
      expected: ['a.yml:3:40 "x" is the id or name of no rule here'],
    },
    {
      name: 'a rule whose detection is misspelt',
      files: { 'a.yml': 'title: T\nlogsource: { product: azure }\ndetecton: {}\n' },
      expected: ['a.yml:1:1 looks like a rule but lacks "detection"; add selections and a condition'],
    },
    {
      name: 'broken YAML in one file, a mistake in another',
      files: { 'a.yml': 'a: [', 'b.yml': rule('x', 'a|foo: 1') },
      expected: [
        'a.yml:1:5 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
        'b.yml:4:27 "a|foo" has the unknown modifier |foo',
      ],
    },
    {
      name: 'a mapping with an unknown shape and key',
      files: {
        'a.yml':
          'mapping:\n  name: m\n  shapes: [graph-signin]\n  logsources: [{ product: x }]\n  field: {}\n',
      },
      expected: [
        'a.yml:3:12 a shape must be one of: graph-sign-in, ',
        'a.yml:5:3 "mapping.field" is not known; did you mean "fields"?',
      ],
    },
    {
      name: 'a test without misses',
      files: { 'a.yml': rule('x'), 'a.test.yml': `hits: [${SIGN_IN}]\n` },
      expected: ['a.test.yml:1:1 misses must be a list of records'],
    },
    {
      name: 'a test whose record is a text',
      files: { 'a.yml': rule('x'), 'a.test.yml': `hits: [x]\nmisses: [${SIGN_IN}]\n` },
      expected: ['a.test.yml:1:8 a record must be a map'],
    },
    {
      name: 'anchors that unfold without end',
      files: {
        'a.yml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
          .split('')
          .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]`)
          .join('\n')}\n`,
      },
      expected: ['a.yml:1 repeats its anchors'],
    },
    {
      name: 'a value that contains itself',
      files: { 'a.yml': rule('x', 'a: &self [*self]') },
      expected: ['a.yml:1 repeats its anchors'],
    },
    {
      name: 'nesting without end',
      files: { 'a.yml': '['.repeat(5_000) },
      expected: ['a.yml:1 is nested too deeply'],
    },
    {
      name: 'lists in lists without end',
      files: { 'a.yml': `x:\n  ${'- '.repeat(5_000)}y` },
      expected: ['a.yml:2 is nested too deeply'],
    },
  ];
  for (const { name, files, expected } of CASES) {
    it(`refuses ${name}`, () => {
      const { errors } = load(files);
      expect(errors.map((error, at) => error.slice(0, expected[at]?.length))).toEqual(expected);
    });
  }

  it('doubts rules without tests or without a log, tests without a rule, and files that are nothing', () => {
    const files = {
      'a.yml': `${MAPPING}---\n${rule('x')}`,
      'b.yml': rule('y').replace('azure', 'gcp'),
      'b.test.yml': TESTED,
      'c.test.yml': TESTED,
      'd.yml': 'hello: world\n',
    };
    expect(load(files)).toMatchObject({
      errors: [],
      warnings: [
        'a.yml:3 has no tests; add a.test.yml with hits and misses',
        'b.yml:1 never matches: no mapping covers its log source (product gcp, service signinlogs)',
        'c.test.yml tests a rule file that is not there',
        'd.yml:1:1 is neither rule, behaviour, mapping, tuning, placeholders nor rule test; it is left alone',
      ],
    });
  });

  it('hands tuning on', () => {
    const { errors } = load({ 'tuning.yml': 'tuning: { nonsense: 1 }\n' });
    expect(errors.length).toBe(1);
    expect(errors[0]).toContain('nonsense');
  });
});

describe('rule tests', () => {
  it('tell which record of which file did not do what it should', () => {
    const files = {
      'a.yml': `${MAPPING}---\n${rule('x')}`,
      'a.test.yml': `hits:\n  - ${SIGN_IN}\n  - ${OTHER}\nmisses:\n  - ${SIGN_IN}\n  - { hello: world }\n`,
    };
    const content = loadContent(Object.entries(files).map(([file, text]) => ({ file, text })));
    const { passed, failed, cases } = runRuleTests(content, readTestRecord);
    expect({ passed, failed }).toEqual({ passed: 1, failed: 3 });
    expect(cases.map(({ rule: id, line, kind, index, reason }) => [id, line, kind, index, reason])).toEqual([
      ['x', 2, 'hit', 0, null],
      ['x', 3, 'hit', 1, 'the rule does not match, and must'],
      ['x', 5, 'miss', 0, 'the rule matches, and must not'],
      ['x', 6, 'miss', 1, 'the record has the layout of no log that is known'],
    ]);
  });
});

describe('tests of correlations', () => {
  const at = (second: number): string =>
    SIGN_IN.replace('T08:00:00Z', `T08:00:0${second}Z`).replace('00001,', `0000${second},`);
  const correlation =
    'title: Many\nid: many\ncorrelation: { type: event_count, rules: [x], group-by: [userId], timespan: 1m, condition: { gte: 3 } }\n';

  it('are lists of records, and speak for the correlations of the file alone', () => {
    const three = `[${at(1)}, ${at(3)}, ${at(2)}]`;
    const files = [
      { file: 'm.yml', text: MAPPING },
      { file: 'a.yml', text: `${rule('x')}---\n${correlation}` },
      {
        file: 'a.test.yml',
        text: `hits:\n  - ${three}\n  - [${at(1)}, ${at(2)}]\nmisses:\n  - ${three}\n  - ${OTHER}\n`,
      },
    ];
    const { cases } = runRuleTests(loadContent(files), readTestRecord);
    expect(cases.map((one) => [one.rule, one.kind, one.index, one.reason])).toEqual([
      ['x', 'miss', 1, null],
      ['many', 'hit', 0, null],
      ['many', 'hit', 1, 'the rule does not match, and must'],
      ['many', 'miss', 0, 'the rule matches, and must not'],
    ]);
  });
});

describe('filters', () => {
  const filter = (rules: string, body: string): string =>
    `title: F\nlogsource: { product: azure }\nfilter:\n  rules: ${rules}\n  ${body.replaceAll('\n', '\n  ')}\n`;
  const except = 'known: { userPrincipalName: alex@contoso.com }\ncondition: not known';

  function found(filterText: string): {
    hits: number;
    errors: readonly string[];
    warnings: readonly string[];
  } {
    const files = {
      'a.yml': `${MAPPING}---\n${rule('x')}name: by-name\n`,
      'a.test.yml': TESTED,
      'f.yml': filterText,
    };
    const content = loadContent(Object.entries(files).map(([file, text]) => ({ file, text })));
    const read = readTestRecord({
      id: '00000000-0000-4000-8000-000000000001',
      createdDateTime: '2026-03-02T08:00:00Z',
      userPrincipalName: 'alex@contoso.com',
      status: { errorCode: 0 },
      a: 1,
    });
    if (read === null) throw new Error('the record has no known layout');
    return {
      hits: content.rules.match(read.record, read.event).length,
      errors: content.errors.map(describeIssue),
      warnings: content.warnings.map(describeIssue),
    };
  }

  const CASES: readonly { name: string; given: string; expected: ReturnType<typeof found> }[] = [
    {
      name: 'take out what they name, by id',
      given: filter('[x]', except),
      expected: { hits: 0, errors: [], warnings: [] },
    },
    { name: 'by name', given: filter('[by-name]', except), expected: { hits: 0, errors: [], warnings: [] } },
    {
      name: 'for any rule of the log',
      given: filter('any', except),
      expected: { hits: 0, errors: [], warnings: [] },
    },
    {
      name: 'but not for another log',
      given: filter('any', except).replace('azure', 'm365'),
      expected: { hits: 1, errors: [], warnings: [] },
    },
    {
      name: 'of several selections',
      given: filter(
        '[x]',
        'sel_a: { userPrincipalName: nobody }\nsel_b: { userPrincipalName|startswith: alex }\ncondition: not 1 of sel_*',
      ),
      expected: { hits: 0, errors: [], warnings: [] },
    },
    {
      name: 'leave alone what they do not name',
      given: filter('[x]', except.replace('alex', 'sam')),
      expected: { hits: 1, errors: [], warnings: [] },
    },
    {
      name: 'without "not" keep what they find, and are doubted',
      given: filter('[x]', except.replace('not ', '')),
      expected: {
        hits: 1,
        errors: [],
        warnings: [
          'f.yml:6:14 keeps only what the filter finds (rule and filter); to take it out, write "not selection"',
        ],
      },
    },
    {
      name: 'are refused for a rule that is not there',
      given: filter('[by-nam]', except),
      expected: {
        hits: 1,
        errors: ['f.yml:4:11 "by-nam" is the id or name of no rule here; did you mean "by-name"?'],
        warnings: [],
      },
    },
    {
      name: 'are refused for a rule of another log',
      given: filter('[x]', except).replace('azure', 'm365'),
      expected: {
        hits: 1,
        errors: ['f.yml:4:11 "x" is a rule of another log source than the filter\'s (product m365)'],
        warnings: [],
      },
    },
    {
      name: 'are refused without rules',
      given: filter('[x]', except).replace('  rules: [x]\n', ''),
      expected: {
        hits: 1,
        errors: ['f.yml:4:3 a filter needs "rules": a list of ids or names of rules, or the word any'],
        warnings: [],
      },
    },
  ];
  for (const { name, given, expected } of CASES) it(name, () => expect(found(given)).toEqual(expected));
});
