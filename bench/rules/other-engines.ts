import { spawnSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { JsonObject } from '../../agent/model/json.js';

/** What another engine took for the same lines and rules, its start and the reading of the rules left out. */
export interface OtherFigure {
  readonly engine: string;
  /** As it says itself; of a program that says nothing, an empty text. */
  readonly version: string;
  /** Processor time from text line to verdicts, for each line. */
  readonly usEach: number;
  /** Lines that it wrote, one for each match. */
  readonly hits: number;
}

interface OtherEngine {
  readonly name: string;
  readonly version: readonly string[] | null;
  /** Reads lines of JSON from standard input, and writes a line for each match. */
  readonly args: (rules: string) => readonly string[];
}

/** `sigma-go` is a library: a program of this name is called that takes the folder of rules. See README.md. */
const ENGINES: readonly OtherEngine[] = [
  { name: 'rsigma', version: ['--version'], args: (rules) => ['engine', 'eval', '-r', rules] },
  { name: 'sigma-go', version: null, args: (rules) => [rules] },
];

/** Every other engine that is on the PATH, over the same lines. */
export function measureOthers(
  rules: readonly JsonObject[],
  lines: readonly string[],
): readonly OtherFigure[] {
  const found = ENGINES.filter(({ name }) => isOnPath(name));
  if (found.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'bench-rules-'));
  try {
    for (const [at, rule] of rules.entries()) writeFileSync(join(folder, `${at}.yml`), JSON.stringify(rule));
    const [empty, events] = [join(folder, 'empty.ndjson'), join(folder, 'events.ndjson')];
    writeFileSync(empty, '');
    writeFileSync(events, `${lines.join('\n')}\n`);
    return found.map((engine) => {
      const start = run(engine, folder, empty);
      const whole = run(engine, folder, events);
      const usEach = (whole.cpuMs - start.cpuMs) * (1_000 / lines.length);
      return { engine: engine.name, version: versionOf(engine), usEach, hits: whole.hits };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The shell tells the processor time of what it started; Node tells only its own. */
function run(
  { name, args }: OtherEngine,
  folder: string,
  input: string,
): { readonly cpuMs: number; readonly hits: number } {
  const output = join(folder, 'output');
  const stdin = openSync(input, 'r');
  const script = 'out=$1; shift; "$@" > "$out" 2> /dev/null; echo $?; times';
  const shell = spawnSync('sh', ['-c', script, 'sh', output, name, ...args(folder)], {
    stdio: [stdin, 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  closeSync(stdin);
  const [code, , children = ''] = shell.stdout.split('\n');
  if (code !== '0') throw new Error(`${name} ended with code ${code}`);
  const hits = readFileSync(output, 'utf8').split('\n').length - 1;
  return { cpuMs: children.split(' ').reduce((sum, time) => sum + toMs(time), 0), hits };
}

/** Of `0m1.250s`. */
function toMs(time: string): number {
  const [minutes = '0', seconds = '0'] = time.replace('s', '').split('m');
  return (Number(minutes) * 60 + Number(seconds)) * 1_000;
}

function versionOf({ name, version }: OtherEngine): string {
  if (version === null) return '';
  const [first = ''] = spawnSync(name, version, { encoding: 'utf8' }).stdout.trim().split('\n');
  return first;
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
