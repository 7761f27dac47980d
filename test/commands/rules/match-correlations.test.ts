import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchFiles } from '../../../agent/commands/rules/match-file.js';
import { recordTime } from '../../../agent/commands/rules/record-time.js';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { RuleSet } from '../../../agent/detect/sigma/rule-set.js';
import type { JsonValue } from '../../../agent/model/json.js';
import { runInProcess } from '../run-in-process.js';

const RULES = `title: Failed
id: failed
logsource: { product: azure, service: signinlogs }
detection: { selection: { ResultType: 50126 }, condition: selection }
---
title: Many
id: many
correlation: { type: event_count, rules: [failed], group-by: [UserPrincipalName], timespan: 1m, condition: { gte: 3 } }
`;
const MAPPING = `mapping:
  name: m
  shapes: [graph-sign-in]
  logsources: [{ product: azure, service: signinlogs }]
  fields: { ResultType: status.errorCode }
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rules = (text = RULES): RuleSet =>
  loadContent([
    { file: 'a.yml', text },
    { file: 'm.yml', text: MAPPING },
  ]).rules;

function write(name: string, records: readonly JsonValue[]): string {
  const file = join(folder, name);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

const plain = (second: number, user = 'a'): JsonValue => ({
  '@timestamp': `2026-03-02T08:00:${String(second).padStart(2, '0')}Z`,
  UserPrincipalName: user,
  ResultType: 50126,
});
const signIn = (second: number): JsonValue => ({
  id: `00000000-0000-4000-8000-0000000000${String(second).padStart(2, '0')}`,
  createdDateTime: `2026-03-02T08:00:${String(second).padStart(2, '0')}Z`,
  userPrincipalName: 'alex@contoso.com',
  userId: 'x',
  status: { errorCode: 50126 },
});

describe('rules match with correlations', () => {
  it('names the record that completed it, and leaves out what is only read by it', () => {
    const file = write('a.ndjson', [plain(1), 7, plain(2, 'b'), plain(30), plain(20), plain(31)]);
    const told: string[] = [];
    const found = [...matchFiles([file], rules(), true, (text) => told.push(text))];
    expect(found).toEqual([{ rule: 'many', file, record: 3 }]);
    expect(told).toEqual([]);
  });

  it('shows with "generate" both', () => {
    const file = write('a.ndjson', [plain(1), plain(2), plain(3)]);
    const loud = rules(RULES.replace('timespan', 'generate: true, timespan'));
    expect([...matchFiles([file], loud, true, () => {})].map((one) => [one.rule, one.record])).toEqual([
      ['failed', 0],
      ['failed', 1],
      ['failed', 2],
      ['many', 2],
    ]);
  });

  it('reads through mappings, over several files, a record in two of them once', () => {
    const first = write('a.ndjson', [signIn(1), signIn(2)]);
    const second = write('b.ndjson', [signIn(2), signIn(1)]);
    const third = write('c.ndjson', [signIn(3)]);
    expect([...matchFiles([first, second], rules(), false, () => {})]).toEqual([]);
    expect([...matchFiles([first, second, third], rules(), false, () => {})]).toEqual([
      { rule: 'many', file: third, record: 0 },
    ]);
  });

  it('prints a line for each', async () => {
    const file = write('a.ndjson', [plain(1), plain(2), plain(3)]);
    const content = join(folder, 'rules');
    mkdirSync(content);
    writeFileSync(join(content, 'a.yml'), RULES);
    const run = await runInProcess(['rules', 'match', '--rules', content, '--map', 'none', file]);
    expect([run.code, run.stdout]).toEqual([0, `${JSON.stringify({ rule: 'many', file, record: 2 })}\n`]);
  });

  it('says how many records hold no time', () => {
    const file = write('a.ndjson', [{ UserPrincipalName: 'a', ResultType: 50126 }]);
    const told: string[] = [];
    expect([...matchFiles([file], rules(), true, (text) => told.push(text))]).toEqual([]);
    expect(told).toEqual(['1 match took no part in correlations: its record holds no time that is known']);
  });
});

describe('the time of a record of any log', () => {
  const at = Date.parse('2026-03-02T08:00:00Z');
  const CASES: readonly {
    readonly name: string;
    readonly given: JsonValue;
    readonly expected: number | null;
  }[] = [
    { name: 'ECS', given: { '@timestamp': '2026-03-02T08:00:00Z' }, expected: at },
    { name: 'seconds', given: { ts: at / 1_000 }, expected: at },
    { name: 'milliseconds', given: { timestamp: at }, expected: at },
    {
      name: 'nested',
      given: { Event: { System: { TimeCreated: { SystemTime: '2026-03-02T08:00:00Z' } } } },
      expected: at,
    },
    { name: 'with a blank', given: { UtcTime: '2026-03-02 08:00:00' }, expected: at },
    { name: 'none', given: { user: 'a', time: 'noon' }, expected: null },
    { name: 'no object', given: 7, expected: null },
  ];
  for (const { name, given, expected } of CASES) it(name, () => expect(recordTime(given)).toBe(expected));
});
