import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ContentFile } from '../../../agent/detect/content/content-file.js';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { runTests } from '../../../agent/detect/loop/run-tests.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { productFiles } from '../content/product-rules.js';
import { readTestRecord } from '../sigma/read-test-record.js';

const signIn = (id: string, at: string, more: string): string =>
  `{ id: '${id}', createdDateTime: ${at}, userPrincipalName: alex@contoso.com, status: { errorCode: 0 }, ${more} }`;
const HOME = "ipAddress: 198.51.100.7, location: { countryOrRegion: US }, sessionId: 'own-{day}'";
const ABROAD = 'ipAddress: 203.0.113.9, location: { countryOrRegion: PT }';
const RULE = 'title: T\nid: n\nbehaviour: { type: new-network }\n';
const HISTORY = `history:
  days: 6
  records: [${signIn('in-{day}', '2026-03-02T08:00:00Z', HOME)}]
`;
const HITS = `hits: [${signIn('x', '2026-03-20T08:00:00Z', ABROAD)}]\n`;
const MISSES = `misses: [[${signIn('y', '2026-03-20T08:00:00Z', HOME)}]]\n`;
const TEST = HISTORY + HITS + MISSES;

type Named = readonly [name: string, text: string, more?: Partial<ContentFile>];

const load = (...files: readonly Named[]) =>
  loadContent(files.map(([file, text, more]) => ({ file, text, ...more })));

function outcome(rule: string, test: string): readonly string[] {
  const content = load(['n.yml', rule], ['n.test.yml', test]);
  if (content.errors.length > 0) return content.errors.map(describeIssue);
  return runTests(content, readTestRecord).cases.map(
    ({ rule: name, kind, reason }) => `${name} ${kind}: ${reason ?? 'passed'}`,
  );
}

describe('the cases beside a behaviour', () => {
  it('are held against the account that history and records make', () => {
    expect(outcome(RULE, TEST)).toEqual([
      'behaviour:new-network hit: passed',
      'behaviour:new-network miss: passed',
    ]);
  });

  it('fail where it says nothing, or too much', () => {
    const swapped = HISTORY + HITS.replace('hits', 'misses') + MISSES.replace('misses', 'hits');
    expect(outcome(RULE, swapped)).toEqual([
      'behaviour:new-network hit: the behaviour says nothing of it, and must',
      'behaviour:new-network miss: the behaviour says something of it, and must not',
    ]);
  });

  it('need a history to be new against, and what history shows is no hit', () => {
    expect(outcome(RULE, HITS + MISSES)[0]).toContain('says nothing');
    const abroad = TEST.replace('records: [', `records: [${signIn('q', '2026-03-05T08:00:00Z', ABROAD)}, `);
    expect(outcome(RULE, abroad.replace(HITS, HITS.replace(ABROAD, HOME)))[0]).toContain('says nothing');
  });

  it('fail where a record is none that is known', () => {
    expect(outcome(RULE, TEST.replace('hits: [', 'hits: [{ a: b }, '))[0]).toBe(
      'behaviour:new-network hit: the record has the layout of no log that is known',
    );
  });

  it('go by the tuning that stands beside them, and count on trial', () => {
    const short = RULE.replace('new-network', 'hosting-network');
    const rented = TEST.replace(ABROAD, `${ABROAD}, autonomousSystemNumber: 64501`);
    const tuning = 'tuning: { networks: [{ class: hosting, asns: [64501] }] }\n';
    expect(outcome(short, rented)[0]).toContain('says nothing');
    expect(outcome(short, tuning + rented)).toEqual([
      'behaviour:hosting-network hit: passed',
      'behaviour:hosting-network miss: passed',
    ]);
    expect(outcome(`${RULE}mailwarden: { shadow: true }\n`, TEST)[0]).toContain('passed');
  });

  it('of one that is switched off are not run, which is said', () => {
    const off = load(['n.yml', `${RULE}mailwarden: { enabled: false }\n`], ['n.test.yml', TEST]);
    expect(runTests(off, readTestRecord).cases).toEqual([]);
    expect(off.warnings.map(describeIssue)).toEqual([
      'n.test.yml is not run: the behaviour beside it is switched off',
    ]);
  });
});

