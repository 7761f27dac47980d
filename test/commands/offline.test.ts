import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInProcess } from './run-in-process.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-offline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const FORWARD = {
  CreationTime: '2026-03-02T08:15:00',
  Id: '10000000-0000-4000-8000-000000000001',
  Operation: 'New-InboxRule',
  RecordType: 1,
  Workload: 'Exchange',
  ResultStatus: 'True',
  UserId: 'ann@contoso.com',
  UserType: 2,
  ClientIP: '192.0.2.7:52378',
  Parameters: [
    { Name: 'Name', Value: '.' },
    { Name: 'ForwardTo', Value: 'someone@elsewhere.example' },
  ],
};
const SIGN_IN = {
  id: '20000000-0000-4000-8000-000000000001',
  createdDateTime: '2026-03-02T08:10:00Z',
  userPrincipalName: 'ann@contoso.com',
  userId: '30000000-0000-4000-8000-000000000001',
  ipAddress: '192.0.2.7',
  status: { errorCode: 0 },
};

describe('replay', () => {
  it('reads what exports look like, counts everything, and writes its three files', async () => {
    const files = [
      write('audit.json', JSON.stringify([FORWARD, FORWARD, { hello: 'world' }], null, 2)),
      write('signins.ndjson.gz', gzipSync(`${JSON.stringify(SIGN_IN)}\n{"id": tru`)),
    ];
    const out = join(folder, 'out');
    const run = await runInProcess(['replay', ...files, '--out', out, '--json']);
    expect(run.code).toBe(0);
    const summary = JSON.parse(run.stdout);
    expect(summary).toMatchObject({
      files: 2,
      records: 5,
      parsed: 3,
      duplicates: 1,
      stored: 2,
      mailboxes: 1,
    });
    expect(summary.events.byKind).toEqual({ 'inbox-rule': 1, 'sign-in': 1 });
    expect(summary.rejected.map((one: { file: string; record: number }) => [one.file, one.record])).toEqual([
      [files[0], 2],
      [files[1], 1],
    ]);
    expect(summary.span).toEqual({ first: '2026-03-02T08:10:00.000Z', last: '2026-03-02T08:15:00.000Z' });
    expect(run.stderr).toMatch(/inferred: contoso\.com/);
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toEqual(summary);
    expect(JSON.parse(readFileSync(join(out, 'incidents.json'), 'utf8'))).toBeInstanceOf(Array);
    const findings = readFileSync(join(out, 'findings.ndjson'), 'utf8').trim().split('\n');
    expect(findings.flatMap((line) => JSON.parse(line).techniques)).toContain('T1114.003');
    expect(readFileSync(join(out, 'findings.ndjson'), 'utf8')).not.toContain('elsewhere.example');
  });

  it('says that it knows no more than the files hold', async () => {
    const strange = { ...FORWARD, Id: '10000000-0000-4000-8000-000000000002', Operation: 'Set-Mailbox' };
    const forwarding = {
      ...strange,
      Parameters: [{ Name: 'ForwardingSmtpAddress', Value: 'smtp:x@elsewhere.example' }],
    };
    const file = write('audit.json', JSON.stringify([FORWARD, forwarding]));
    const out = join(folder, 'out');
    await runInProcess(['replay', file, '--out', out]);
    const incidents = JSON.parse(readFileSync(join(out, 'incidents.json'), 'utf8'));
    expect(incidents).toMatchObject([{ mailbox: { upn: 'ann@contoso.com' }, coverage: { complete: false } }]);
  });

  it('refuses files that are not there, all of them at once', async () => {
    const run = await runInProcess(['replay', 'no-such-a', 'no-such-b', '--out', folder]);
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/2 mistakes:[\s\S]*no-such-a[\s\S]*no-such-b/),
    });
  });
});

