import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';
import { folderWith, historyOf, signIn } from './history.js';

const RULE = `title: Sign-in from elsewhere
id: elsewhere
logsource: { product: azure, service: signinlogs }
detection:
  selection: { ResultType: 0 }
  known: { Location|contains|expand: '%KnownCountries%' }
  condition: selection and not known
level: low
`;
const LIST = 'placeholders:\n  KnownCountries: [US]\n';
const from = (user: string, hour: number, country: string) =>
  signIn(user, hour, { location: { countryOrRegion: country } });
const RECORDS = [from('alex', 8, 'US'), from('sam', 9, 'PT')];
const TEST = `hits: [${JSON.stringify(RECORDS[1])}]\nmisses: [${JSON.stringify(RECORDS[0])}]\n`;
const FILES = { 'r.yml': RULE, 'r.test.yml': TEST, 'placeholders/countries.yml': LIST };

describe('a rule with placeholders', () => {
  it('is checked, tested, matched and explained by the lists beside it', async () => {
    const dir = folderWith({ ...FILES, 'log.json': JSON.stringify(RECORDS) });
    const log = join(dir, 'log.json');
    expect(await runInProcess(['rules', 'check', dir, '--ci'])).toMatchObject({ code: 0, stdout: '' });
    expect((await runInProcess(['rules', 'test', dir])).stdout).toBe('2 passed, 0 failed\n');
    const matched = (await runInProcess(['rules', 'match', '--rules', dir, log, '--json'])).stdout;
    expect(JSON.parse(matched)).toMatchObject({ rule: 'elsewhere', record: 1 });
    const { stdout } = await runInProcess(['rules', 'explain', 'elsewhere', log, '--rules', dir]);
    expect(stdout).toContain('yes Location|contains|expand: %KnownCountries%');
  });

  it('is refused without its list, with file and line, whatever is asked', async () => {
    const dir = folderWith({
      ...FILES,
      'placeholders/countries.yml': LIST.replace('Known', 'Knwon'),
      'log.json': '[]',
    });
    const said = expect.stringMatching(
      /r\.yml:6:\d+:? .*names the placeholder %KnownCountries%, for which there is no list; did you mean %KnwonCountries%\?/,
    );
    expect(await runInProcess(['rules', 'check', dir])).toMatchObject({ code: 2, stdout: said });
    const matched = await runInProcess(['rules', 'match', '--rules', dir, join(dir, 'log.json')]);
    expect(matched).toMatchObject({ code: 2, stdout: '', stderr: said });
  });

  it('is tried on the stored history with another list', async () => {
    const { folder, config, env } = await historyOf({ 'r.yml': RULE, 'lists.yml': LIST }, RECORDS);
    const wider = folderWith({ 'r.yml': RULE, 'lists.yml': LIST.replace('[US]', '[US, PT]') });
    const args = [
      'rules',
      'backtest',
      '--config',
      config,
      '--since',
      '2026-03-01',
      '--rules',
      wider,
      '--json',
    ];
    const { code, stdout } = await runInProcess(args, env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ added: [], removed: [{ rule: 'elsewhere' }] });
    rmSync(join(folder, 'rules', 'lists.yml'));
    expect((await runInProcess(args.slice(0, 6), env)).code).toBe(2);
  });
});