const MISTAKES: readonly { name: string; given: string; expected: string }[] = [
  {
    name: 'a history without days',
    given: 'history: { records: [{ a: b }] }\n',
    expected: '1:10 history needs days: a whole number from 1 to 120',
  },
  {
    name: 'a history without records',
    given: 'history: { days: 3 }\n',
    expected: '1:10 history needs records: a list of 1 to 50 maps, those of its first day',
  },
  {
    name: 'peers that are not counted',
    given: 'peers: { used: {} }\n',
    expected: '1:8 peers needs count: a whole number from 1 to 1000000',
  },
  {
    name: 'something used that is no name',
    given: 'peers: { count: 40, used: { as64501: 3 } }\n',
    expected:
      '1:38 "as64501" must be asn:<number> or kind:<program>/<system>, with how many of the peers used it',
  },
  {
    name: 'tuning with a mistake',
    given: 'tuning: { netwroks: [] }\n',
    expected: '1 "netwroks" is not a known key of tuning; did you mean "networks"?',
  },
  {
    name: 'an unknown key',
    given: 'histroy: { days: 1 }\n',
    expected: '1:1 "histroy" is not known; did you mean "history"?',
  },
];

describe('mistakes in a test file', () => {
  it.each(MISTAKES)('$name', ({ given, expected }) => {
    const { errors } = load(['n.yml', RULE], ['n.test.yml', given + HITS + MISSES]);
    expect(errors.map(describeIssue)).toEqual([`n.test.yml:${expected}`]);
  });
});

describe('doubts about tests', () => {
  const doubts = (...files: readonly Named[]): readonly string[] =>
    load(...files).warnings.map(describeIssue);

  it('name a behaviour without any, but not one that the product brings', () => {
    expect(doubts(['n.yml', RULE])).toEqual(['n.yml:1 has no tests; add n.test.yml with hits and misses']);
    expect(doubts(['n.yml', RULE, { isBrought: true }])).toEqual([]);
  });

  it('name what only behaviours read, beside a rule', () => {
    const sigma = 'title: R\nid: r\nlogsource: { product: m365 }\ndetection: { a: { a: b }, condition: a }\n';
    expect(doubts(['r.yml', sigma], ['r.test.yml', TEST])).toContain(
      'r.test.yml has history, peers or tuning, which are read beside behaviours alone',
    );
  });
});

describe("the product's behaviours", () => {
  const files = productFiles();
  const content = loadContent(files);

  it('each have a hit and a near miss', () => {
    const cases = runTests(content, readTestRecord).cases.filter(({ rule }) => rule.startsWith('behaviour:'));
    const bare = content.behaviours.filter(({ type }) =>
      (['hit', 'miss'] as const).some(
        (kind) => !cases.some((one) => one.rule === `behaviour:${type}` && one.kind === kind && one.passed),
      ),
    );
    expect(bare.map(({ type }) => type)).toEqual([]);
    expect(content.behaviours.length).toBeGreaterThanOrEqual(24);
  });

  it('lose their hits when they are worth nothing', () => {
    const worthless = files.map((one) =>
      one.file.startsWith('behaviours/')
        ? { ...one, text: one.text.replace(/points: -?\d+/, 'points: 0') }
        : one,
    );
    const { cases } = runTests(loadContent(worthless), readTestRecord);
    const hits = cases.filter(({ rule, kind }) => rule.startsWith('behaviour:') && kind === 'hit');
    expect(hits.length).toBeGreaterThanOrEqual(24);
    expect(hits.filter(({ passed }) => passed).map(({ rule }) => rule)).toEqual([]);
  });

  it('have tests that the published schema takes', () => {
    const schema: object = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../schemas/rule-test.schema.json'), 'utf8'),
    );
    const check = new Ajv({ allErrors: true, strict: false }).compile(schema);
    const tests = files.filter(({ file }) => file.endsWith('.test.yml'));
    expect(tests.filter(({ text }) => !check(parse(text))).map(({ file }) => file)).toEqual([]);
    for (const { given } of MISTAKES.filter(({ name }) => !name.startsWith('tuning')))
      expect(check(parse(given + HITS + MISSES))).toBe(false);
  });
});