describe('rules match', () => {
  const rule = `title: A rule was made
id: made
status: test
logsource: { product: m365, service: audit }
detection: { selection: { Operation: New-InboxRule }, condition: selection }
`;

  it('names rule, file and record; through one mapping only, or none', async () => {
    const rules = join(folder, 'rules');
    write('rules/made.yml', rule);
    const file = write('records.json', JSON.stringify([{ Operation: 'Send' }, FORWARD]));
    const run = (map: readonly string[]) =>
      runInProcess(['rules', 'match', '--rules', rules, ...map, file, '--json']);
    const hit = { rule: 'made', file, record: 1 };
    expect(JSON.parse((await run([])).stdout)).toEqual(hit);
    expect(JSON.parse((await run(['--map', 'none'])).stdout)).toEqual(hit);
    expect((await run(['--map', 'azure-signinlogs'])).stdout).toBe('');
    expect(await run(['--map', 'azure-signinlog'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no mapping "azure-signinlog"; did you mean "azure-signinlogs"/),
    });
  });

  it('still runs the rules that it can when one is refused, and says so', async () => {
    write('rules/made.yml', rule);
    write('rules/bad.yml', rule.replace('id: made', 'id: bad').replace('Operation:', 'Operation|fuzzy:'));
    const file = write('records.json', JSON.stringify([FORWARD]));
    const run = await runInProcess([
      'rules',
      'match',
      '--rules',
      join(folder, 'rules'),
      '--map',
      'none',
      file,
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject({ rule: 'made', record: 0 });
    expect(run).toMatchObject({ code: 1, stderr: expect.stringMatching(/refused: .*bad\.yml:5:.*fuzzy/) });
  });
});

describe('the rules that come with the product', () => {
  it('are without a mistake, and pass their own cases', async () => {
    const check = JSON.parse((await runInProcess(['rules', 'check', '--json'])).stdout);
    expect(check).toMatchObject({ errors: [], warnings: [] });
    expect(check.rules).toBeGreaterThan(10);
    const test = JSON.parse((await runInProcess(['rules', 'test', '--json'])).stdout);
    expect(test.failed).toBe(0);
    expect(test.passed).toBeGreaterThan(check.rules);
  });
});

describe('classify', () => {
  it('tells classes, places and masked values, and what it could not read', async () => {
    const file = write('note.txt', 'Customer: Jane Roe\nAccount number: 123456789\nSSN: 536-22-8145\n');
    const run = await runInProcess(['classify', file, '--json']);
    const result = JSON.parse(run.stdout);
    expect(result).toMatchObject({ file, verdict: 'yes', unread: [] });
    const classes = result.classes.map((one: { class: string }) => one.class);
    expect(classes).toEqual(expect.arrayContaining(['name', 'account-number', 'ssn']));
    const text = readFileSync(file, 'utf8');
    const [ssn] = result.items.filter((one: { class: string }) => one.class === 'ssn');
    expect(text.slice(ssn.start, ssn.end)).toBe('536-22-8145');
    expect(run.stdout).not.toMatch(/536-22-8145|123456789/);
    const picture = write(
      'scan.png',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(2_000)]),
    );
    const unread = JSON.parse((await runInProcess(['classify', picture, '--json'])).stdout);
    expect(unread).toMatchObject({
      verdict: 'unknown',
      unread: [{ reason: expect.stringMatching(/image/) }],
    });
  });
});

describe('the command line', () => {
  const verbs = [
    ['demo'],
    ['run'],
    ['once'],
    ['replay'],
    ['doctor'],
    ['classify'],
    ...['list', 'show', 'approve', 'reject'].map((verb) => ['incidents', verb]),
    ...['check', 'test', 'match', 'explain', 'backtest', 'new', 'coverage'].map((verb) => ['rules', verb]),
  ];

  it.each(verbs.map((verb) => ({ verb })))('$verb: --help has an example and --json', async ({ verb }) => {
    const help = await runInProcess([...verb, '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Example:\n {2}mailwarden /);
    expect(help.stdout).toMatch(/--json/);
  });

  it.each([
    { name: 'an unknown verb', args: ['replya'], says: /unknown command 'replya'[\s\S]*replay/ },
    { name: 'a missing option', args: ['once'], says: /--config/ },
    { name: 'a number that is none', args: ['demo', '--seed', 'x'], says: /whole number/ },
    {
      name: 'a configuration that is not there',
      args: ['once', '--config', 'no-such.json'],
      says: /cannot be read/,
    },
  ])('$name is refused with exit code 2', async ({ args, says }) => {
    const run = await runInProcess(args);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) });
  });
});
