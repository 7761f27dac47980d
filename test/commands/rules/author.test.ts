import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filterText, OURS, ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, signIn } from './history.js';

describe('rules check', () => {
  it('of the product finds nothing to say', async () => {
    const { code, stdout } = await runInProcess(['rules', 'check', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
  });

  it('names exceptions that have ended and tuning that is not used', async () => {
    const folder = folderWith({
      'r.yml': ruleText('r'),
      'tuning/f.yml': filterText(OURS.replace('2026', '2020')),
      'tuning/apps.yml':
        'tuning:\n  applications:\n    - 11111111-2222-4333-8444-555555555555\n    - 11111111-2222-4333-8444-555555555555\n',
    });
    const { code, stdout } = await runInProcess(['rules', 'check', folder]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^error .*f\.yml:7:\d+ ended on 2020-06-30/m);
    expect(stdout).toMatch(/^warning .*apps\.yml:4:7 is not used/m);
  });

  it('writes one line per issue for a compiler, and nothing when all is well', async () => {
    const folder = folderWith({ 'bad.yml': ruleText('r').replace('condition: s', 'condition: z') });
    const bad = await runInProcess(['rules', 'check', folder, '--ci']);
    expect(bad.code).toBe(2);
    expect(bad.stdout).toMatch(/^[^\n]+bad\.yml:7:14: error: condition names "zelection"[^\n]*\n$/);
    expect(await runInProcess(['rules', 'check', '--ci'])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('rules new', () => {
  it('writes a rule and a test that pass, and overwrites nothing', async () => {
    const dir = join(folderWith({}), 'mine');
    const args = ['rules', 'new', 'Sign-in from a kiosk', '--dir', dir, '--log', 'signinlogs'];
    expect(await runInProcess([...args, '--json'])).toMatchObject({ code: 0 });
    expect((await runInProcess(['rules', 'test', dir])).stdout).toBe('2 passed, 0 failed\n');
    expect((await runInProcess(['rules', 'check', dir, '--ci'])).stdout).toBe('');
    writeFileSync(join(dir, 'sign-in-from-a-kiosk.yml'), '# mine\n');
    expect(await runInProcess(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there already'),
    });
    expect(readFileSync(join(dir, 'sign-in-from-a-kiosk.yml'), 'utf8')).toBe('# mine\n');
  });

  it('refuses a title without a name for the files, and a log that is not known', async () => {
    const dir = folderWith({});
    expect((await runInProcess(['rules', 'new', '???', '--dir', dir])).code).toBe(2);
    const { code, stderr } = await runInProcess(['rules', 'new', 'A', '--dir', dir, '--log', 'sign']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('signinlogs')]);
  });
});

describe('rules coverage', () => {
  it('writes a layer of the rules and behaviours', async () => {
    const out = join(folderWith({}), 'layer.json');
    expect(await runInProcess(['rules', 'coverage', '--out', out])).toMatchObject({ code: 0 });
    const layer = JSON.parse(readFileSync(out, 'utf8')) as {
      techniques: { techniqueID: string; comment: string }[];
    };
    const forwarding = layer.techniques.find((one) => one.techniqueID === 'T1114.003');
    expect(forwarding?.comment).toContain('Mail is forwarded to an address outside the company');
    expect((await runInProcess(['rules', 'coverage'])).stdout).toContain('"layer":"4.5"');
  });
});

describe('rules explain', () => {
  const rules = { 'r.yml': ruleText('r'), 'tuning/f.yml': filterText(OURS) };
  const explain = (records: readonly unknown[], ...more: readonly string[]) => {
    const folder = folderWith({ ...rules, 'log.json': JSON.stringify(records) });
    const dir = folderWith(rules);
    return runInProcess(['rules', 'explain', 'r', join(folder, 'log.json'), '--rules', dir, ...more]);
  };

  it('says what held, through the mapping that reads the record', async () => {
    const { code, stdout } = await explain([
      signIn('sam', 8, { authenticationProtocol: 'none' }),
      signIn('alex', 8),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^read by the mapping azure-signinlogs-graph\ndoes not match: Rule r /);
    expect(stdout).toContain(
      'no  AuthenticationProtocol: deviceCode   (the record has: a text of 4 characters)',
    );
    expect((await explain([signIn('sam', 8), signIn('alex', 8)], '--record', '1')).stdout).toContain(
      'matches: Rule r',
    );
  });

  it('names the exception that took a record out, and hides the values of the record', async () => {
    const kiosk = signIn('kiosk', 8);
    const { stdout } = await explain([kiosk], '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      matches: false,
      mapping: 'azure-signinlogs-graph',
      detection: { held: true },
      filters: [{ title: 'The kiosk', held: false }],
    });
    const alex = [signIn('alex', 8)];
    expect((await explain(alex)).stdout).not.toContain('alex@contoso.com');
    expect((await explain(alex, '--show-values')).stdout).toContain('alex@contoso.com');
  });

  it('says why a rule never sees a record, and reads it by its own names when asked', async () => {
    const audit = {
      Id: 'a',
      CreationTime: '2026-03-02T08:00:00',
      RecordType: 1,
      Operation: 'Set-Mailbox',
      UserId: 'a',
    };
    expect(await explain([audit])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no mapping of its log source (product azure, service signinlogs)'),
    });
    const strange = await explain([{ AuthenticationProtocol: 'deviceCode' }], '--map', 'none');
    expect([strange.code, strange.stdout]).toEqual([0, expect.stringContaining('matches: Rule r')]);
    expect(await explain([audit], '--record', '5')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none at 5'),
    });
  });
});

it('every verb of rules shows an example in its help', async () => {
  const listed = (await runInProcess(['rules', '--help'])).stdout.split('Commands:')[1] ?? '';
  const verbs = [...listed.matchAll(/^ {2}([a-z]+) +\[/gm)].flatMap(([, verb = '']) =>
    verb === 'help' ? [] : [verb],
  );
  expect(verbs.length).toBeGreaterThanOrEqual(9);
  for (const verb of verbs)
    expect((await runInProcess(['rules', verb, '--help'])).stdout).toContain(`mailwarden rules ${verb}`);
});
