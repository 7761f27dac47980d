import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../agent/commands/rules/backtest.js';
import type { Finding } from '../../../agent/model/finding.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, type History, historyOf, signIn } from './history.js';

const BASE = `title: Wrong password
id: wrong
logsource: { product: azure, service: signinlogs }
detection: { selection: { ResultType: 50126 }, condition: selection }
---
title: Success
id: success
logsource: { product: azure, service: signinlogs }
detection: { selection: { ResultType: 0 }, condition: selection }
`;
const spray = (more = 'level: high'): string => `---
title: Many accounts tried from one address
id: spray
correlation:
  type: value_count
  rules: [wrong, success]
  group-by: [IPAddress]
  timespan: 10h
  condition: { field: UserPrincipalName, gte: 3 }
${more}
`;

const failed = { status: { errorCode: 50126 } };
const RECORDS: readonly JsonObject[] = [
  signIn('al', 8, failed),
  signIn('bob', 9, failed),
  signIn('carl', 10),
  signIn('diana', 11, { ipAddress: '203.0.113.9' }),
];

async function findingsOf({ folder }: History): Promise<readonly Finding[]> {
  const file = join(folder, 'mailwarden.db');
  const store = await openStore({ file, key: null, boundary: openBoundary, isReadOnly: true });
  const findings = await store.read((reads) => reads.findings());
  await store.close();
  return findings.filter(({ rule }) => rule === 'spray');
}

describe('a correlation over accounts', () => {
  it('is a finding of each account whose events are part of it, and proves nothing that an outsider can cause', async () => {
    const history = await historyOf({ 'r.yml': BASE + spray() }, RECORDS);
    const found = await findingsOf(history);
    expect(found.map(({ subject, points, events }) => [subject, points, events.length])).toEqual([
      ['al@contoso.com', 3000, 1],
      ['bob@contoso.com', 3000, 1],
      ['carl@contoso.com', 3000, 1],
    ]);
    // Without the wrong passwords there is one account: the success of that one proves nothing.
    expect(found.map(({ needsCredential }) => needsCredential)).toEqual([false, false, false]);
  });

  it('counts towards containment where what needs a credential suffices', async () => {
    const records = RECORDS.slice(0, 3).map((one) => ({ ...one, status: { errorCode: 0 } }));
    const found = await findingsOf(await historyOf({ 'r.yml': BASE + spray() }, records));
    expect(found.map(({ needsCredential }) => needsCredential)).toEqual([true, true, true]);
  });

  it('leaves the rules that it reads silent, unless it says generate', async () => {
    const rulesOf = async (text: string): Promise<readonly string[]> => {
      const history = await historyOf({ 'r.yml': text }, RECORDS);
      const file = join(history.folder, 'mailwarden.db');
      const store = await openStore({ file, key: null, boundary: openBoundary, isReadOnly: true });
      const counts = await store.read((reads) => reads.findingCounts());
      await store.close();
      return [...counts.keys()].filter((rule) => !rule.startsWith('behaviour:'));
    };
    expect(await rulesOf(BASE + spray())).toEqual(['spray']);
    expect(await rulesOf(`${BASE}${spray()}generate: true\n`)).toEqual(['spray', 'success', 'wrong']);
  });

  it('keeps no plain value of what it groups by', async () => {
    const { folder } = await historyOf({ 'r.yml': BASE + spray() }, RECORDS);
    const file = join(folder, 'mailwarden.db');
    const store = await openStore({ file, key: null, boundary: openBoundary, isReadOnly: true });
    const seen = await store.read((reads) =>
      reads.sightingsAt(
        'spray',
        RECORDS.map(({ id }) => `signin:${id}`),
      ),
    );
    await store.close();
    expect(seen).toHaveLength(4);
    const text = JSON.stringify(seen.map(({ group, values }) => ({ group, values })));
    expect(text).not.toMatch(/contoso|198\.51|203\.0/);
  });
});

