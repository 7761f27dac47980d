import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockEntry>>;
};
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const shipped = entries.filter(([, entry]) => entry.dev !== true);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

function run(
  script: string,
  ...args: readonly string[]
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, out: stdout, err: stderr };
}

function lockWith(licence: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'package-lock.json');
  const entry = { version: '1.0.0', ...(licence === undefined ? {} : { license: licence }) };
  writeFileSync(file, JSON.stringify({ packages: { '': {}, 'node_modules/some': entry } }));
  return file;
}

describe('dependencies', () => {
  it('are pinned to one version each', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as {
      dependencies: Readonly<Record<string, string>>;
      devDependencies: Readonly<Record<string, string>>;
    };
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('are locked with a checksum each, and none that is shipped runs a script when it is installed', () => {
    expect(
      entries.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
    expect(shipped.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)).toEqual([]);
  });
});

describe('the licence list', () => {
  it('holds everything that is shipped, and allows it', () => {
    const { status, out, err } = run('list-licences.mjs', '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const listed = (JSON.parse(out) as { name: string }[]).map((one) => one.name);
    expect(listed).toEqual(shipped.map(([path]) => nameOf(path)).sort());
  });

  const CASES: readonly { licence: string | undefined; status: number }[] = [
    { licence: 'MIT', status: 0 },
    { licence: '(MIT OR GPL-3.0-only)', status: 0 },
    { licence: '(MIT AND GPL-3.0-only)', status: 1 },
    { licence: 'AGPL-3.0-only', status: 1 },
    { licence: 'SEE LICENSE IN LICENSE', status: 1 },
    { licence: undefined, status: 1 },
  ];
  for (const { licence, status } of CASES) {
    it(`${status === 0 ? 'allows' : 'refuses'} ${licence ?? 'a package without one'}`, () => {
      const result = run('list-licences.mjs', lockWith(licence));
      expect(result.status).toBe(status);
      expect(result.err.includes('some@1.0.0')).toBe(status === 1);
    });
  }
});

describe('the list of what is shipped', () => {
  it('names it with checksums, is the same each time, and tells nothing of the machine', () => {
    const first = run('write-sbom.mjs');
    expect({ status: first.status, err: first.err }).toEqual({ status: 0, err: '' });
    const list = JSON.parse(first.out) as {
      bomFormat: string;
      metadata: { component: { name: string } };
      components: { name: string; version: string; hashes?: { alg: string }[] }[];
    };
    expect(list).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'mailwarden' } } });
    const named = new Set(list.components.map((one) => `${one.name}@${one.version}`));
    const expected = new Set(shipped.map(([path, entry]) => `${nameOf(path)}@${entry.version}`));
    expect(named).toEqual(expected);
    expect(list.components.filter((one) => one.hashes?.[0]?.alg !== 'SHA-512')).toEqual([]);
    expect(run('write-sbom.mjs').out).toBe(first.out);
    expect(first.out).not.toMatch(/timestamp|serialNumber/);
    expect(first.out).not.toContain(ROOT);
  });
});
