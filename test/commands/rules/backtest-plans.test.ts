import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../agent/commands/rules/backtest.js';
import { STORED_PROTECTION } from '../../../agent/respond/stored-protection.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, type History, historyOf, signIn } from './history.js';

const HEAVY = 'mailwarden: { family: authentication, points: 4000 }\n';
const DEED = { 'deed.yml': ruleText('deed', 'mailwarden: { family: mail, points: 4000 }\n') };
const NAMES = ['alex', 'kiosk', 'sam', 'robin', 'lee', 'kim', 'nika'];

/** A history in which everybody came in by device code, each from a network of their own, under a response that enforces. */
async function enforcing(
  names: readonly string[],
  response: object = {},
  stored: object | null = { entries: [], reasons: {}, unresolved: [] },
): Promise<History> {
  const records = names.map((name, at) =>
    signIn(name, 8, { id: `id-${name}`, ipAddress: `198.51.${at + 1}.7`, correlationId: name }),
  );
  const history = await historyOf({ 'r.yml': ruleText('r', HEAVY) }, records);
  const config = JSON.parse(readFileSync(history.config, 'utf8')) as { readonly identities: object };
  const responder = { clientId: 'aaaaaaaa-0000-4000-8000-000000000002', clientSecret: { env: 'SECRET' } };
  const withResponse = {
    ...config,
    identities: { ...config.identities, responder },
    response: { mode: 'enforce', learningDays: 0, ...response },
  };
  writeFileSync(history.config, JSON.stringify(withResponse));
  const file = join(history.folder, 'mailwarden.db');
  const store = await openStore({ file, key: null, boundary: openBoundary });
  if (stored !== null)
    await store.write('test', (tx) => tx.putMeta(STORED_PROTECTION, JSON.stringify(stored)));
  await store.close();
  return history;
}

async function run(history: History, with_: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const args = ['rules', 'backtest', '--config', history.config, '--since', '2026-03-01'];
  const { code, stdout, stderr } = await runInProcess(
    [...args, '--with', folderWith(with_), ...more],
    history.env,
  );
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function backtest(history: History, with_: Readonly<Record<string, string>> = DEED): Promise<Backtest> {
  return JSON.parse(await run(history, with_, '--json')) as Backtest;
}

const outcomes = ({ plans }: Backtest): readonly string[] =>
  plans.flatMap(({ account, steps }) => steps.map(({ kind, would }) => `${account} ${kind} ${would}`));

describe('rules backtest, the plans', () => {
  it('shows for each incident that the change would contain what would be done', async () => {
    const result = await backtest(await enforcing(['alex', 'kiosk']));
    expect(outcomes(result)).toEqual([
      'alex@contoso.com revoke-sessions do',
      'kiosk@contoso.com revoke-sessions do',
    ]);
    expect(result.plans[0]).toMatchObject({ before: null, protection: { isProtected: 'no' } });
    expect(result.trips).toEqual([]);
  });

  it('holds what is protected, and does not guess where the list was not resolved', async () => {
    const response = { protected: ['kiosk@contoso.com'] };
    const history = await enforcing(['alex', 'kiosk'], response, null);
    expect(outcomes(await backtest(history))).toEqual([
      'alex@contoso.com revoke-sessions cannot-tell',
      'kiosk@contoso.com revoke-sessions hold',
    ]);
    const text = await run(history, DEED);
    expect(text).toMatch(
      /1\. revoke-sessions: cannot tell whether it would be done: cannot tell: the agent has not/,
    );
    expect(text).toMatch(/1\. revoke-sessions: would be held: protected by "kiosk@contoso\.com"/);
  });

  it('says that a change would set the brake off, and whom it would leave waiting', async () => {
    const history = await enforcing(NAMES);
    const result = await backtest(history);
    expect(outcomes(result).filter((one) => one.endsWith(' do'))).toHaveLength(4);
    expect(outcomes(result).filter((one) => one.endsWith(' hold'))).toHaveLength(3);
    expect(result.trips).toMatchObject([{ cause: 'rule:deed', accounts: 7 }]);
    expect(await run(history, DEED)).toMatch(/! the brake would go on for rule:deed at .*: 7 accounts\n/);
  });

  it('shows a plan that changes though score and containment stay as they are', async () => {
    const history = await enforcing(['alex', 'kiosk'], { brake: { breakerMinimum: 2 } });
    const both = {
      ...DEED,
      'more.yml': ruleText('more', 'mailwarden: { family: persistence, points: 4000 }\n'),
    };
    const before = folderWith(both);
    const config = JSON.parse(readFileSync(history.config, 'utf8')) as { rules: object };
    writeFileSync(history.config, JSON.stringify({ ...config, rules: { directories: ['rules', before] } }));
    // Without `deed` each of the two other rules carries the cases alone, and the brake sees one cause for all.
    const args = [
      'rules',
      'backtest',
      '--config',
      history.config,
      '--since',
      '2026-03-01',
      '--json',
      '--rules',
    ];
    const changed = folderWith({
      'r.yml': ruleText('r', HEAVY),
      'more.yml': ruleText('more', 'mailwarden: { family: persistence, points: 8000 }\n'),
    });
    const { stdout } = await runInProcess([...args, changed], history.env);
    const result = JSON.parse(stdout) as Backtest;
    expect(result.wouldContain).toEqual([]);
    expect(result.trips).toMatchObject([{ cause: expect.stringMatching(/^rule:/) }]);
    expect(result.plans.map(({ account, before: was }) => [account, was?.[0]?.would])).toEqual([
      ['kiosk@contoso.com', 'do'],
    ]);
    expect(result.plans[0]?.steps[0]).toMatchObject({ would: 'hold' });
  });
});