describe('the loop knows correlations', () => {
  const backtest = async ({ config, env }: History, ...more: readonly string[]): Promise<Backtest> => {
    const args = ['rules', 'backtest', '--config', config, '--since', '2026-03-01', ...more, '--json'];
    const { code, stdout, stderr } = await runInProcess(args, env);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Backtest;
  };

  it('backtest finds no difference where nothing changed, and what a new one would have found', async () => {
    const history = await historyOf({ 'r.yml': BASE + spray() }, RECORDS);
    expect(await backtest(history)).toMatchObject({ added: [], removed: [], changed: [] });
    const before = await historyOf({ 'r.yml': BASE }, RECORDS);
    const { added } = await backtest(before, '--rules', folderWith({ 'r.yml': BASE + spray() }));
    const accounts = added.flatMap((one) =>
      one.what === 'finding' && one.rule === 'spray' ? one.account : [],
    );
    expect(accounts).toEqual(['al@contoso.com', 'bob@contoso.com', 'carl@contoso.com']);
  });

  it('one on trial is recorded, told and promoted', async () => {
    const trial = spray('level: high\nmailwarden: { shadow: true }');
    const history = await historyOf({ 'r.yml': BASE + trial }, RECORDS);
    expect((await findingsOf(history)).map(({ points }) => points)).toEqual([0, 0, 0]);
    const args = ['rules', 'shadow', '--config', history.config, '--since', '2026-03-01', '--json'];
    const { stdout } = await runInProcess(args, history.env);
    expect(JSON.parse(stdout).rules).toMatchObject([{ rule: 'spray', points: 3000, matches: 3 }]);
    const rules = join(history.folder, 'rules');
    const promoted = await runInProcess(['rules', 'promote', 'spray', '--rules', rules]);
    expect(promoted.code).toBe(0);
    expect(readFileSync(join(rules, 'r.yml'), 'utf8')).toContain('shadow: false');
  });

  it('replay scores them, whatever the order of the file', async () => {
    const folder = folderWith({ 'rules/r.yml': BASE + spray() });
    for (const [name, records] of [
      ['in', RECORDS],
      ['out', [...RECORDS].reverse()],
    ] as const) {
      const file = join(folder, `${name}.ndjson`);
      writeFileSync(file, records.map((one) => `${JSON.stringify(one)}\n`).join(''));
      const out = join(folder, name);
      const { code } = await runInProcess(['replay', file, '--rules', join(folder, 'rules'), '--out', out]);
      const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
      expect([code, summary.findings.byRule.spray]).toEqual([0, 3]);
    }
  });

  it('explain shows of each rule that it reads whether a record matches it', async () => {
    const folder = folderWith({ 'rules/r.yml': BASE + spray(), 'log.json': JSON.stringify(RECORDS[0]) });
    const args = ['rules', 'explain', 'spray', join(folder, 'log.json'), '--rules', join(folder, 'rules')];
    const { stdout } = await runInProcess([...args, '--json']);
    const { correlation, rules } = JSON.parse(stdout) as {
      correlation: string;
      rules: { matches: boolean }[];
    };
    expect([correlation, rules.map(({ matches }) => matches)]).toEqual(['spray', [true, false]]);
    const told = await runInProcess(args);
    expect(told.stdout).toMatch(/^does not match: Many accounts tried from one address /);
    expect(told.stdout).toContain('does not match: Success');
  });

  it('coverage names what a correlation can show', async () => {
    const folder = folderWith({ 'r.yml': `${BASE}${spray('level: high\ntags: [attack.t1110.003]')}` });
    const { stdout } = await runInProcess(['rules', 'coverage', '--rules', folder]);
    const layer = JSON.parse(stdout) as { techniques: { techniqueID: string; comment: string }[] };
    const technique = layer.techniques.find((one) => one.techniqueID === 'T1110.003');
    expect(technique?.comment).toContain('Many accounts tried from one address');
  });
});
