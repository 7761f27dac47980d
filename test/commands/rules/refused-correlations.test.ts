import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RULES = `title: Failed
id: failed
logsource: { product: azure, service: signinlogs }
detection: { selection: { ResultType: 50126 }, condition: selection }
---
title: Many failures
id: many
correlation: { type: event_count, rules: [failed], timespan: 1m, condition: { gte: 3 } }
`;

it('replay refuses correlations by name, which "rules check" takes and counts', async () => {
  writeFileSync(join(folder, 'a.yml'), RULES);
  writeFileSync(join(folder, 'log.ndjson'), '{}\n');
  const check = await runInProcess(['rules', 'check', folder, '--json']);
  expect([check.code, JSON.parse(check.stdout).rules]).toEqual([0, 2]);
  const out = join(folder, 'out');
  const replay = await runInProcess(['replay', join(folder, 'log.ndjson'), '--rules', folder, '--out', out]);
  expect(replay.code).toBe(2);
  expect(replay.stderr).toContain('a.yml:6 "Many failures" is a correlation, which only "rules check"');
});
