import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireRules } from '../../../agent/commands/load-rules.js';
import { adoptRules } from '../../../agent/pipeline/adopt-rules.js';
import { readPast } from '../../../agent/pipeline/correlate/read-past.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { settingsWith } from '../../daemon/settings.js';
import { ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, type History, historyOf, signIn } from './history.js';

const OTHER = `title: Forwarding
id: forwarding
logsource: { product: m365, service: exchange }
detection: { selection: { Operation: Set-Mailbox }, condition: selection }
level: medium
`;
const MANY = `title: Many codes
id: many
correlation: { type: event_count, rules: [r], group-by: [UserPrincipalName], timespan: 6h, condition: { gte: 2 } }
level: medium
`;
const THEN = `title: Codes and then forwarding
id: then
correlation: { type: temporal_ordered, rules: [many, forwarding], timespan: 1d }
level: high
`;
const RULES = { 'r.yml': ruleText('r'), 'o.yml': OTHER, 'many.yml': MANY, 'then.yml': THEN };
const RECORDS = [signIn('alex', 8), signIn('alex', 9), signIn('sam', 9), signIn('kim', 20)];

async function explainFile(rule: string, ...more: readonly string[]) {
  const file = join(folderWith({ 'log.json': JSON.stringify(RECORDS) }), 'log.json');
  return await runInProcess(['rules', 'explain', rule, file, '--rules', folderWith(RULES), ...more]);
}

describe('rules explain of a correlation, for a record of a file', () => {
  it('shows the window, its records and from where on it held', async () => {
    const { code, stdout } = await explainFile('many');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^matches: Many codes \(.*many\.yml:1\)\n {2}within 6h, by UserPrincipalName/);
    expect(stdout).toContain('group: a text of 16 characters');
    expect(stdout).toContain(
      'yes for the 2 of the window from 2026-03-02T08:00:00.000Z to 2026-03-02T14:00:00.000Z; the condition was asked of 2',
    );
    expect(stdout).toContain('2026-03-02T08:00:00.000Z  record 0  Rule r   (this record)');
    expect(stdout).toContain('2026-03-02T09:00:00.000Z  record 1  Rule r   (from here on it held)');
    expect(stdout).toContain('matches: Rule r');
  });

  it('says what is missing, of an inner correlation too, and which rules never see the record', async () => {
    const { stdout } = await explainFile('then');
    expect(stdout).toMatch(/^does not match: Codes and then forwarding/);
    expect(stdout).toContain('no  the record matches none of its rules');
    expect(stdout).toContain('\nmatches: Many codes');
    expect(stdout).toContain('does not match: Forwarding: the record is never shown to the rule');
    // At the second record the inner one held.
    const second = (await explainFile('then', '--record', '1')).stdout;
    expect(second).toContain('yes Many codes: 1 record');
    expect(second).toContain('no  Forwarding: missing');
  });

  it('shows the group only when asked, and the same to machines', async () => {
    expect((await explainFile('many', '--show-values')).stdout).toContain('group: "alex@contoso.com"');
    const { stdout } = await explainFile('many', '--record', '3', '--json');
    expect(stdout).not.toContain('kim@');
    expect(JSON.parse(stdout)).toMatchObject({
      correlation: 'many',
      windows: [
        {
          correlation: 'many',
          reason: null,
          condition: '{"gte":2}',
          groups: [{ isMet: false, value: 1, completedBy: null, records: [{ record: 'record 3' }] }],
        },
      ],
      rules: [{ matches: true }],
    });
  });

  it('says why a record takes no part', async () => {
    const bare = [
      { AuthenticationProtocol: 'deviceCode', UserPrincipalName: 'a' },
      { AuthenticationProtocol: 'deviceCode', time: '2026-03-02T08:00:00Z' },
    ];
    const file = join(folderWith({ 'log.json': JSON.stringify(bare) }), 'log.json');
    const explain = async (record: string) =>
      (
        await runInProcess([
          ...['rules', 'explain', 'many', file, '--rules', folderWith(RULES)],
          ...['--map', 'none', '--record', record],
        ])
      ).stdout;
    expect(await explain('0')).toContain('no  the record holds no time that is known');
    expect(await explain('1')).toContain('no  the record has no UserPrincipalName');
  });
});

describe('rules explain of a correlation, for a stored event', () => {
  async function started(): Promise<History> {
    const history = await historyOf({ 'r.yml': ruleText('r') }, RECORDS);
    for (const [name, text] of Object.entries(RULES))
      writeFileSync(join(history.folder, 'rules', name), text);
    const { rules, tuning } = requireRules([join(history.folder, 'rules')]);
    const settings = settingsWith({ rules, tuning });
    const store = await openStore({
      file: join(history.folder, 'mailwarden.db'),
      key: null,
      boundary: openBoundary,
    });
    await store.write('adopt', (tx) => adoptRules(settings, tx));
    while ((await store.write('past', (tx) => readPast(tx, settings, '2026-03-03T01:00:00.000Z'))) !== null);
    await store.close();
    return history;
  }
  const idOf = (at: number): string => `signin:${RECORDS[at]?.id}`;
  const explain = ({ config, env }: History, rule: string, event: string, ...more: readonly string[]) =>
    runInProcess(['rules', 'explain', rule, event, '--config', config, ...more], env);

  it('shows the window that the agent has judged, and keeps the group to itself', async () => {
    const history = await started();
    const { code, stdout } = await explain(history, 'many', idOf(1), '--show-values');
    expect(code).toBe(0);
    expect(stdout).toContain('group: known by keyed hashes only');
    expect(stdout).toContain(`${idOf(0)}  Rule r`);
    expect(stdout).toContain(`${idOf(1)}  Rule r   (this record; from here on it held)`);
    expect((await explain(history, 'then', idOf(1))).stdout).toContain('no  Forwarding: missing');
    expect((await explain(history, 'r', idOf(3))).stdout).toContain('matches: Rule r');
  });

  it('says when the agent does not have the correlation yet, and refuses what is not there', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r'), 'many.yml': MANY }, RECORDS);
    for (const [name, text] of Object.entries(RULES))
      writeFileSync(join(history.folder, 'rules', name), text);
    const fresh = await explain(history, 'then', idOf(3));
    expect([fresh.code, fresh.stdout]).toEqual([
      0,
      expect.stringContaining('no  the agent has not loaded this correlation as the file has it now'),
    ]);
    expect(await explain(history, 'many', 'signin:nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no event of the store has the id "signin:nothing"'),
    });
    expect(await explain(history, 'many', idOf(1), '--record', '2')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('leave it out with --config'),
    });
  });
});
