import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Needs `npm run build` before it, and the package registry. */
const ROOT = join(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'mailwarden-package-'));
const home = join(place, 'elsewhere');
afterAll(() => rmSync(place, { recursive: true }));

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

const mailwarden = (...args: readonly string[]): string =>
  run(join(home, 'node_modules/.bin/mailwarden'), args, home);

const UNATTENDED = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];

/** Packs as `npm pack` does, without building again. Gives the file. */
function pack(folder: string): string {
  mkdirSync(folder);
  run('node', ['scripts/write-shrinkwrap.mjs'], ROOT);
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], ROOT);
  run('node', ['scripts/write-shrinkwrap.mjs', '--remove'], ROOT);
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'none');
}

let tarball: string;
beforeAll(() => {
  tarball = pack(join(place, 'packed'));
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  run('npm', ['install', ...UNATTENDED, tarball], home);
});

it('packed twice it has the same bytes', () => {
  expect(readFileSync(pack(join(place, 'again'))).equals(readFileSync(tarball))).toBe(true);
});

it('unpacked and installed by its lock, it has the tested version of everything and runs', () => {
  run('tar', ['xzf', tarball, '-C', place], place);
  const unpacked = join(place, 'package');
  run('npm', ['ci', ...UNATTENDED], unpacked);
  const versionsIn = (file: string): ReadonlyMap<string, string | undefined> => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
    };
    const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
    return new Map(shipped.map(([path, { version }]) => [path, version]));
  };
  const tested = versionsIn(join(ROOT, 'package-lock.json'));
  const installed = versionsIn(join(unpacked, 'node_modules/.package-lock.json'));
  expect([...installed].filter(([path, version]) => tested.get(path) !== version)).toEqual([]);
  expect(installed.size).toBeGreaterThan(0);
  expect(run('node', ['dist/agent/main.js', '--version'], unpacked)).toMatch(/^\d/);
});

it('the package holds no test, no secret and no state', () => {
  const files = readdirSync(join(home, 'node_modules/mailwarden'), { recursive: true, encoding: 'utf8' });
  expect(files).toContain('dist/agent/main.js');
  expect(files.filter((name) => /(^|\/)(test|node_modules|\.git)\/|\.(db|pem|env|key)$/.test(name))).toEqual(
    [],
  );
});

it('installed elsewhere, it tells its version and its verbs', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(mailwarden('--version').trim()).toBe(version);
  expect(mailwarden('--help')).toContain('replay');
  expect(mailwarden('demo', '--help')).toContain('--seed');
});

it('installed elsewhere, it scores an exported log with the rules that it brings', () => {
  const record = {
    Id: '11111111-2222-4333-8444-555555555555',
    RecordType: 1,
    CreationTime: '2026-03-01T08:00:00',
    Operation: 'New-InboxRule',
    OrganizationId: '11111111-2222-3333-4444-555555555555',
    UserType: 0,
    Workload: 'Exchange',
    UserId: 'ann@contoso.com',
    MailboxOwnerUPN: 'ann@contoso.com',
    ClientIP: '192.0.2.7',
    ResultStatus: 'True',
    Parameters: [
      { Name: 'Name', Value: '.' },
      { Name: 'DeleteMessage', Value: 'True' },
      { Name: 'SubjectOrBodyContainsWords', Value: 'invoice' },
    ],
  };
  writeFileSync(join(home, 'audit.json'), JSON.stringify([record]));
  mailwarden('replay', 'audit.json', '--out', 'out');
  const summary = JSON.parse(readFileSync(join(home, 'out/summary.json'), 'utf8')) as {
    records: number;
    findings: { byRule: Readonly<Record<string, number>> };
  };
  expect(summary.records).toBe(1);
  expect(Object.keys(summary.findings.byRule).length).toBeGreaterThan(0);
});
