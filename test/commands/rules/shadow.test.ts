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

  it('is told of as a rule, where it is a behaviour: by what it would weigh in that account', async () => {
    const days = ['25', '26', '27'].map((day) =>
      signIn('alex', 8, {
        id: `00000000-0000-4000-8000-0000000000${day}`,
        createdDateTime: `2026-02-${day}T08:00:00Z`,
        authenticationProtocol: 'none',
      }),
    );
    const trial =
      'title: By code\nid: b\nbehaviour: { type: new-device-code }\nmailwarden: { points: 4000, shadow: true }\n';
    const history = await historyOf({ ...RULES, 'b.yml': trial }, [...days, signIn('alex', 8)]);
    const args = ['rules', 'shadow', '--config', history.config, '--since', '2026-03-01', '--json'];
    // Three days of history: half of its points, and of the same family as the rule 0.8 of them.
    expect(JSON.parse((await runInProcess(args, history.env)).stdout)).toMatchObject({
      rules: [
        {
          rule: 'behaviour:new-device-code',
          title: 'By code',
          points: 4000,
          matches: 1,
          accounts: [{ account: 'alex@contoso.com', matches: 1, scoreNow: 3600, scoreThen: 5200 }],
        },
      ],
    });
    const rules = join(history.folder, 'rules');
    const promote = ['rules', 'promote', 'new-device-code', '--rules', rules, '--json'];
    expect(JSON.parse((await runInProcess(promote)).stdout)).toMatchObject({
      rule: 'behaviour:new-device-code',
      line: 4,
    });
    expect(readFileSync(join(rules, 'b.yml'), 'utf8')).toBe(trial.replace('shadow: true', 'shadow: false'));
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
