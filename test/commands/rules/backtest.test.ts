import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../agent/commands/rules/backtest.js';
import { sha256 } from '../../../agent/model/ids.js';
import { filterText, OURS, ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, type History, historyOf, signIn } from './history.js';

const RECORDS = [
  signIn('alex', 8),
  signIn('kiosk', 9),
  signIn('sam', 10, { authenticationProtocol: 'none' }),
];
const HEAVY = 'mailwarden: { family: authentication, points: 4000 }\n';

async function backtest({ config, env }: History, ...more: readonly string[]): Promise<Backtest> {
  const args = ['rules', 'backtest', '--config', config, '--since', '2026-03-01', ...more, '--json'];
  const { code, stdout, stderr } = await runInProcess(args, env);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Backtest;
}

const accountsOf = (list: Backtest['added']): readonly string[] =>
  list.map((one) => `${one.what} ${one.account}`);

describe('rules backtest', () => {
  it('of the present rules finds no difference, and leaves the store as it was', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r', HEAVY) }, RECORDS);
    const store = join(history.folder, 'mailwarden.db');
    const before = sha256(readFileSync(store));
    const result = await backtest(history);
    expect(result).toMatchObject({
      accounts: 3,
      added: [],
      removed: [],
      changed: [],
      eventsWithoutRecord: 0,
    });
    expect(await backtest(history, '--rules', join(history.folder, 'rules'))).toMatchObject({
      added: [],
      removed: [],
    });
    expect(sha256(readFileSync(store))).toBe(before);
  });

  it('of an exception shows the finding and the incident that it takes out', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r', HEAVY) }, RECORDS);
    const changed = folderWith({ 'r.yml': ruleText('r', HEAVY), 'tuning/kiosk.yml': filterText(OURS) });
    const { added, removed, changed: other } = await backtest(history, '--rules', changed);
    expect(accountsOf(added)).toEqual([]);
    expect(accountsOf(removed)).toEqual(['finding kiosk@contoso.com', 'incident kiosk@contoso.com']);
    expect(removed[1]).toMatchObject({ score: 4000, reasons: [{ rule: 'r', points: 4000 }] });
    expect(other).toEqual([]);
  });

  it('of a behaviour of another directory shows what its numbers would find, over those that are configured', async () => {
    const days = ['25', '26', '27'].map((day) =>
      signIn('alex', 8, {
        id: `00000000-0000-4000-8000-0000000000${day}`,
        createdDateTime: `2026-02-${day}T08:00:00Z`,
        authenticationProtocol: 'none',
      }),
    );
    const declared = (ours: string): Readonly<Record<string, string>> => ({
      'b.yml': `title: T\nbehaviour: { type: new-device-code }\nmailwarden: { ${ours} }\n`,
    });
    const history = await historyOf(declared('points: 2000'), [...days, signIn('alex', 8)]);
    const half = { rule: 'behaviour:new-device-code', points: 1000 };
    const off = await backtest(history, '--with', folderWith(declared('enabled: false')));
    expect(off).toMatchObject({ added: [], removed: [half], changed: [] });
    const less = await backtest(history, '--with', folderWith(declared('points: 600')));
    expect(less).toMatchObject({
      added: [],
      removed: [],
      changed: [{ before: half, after: { ...half, points: 300 } }],
    });
  });

  it('of the configured files after an edit compares with what the agent found', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r') }, RECORDS);
    writeFileSync(join(history.folder, 'rules', 'r.yml'), ruleText('r', HEAVY));
    const { added, changed } = await backtest(history);
    expect([...accountsOf(added)].sort()).toEqual([
      'incident alex@contoso.com',
      'incident kiosk@contoso.com',
    ]);
    expect(changed.map(({ before, after }) => [before, after])).toMatchObject([
      [{ points: 1500 }, { points: 4000 }],
      [{ points: 1500 }, { points: 4000 }],
    ]);
  });

  it('of one more directory names what would be contained, and why', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r', HEAVY) }, RECORDS);
    const extra = ruleText('deed', 'mailwarden: { family: mail, points: 4000 }\n');
    const { added, wouldContain } = await backtest(history, '--with', folderWith({ 'deed.yml': extra }));
    expect(accountsOf(added)).toEqual(['finding alex@contoso.com', 'finding kiosk@contoso.com']);
    expect(
      wouldContain.map(({ account, reasons }) => [account, reasons.map(({ rule }) => rule).sort()]),
    ).toEqual([
      ['alex@contoso.com', ['deed', 'r']],
      ['kiosk@contoso.com', ['deed', 'r']],
    ]);
    expect(wouldContain[0]?.containmentReason).toMatch(/way in: authentication; deed: mail/);
  });

  it('passes over what is older, and tells people in a few lines', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r', HEAVY) }, RECORDS);
    const args = [
      'rules',
      'backtest',
      '--config',
      history.config,
      '--rules',
      folderWith({ 'r.yml': ruleText('r') }),
    ];
    const all = await runInProcess([...args, '--since', '2026-03-01'], history.env);
    expect(all.stdout).toMatch(/- incident .* 4\.0 {2}alex@contoso\.com {2}Rule r\n/);
    expect(all.stdout).toMatch(/~ finding .* 1\.5 {2}alex@contoso\.com {2}Rule r {2}\(was 4\.0\)/);
    expect(all.stdout).toMatch(
      /3 accounts since .*: 0 added, 2 removed, 2 changed; 0 more contained, 0 fewer\n$/,
    );
    const late = await runInProcess([...args, '--since', '2026-03-02T09:30:00Z'], history.env);
    expect(late.stdout).toMatch(/^1 account since .*: 0 added, 0 removed, 0 changed/);
  });

  it('refuses a broken change and a time that is none', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r') }, RECORDS);
    const broken = folderWith({ 'r.yml': ruleText('r').replace('condition', 'condtion') });
    const args = ['rules', 'backtest', '--config', history.config];
    expect(await runInProcess([...args, '--since', '7d', '--rules', broken], history.env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('condition'),
    });
    expect(await runInProcess([...args, '--since', 'soon'], history.env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2026-03-01'),
    });
  });
});
