import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureSize, prepareSize, type SizeFigures, type SizeOptions } from './measure-size.js';
import { type GrowthOptions, readOptions, USAGE } from './options.js';
import { renderGrowth } from './render-growth.js';

const STEPS = { prepare: prepareSize, measure: measureSize };
type Step = keyof typeof STEPS;

const [step, given] = process.argv.slice(2);
if (step === 'prepare' || step === 'measure') await beStep(step, given ?? '');
else runAll();

/** The child's side: one step of one size, its answer on standard output. */
async function beStep(name: Step, options: string): Promise<void> {
  const answer = await STEPS[name](JSON.parse(options) as SizeOptions);
  process.stdout.write(JSON.stringify(answer ?? null));
}

function runAll(): void {
  const options = optionsOrUsage(process.argv.slice(2));
  if (options === null) {
    process.exitCode = 2;
    return;
  }
  const sizes = options.users.map((users) => runSize(users, options));
  process.stdout.write(`${renderGrowth(sizes)}\n\n`);
  const json = `${JSON.stringify({ options, sizes }, null, 2)}\n`;
  if (options.json === null) process.stdout.write(json);
  else writeFileSync(options.json, json);
}

function runSize(users: number, { records, seed, directory: parent }: GrowthOptions): SizeFigures {
  if (parent !== null) mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent ?? tmpdir(), 'mailwarden-growth-'));
  try {
    const size: SizeOptions = { users, records, seed, directory };
    process.stderr.write(`${users} users: making them known, then measuring\n`);
    runStep('prepare', size);
    return JSON.parse(runStep('measure', size)) as SizeFigures;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** In a process of its own; raises when it fails. */
function runStep(name: Step, size: SizeOptions): string {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), name, JSON.stringify(size)];
  const child = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (child.status === 0) return child.stdout;
  throw new Error(`${name} of ${size.users} users failed (${child.status ?? child.signal})`);
}

function optionsOrUsage(argv: readonly string[]): GrowthOptions | null {
  try {
    return readOptions(argv);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    return null;
  }
}
