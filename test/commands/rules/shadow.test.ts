import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { historyOf, signIn } from './history.js';

const SHADOW = ruleText('trial', 'mailwarden: { family: mail, points: 4000, shadow: true }\n');
const RULES = { 'r.yml': ruleText('r', 'mailwarden: { family: authentication, points: 3600 }\n') };

describe('a rule on trial', () => {
  it('is recorded and never counts', async () => {
    const { folder } = await historyOf({ 'trial.yml': SHADOW }, [signIn('alex', 8)]);
    const store = await openStore({
      file: join(folder, 'mailwarden.db'),
      key: null,
      boundary: openBoundary,
      isReadOnly: true,
    });
    const [findings, incidents] = await store.read((reads) =>
      Promise.all([reads.findings(), reads.incidents()]),
    );
    await store.close();
    expect(findings.filter(({ rule }) => rule === 'trial')).toMatchObject([{ points: 0, isShadow: true }]);
    expect(incidents).toEqual([]);
  });

  it('shows in its digest what it would have come to, account by account', async () => {
    const records = [signIn('alex', 8), signIn('kiosk', 9), signIn('kiosk', 10)];
    const { config, env } = await historyOf({ ...RULES, 'trial.yml': SHADOW }, records);
    const args = ['rules', 'shadow', '--config', config, '--since', '2026-03-01'];
    const { code, stdout } = await runInProcess([...args, '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      since: '2026-03-01T00:00:00.000Z',
      rules: [
        {
          rule: 'trial',
          points: 4000,
          matches: 3,
          accounts: [
            {
              account: 'alex@contoso.com',
              matches: 1,
              scoreNow: 3600,
              scoreThen: 7600,
              contains: true,
              opens: false,
            },
            { account: 'kiosk@contoso.com', matches: 2, scoreNow: 3600, scoreThen: 7600, contains: true },
          ],
        },
      ],
    });
    const told = await runInProcess(args, env);
    expect(told.stdout).toContain('kiosk@contoso.com  2 matches, score 3.6 would be 7.6, would contain');
  });

  it('is listed with nothing, too, and what is older is left out', async () => {
    const { config, env } = await historyOf({ 'trial.yml': SHADOW }, [signIn('alex', 8)]);
    const args = ['rules', 'shadow', '--config', config, '--since', '2026-03-03', '--json'];
    const { stdout } = await runInProcess(args, env);
    expect(JSON.parse(stdout)).toMatchObject({ rules: [{ rule: 'trial', matches: 0, accounts: [] }] });
  });

  it('is promoted by the edit of one word, and counts from then on', async () => {
    const { folder } = await historyOf({ 'trial.yml': SHADOW }, []);
    const rules = join(folder, 'rules');
    const args = ['rules', 'promote', 'Rule trial', '--rules', rules];
    expect(await runInProcess([...args, '--json'])).toMatchObject({
      code: 0,
      stdout: `${JSON.stringify({ rule: 'trial', file: join(rules, 'trial.yml'), line: 9 })}\n`,
    });
    expect(readFileSync(join(rules, 'trial.yml'), 'utf8')).toBe(
      SHADOW.replace('shadow: true', 'shadow: false'),
    );
    expect(await runInProcess(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not on trial'),
    });
    expect(await runInProcess(['rules', 'promote', 'tril', '--rules', rules])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "trial"?'),
    });
  });
});
