#!/usr/bin/env node
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Simulator, startSimulator } from './server/start-simulator.js';

interface Arguments {
  readonly mailboxes?: number;
  readonly days?: number;
  readonly seed?: number;
  readonly speed?: number;
  readonly start?: number;
  readonly live: boolean;
  readonly scenario?: string;
  readonly faults?: number;
  readonly faultSeed?: number;
  readonly blobRows?: number;
  readonly dir?: string;
  readonly exitWithParent?: boolean;
}

function programme(): Command {
  return new Command('simulator')
    .description('A strict simulated Microsoft 365 tenant over TLS on loopback.')
    .option('--mailboxes <n>', 'mailboxes of people (200)', wholeNumber)
    .option('--days <n>', 'days of history (30)', wholeNumber)
    .option('--seed <n>', 'the same seed gives the same tenant (1)', wholeNumber)
    .option('--speed <x>', 'divides delays, throttle windows and Retry-After (1)', positiveNumber)
    .option('--start <iso>', 'the moment of the live act (as soon as all is ready)', instant)
    .option('--live', 'play the live act', true)
    .option('--no-live', 'history only')
    .option('--scenario <name>', 'another story than the default one')
    .option('--faults <rate>', 'share of calls that go wrong, such as 0.2 (0)', positiveNumber)
    .option('--fault-seed <n>', 'which calls go wrong (1)', wholeNumber)
    .option('--blob-rows <n>', 'most rows in one content of the audit feed (300)', wholeNumber)
    .option('--dir <dir>', 'where the files for the agent are written (a new folder below the temporary one)')
    .option('--exit-with-parent', 'stop when standard input closes')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .addHelpText('after', '\nExample: npm run simulator -- --speed 600 --dir /tmp/tenant\n');
}

async function main(): Promise<void> {
  const given = programme().parse().opts<Arguments>();
  const simulator = await startSimulator({
    ...pickDefined({
      mailboxes: given.mailboxes,
      days: given.days,
      seed: given.seed,
      speed: given.speed,
      startMs: given.start,
      scenario: given.scenario,
      faultRate: given.faults,
      faultSeed: given.faultSeed,
      rowsPerBlob: given.blobRows,
    }),
    isLive: given.live,
    dir: given.dir ?? mkdtempSync(join(tmpdir(), 'simulated-tenant-')),
  });
  stopOnSignals(simulator, given.exitWithParent === true);
  process.stdout.write(`${JSON.stringify(readyLine(simulator))}\n`);
}

function readyLine(simulator: Simulator): object {
  const { origins, dir, caFile, configFile, labelsFile, alertsFile, journalFile, world } = simulator;
  const files = { dir, caFile, configFile, labelsFile, alertsFile, journalFile };
  const start = new Date(world.startMs).toISOString();
  return { ready: true, tenantId: world.tenantId, domains: world.domains, start, origins, ...files };
}

function stopOnSignals(simulator: Simulator, endsWithParent: boolean): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void simulator.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (!endsWithParent) return;
  process.stdin.once('end', stop).once('close', stop).once('error', stop);
  process.stdin.resume();
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function pickDefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is expected.');
  return Number(text);
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('a number is expected.');
  return value;
}

function instant(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('an ISO 8601 time is expected.');
  return ms;
}

main().catch((error: unknown) => {
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof RangeError ? 2 : 1);
});
