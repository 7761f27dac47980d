import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleFilesOf } from '../../../agent/commands/load-rules.js';
import { diffOfPoints } from '../../../agent/commands/rules/diff-of-points.js';
import { filterText, OURS, ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { folderWith, historyOf, signIn } from './history.js';

describe('rules check', () => {
  it('of the product finds nothing to say', async () => {
    const { code, stdout } = await runInProcess(['rules', 'check', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
  });

  it('counts the notice regimes, those of a directory among them', async () => {
    const regime = readFileSync(join(import.meta.dirname, '../../../rules/notice/eu-gdpr.yml'), 'utf8');
    const noticesOf = async (dir: string): Promise<number> =>
      JSON.parse((await runInProcess(['rules', 'check', dir, '--json'])).stdout).notices;
    const builtIn = await noticesOf(folderWith({ 'r.yml': ruleText('r') }));
    const own = { 'own.yml': regime.replace('id: eu-gdpr', 'id: our-country') };
    expect([builtIn > 0, await noticesOf(folderWith(own))]).toEqual([true, builtIn + 1]);
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

describe('behaviours', () => {
  const MINE =
    'title: A lot of mail\nbehaviour: { type: read-volume, messages: 300 }\nmailwarden: { points: 900 }\n';
  const explain = (...args: readonly string[]) => runInProcess(['rules', 'explain', ...args]);

  it('are explained by their numbers, beside those of the product', async () => {
    const folder = folderWith({ 'mine.yml': MINE });
    const { code, stdout } = await explain('read-volume', '--rules', folder);
    expect(code).toBe(0);
    expect(stdout).toContain(`behaviour read-volume: A lot of mail (${join(folder, 'mine.yml')}:1)`);
    expect(stdout).toContain('900 points against the account; evidence of mail');
    expect(stdout).toMatch(/^ {2}messages: 300 {3}\(.+, 100 as the product brings it\)$/m);
    expect(stdout).toMatch(/^ {2}timesBusiestDay: 4 {3}\([^,]+, at least\)$/m);
    const json = await explain('behaviour:read-volume', '--rules', folder, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      behaviour: 'read-volume',
      points: 900,
      parameters: [{ name: 'messages', value: '300', standard: '100' }, { name: 'timesBusiestDay' }],
    });
  });

  it('get a file of their own with the numbers of the product', async () => {
    const dir = join(folderWith({}), 'mine');
    const args = ['rules', 'new', 'Our volume', '--dir', dir, '--behaviour', 'read-volume'];
    const file = join(dir, 'our-volume.yml');
    expect(JSON.parse((await runInProcess([...args, '--json'])).stdout)).toMatchObject({ behaviour: file });
    expect(readFileSync(file, 'utf8')).toMatch(/^ {2}messages: 100 # /m);
    expect((await runInProcess(['rules', 'check', dir, '--ci'])).stdout).toBe('');
    expect((await runInProcess(['rules', 'test', dir])).stdout).toBe('2 passed, 0 failed\n');
    writeFileSync(file, readFileSync(file, 'utf8').replace('messages: 100', 'messages: 10'));
    const { code, stdout } = await runInProcess(['rules', 'test', dir]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /our-volume\.test\.yml:\d+ miss 0: the behaviour says something of it, and must not/,
    );
    expect((await runInProcess(args)).code).toBe(2);
    const unknown = await runInProcess([...args.slice(0, -1), 'red-volume']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('read-volume')]);
    expect((await runInProcess([...args, '--log', 'audit'])).code).toBe(2);
  });

  it('are explained the same way whatever record is named', async () => {
    const folder = folderWith({ 'log.json': JSON.stringify([signIn('alex', 8)]) });
    const { code, stdout } = await explain('Known company device', join(folder, 'log.json'));
    expect([code, stdout]).toEqual([0, expect.stringContaining('1500 points for the owner')]);
    expect(stdout).toContain('no single record matches it');
  });

  it('are explained as configured, without a record too', async () => {
    const { config, env } = await historyOf({ 'mine.yml': MINE }, [signIn('alex', 8)]);
    const { stdout } = await runInProcess(['rules', 'explain', 'read-volume', '--config', config], env);
    expect(stdout).toContain('900 points against the account');
  });

  it('are named where one is misspelt, and a rule asks for its record', async () => {
    expect(await explain('read-volum')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "read-volume"?'),
    });
    expect(await explain('inbox-rule-deletes-mail')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name a record too'),
    });
  });

  it('of the product hold under rules of others, until these say otherwise', async () => {
    const checked = async (files: Readonly<Record<string, string>>): Promise<unknown> =>
      JSON.parse((await runInProcess(['rules', 'check', folderWith(files), '--json'])).stdout);
    const all = (await checked({})) as { behaviours: number };
    expect(all).toMatchObject({ errors: [] });
    expect(all.behaviours).toBeGreaterThanOrEqual(20);
    const off = MINE.replace('points: 900', 'enabled: false');
    expect(await checked({ 'mine.yml': off })).toMatchObject({ behaviours: all.behaviours - 1, errors: [] });
    expect(await checked({ 'a.yml': MINE, 'b.yml': MINE })).toMatchObject({
      errors: [{ message: expect.stringContaining('declares the behaviour read-volume, which') }],
    });
  });

  it('have their points changed by name in the diff of a proposal', async () => {
    const folder = folderWith({ 'mine.yml': MINE });
    const { diff, unplaced } = diffOfPoints(ruleFilesOf([folder]), [
      { rule: 'behaviour:read-volume', from: 900, to: 750 },
      { rule: 'behaviour:new-client', from: 1800, to: 1700 },
    ]);
    expect(diff).toContain('-mailwarden: { points: 900 }\n+mailwarden: { points: 750 }\n');
    expect(unplaced).toEqual(['behaviour:new-client']);
  });

  it('that are switched off or on trial are left out of the coverage', async () => {
    const off =
      'title: T\nbehaviour: { type: success-after-mfa-denials }\nmailwarden: { enabled: false }\n---\ntitle: T\nbehaviour: { type: read-volume }\nmailwarden: { shadow: true }\n';
    const layer = async (...more: readonly string[]): Promise<string> =>
      (await runInProcess(['rules', 'coverage', ...more])).stdout;
    expect(await layer()).toContain('behaviour:success-after-mfa-denials');
    const without = await layer('--rules', folderWith({ 'off.yml': off }));
    expect(without).toContain('behaviour:success-after-guesses');
    expect(without).not.toContain('success-after-mfa-denials');
    expect(without).not.toContain('read-volume');
  });
});
