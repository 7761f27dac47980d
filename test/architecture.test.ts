import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** The doors of docs/architecture.md: who may import whom. Type-only imports count. */
const DOORS: Readonly<Record<string, readonly string[] | 'everything'>> = {
  model: [],
  runtime: ['model'],
  normalise: ['model'],
  detect: ['model'],
  score: ['model'],
  report: ['model'],
  pull: ['model', 'runtime'],
  respond: ['model', 'runtime'],
  assess: ['model', 'runtime'],
  alert: ['model', 'runtime'],
  serve: ['model', 'runtime'],
  m365: ['model', 'runtime'],
  config: ['model', 'runtime'],
  store: ['model', 'runtime'],
  pipeline: ['model', 'normalise', 'detect', 'score', 'respond', 'alert'],
  jobs: ['model', 'runtime', 'respond', 'assess', 'report', 'alert'],
  daemon: ['model', 'runtime', 'pipeline', 'jobs', 'pull'],
  commands: 'everything',
  'main.ts': 'everything',
};

const QUIET_ROOMS = ['model', 'normalise', 'detect', 'score', 'report'];
const QUIET_FILES = /(^|\/)(decide|render|wording)[^/]*\.ts$/;
const PURE_BUILTINS = new Set(['node:crypto', 'node:buffer', 'node:zlib', 'node:util']);
const IMPURE_CALLS = [
  { name: 'the clock', pattern: /\bDate\.now\s*\(|\bnew Date\(\s*\)|\bperformance\.now\b/ },
  { name: 'randomness', pattern: /\bMath\.random\b|\brandomBytes\b|\brandomUUID\b/ },
  { name: 'the process', pattern: /\bprocess\.(env|argv|exit|stdout|stderr|cwd)\b/ },
  { name: 'the network', pattern: /\bfetch\s*\(/ },
];

interface SourceFile {
  /** Below the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const text = readFileSync(full, 'utf8');
      return { path: relative(ROOT, full), text, imports: importsOf(full, text) };
    });
}

/** Static, dynamic and type imports alike, relative ones as paths below the repository. */
function importsOf(full: string, text: string): readonly string[] {
  const found = ts.preProcessFile(text, true, true).importedFiles.map((one) => one.fileName);
  return found.map((name) =>
    name.startsWith('.') ? relative(ROOT, resolve(dirname(full), name)).replace(/\.js$/, '.ts') : name,
  );
}

function roomOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first === 'main.ts' ? first : first.replace(/\.ts$/, '');
}

const agent = sourceFiles('agent');

describe('the doors', () => {
  it('every file stands in a room of the table', () => {
    expect([...new Set(agent.map((file) => roomOf(file.path)))].filter((room) => !(room in DOORS))).toEqual(
      [],
    );
  });

  it('no room imports a room that the table does not allow', () => {
    const wrong = agent.flatMap((file) => {
      const room = roomOf(file.path);
      const allowed = DOORS[room] ?? [];
      if (allowed === 'everything') return [];
      return file.imports
        .filter((name) => name.startsWith('agent/'))
        .filter((name) => roomOf(name) !== room && !allowed.includes(roomOf(name)))
        .map((name) => `${file.path} imports ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('the agent and the simulator share no code', () => {
    const crossing = [
      ...agent.filter((file) => file.imports.some((name) => name.startsWith('simulator/'))),
      ...sourceFiles('simulator').filter((file) => file.imports.some((name) => name.startsWith('agent/'))),
    ];
    expect(crossing.map((file) => file.path)).toEqual([]);
  });

  it('SQL libraries stand in the store only', () => {
    const users = agent.filter((file) =>
      file.imports.some((name) => /^(kysely|libsql|node:sqlite|pg)$/.test(name)),
    );
    expect(users.map((file) => roomOf(file.path)).filter((room) => room !== 'store')).toEqual([]);
  });

  it("Microsoft's libraries stand in m365 only", () => {
    const users = agent.filter((file) => file.imports.some((name) => /^@(azure|microsoft)\//.test(name)));
    expect(users.map((file) => roomOf(file.path)).filter((room) => room !== 'm365')).toEqual([]);
  });

  it('docs/architecture.md prints the same table', () => {
    const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
    const missing = Object.entries(DOORS).filter(([room, allowed]) => !text.includes(doorRow(room, allowed)));
    expect(missing.map(([room, allowed]) => doorRow(room, allowed))).toEqual([]);
  });
});

describe('the quiet rooms', () => {
  const quiet = agent.filter(
    (file) => QUIET_ROOMS.includes(roomOf(file.path)) || QUIET_FILES.test(file.path),
  );

  it('are there', () => {
    expect(quiet.length).toBeGreaterThan(20);
  });

  it('import nothing of Node that touches the machine', () => {
    const wrong = quiet.flatMap((file) =>
      file.imports
        .filter((name) => name.startsWith('node:') && !PURE_BUILTINS.has(name))
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('read no clock, no randomness, no process, no network', () => {
    const wrong = quiet.flatMap((file) =>
      IMPURE_CALLS.filter((call) => call.pattern.test(withoutComments(file.text))).map(
        (call) => `${file.path} reads ${call.name}`,
      ),
    );
    expect(wrong).toEqual([]);
  });
});

function doorRow(room: string, allowed: readonly string[] | 'everything'): string {
  const list =
    allowed === 'everything' ? 'everything' : allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return `| \`${room}\` | ${list} |`;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
