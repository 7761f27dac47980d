import { join, resolve } from 'node:path';
import { renderIndex } from '../report/render-index.js';
import { type Child, startChild } from '../runtime/child.js';
import { systemClock } from '../runtime/clock.js';
import { makeDirectory, readText, removeTree, writeWhole } from '../runtime/files.js';
import { SIMULATED_NOTE } from './agent-terms.js';
import { type Check, compareWithLabels } from './demo/compare.js';
import { DEMO_TIMING, writeDemoConfig } from './demo/demo-config.js';
import type { Labels } from './demo/labels.js';
import { playDemo } from './demo/play.js';
import { tellChecks, tellStory } from './demo/wording-story.js';
import type { CommandIo, ExitCode } from './io.js';
import { productDirectory, productVersion } from './product.js';
import type { Summary } from './summary.js';
import { type AddVerb, wholeNumber, writeJson } from './verb.js';

interface DemoOptions {
  readonly out: string;
  readonly seed: number;
  readonly mailboxes: number;
  readonly days: number;
  readonly json?: true;
}

/** Divides the simulated provider's delays, which are minutes and hours. */
const SPEED = 3_600;
/** The live act begins when the history has been read, and lasts so long. */
const LIVE_STARTS_AFTER_MS = 25_000;
const LIVE_LASTS_MS = 14_000;

/** `mailwarden demo`: the whole main job on a simulated tenant. */
export const addDemo: AddVerb = (program, io, done) => {
  program
    .command('demo')
    .description(
      'Breaks into a simulated tenant, contains the intruders, and reports whose data they reached.',
    )
    .option('--out <dir>', 'where configuration, database and reports are written', 'demo-out')
    .option('--seed <n>', 'the same seed gives the same result', wholeNumber(0), 1)
    .option('--mailboxes <n>', 'people in the tenant', wholeNumber(1), 200)
    .option('--days <n>', 'days of history', wholeNumber(1), 10)
    .option('--json', 'print the summary as one JSON document')
    .addHelpText('after', '\nExample:\n  mailwarden demo --out demo-out --seed 7\n')
    .action(async (options: DemoOptions) => {
      done(await demo(options, io));
    });
};

async function demo(options: DemoOptions, io: CommandIo): Promise<ExitCode> {
  const out = resolve(options.out);
  const say = (line: string): void => (options.json ? io.err(`${line}\n`) : io.out(`${line}\n`));
  const tenantDir = join(out, 'tenant');
  for (const old of ['tenant', 'reports', 'mailwarden.db', 'mailwarden.db-wal', 'mailwarden.db-shm'])
    removeTree(join(out, old));
  makeDirectory(tenantDir);
  const startMs = systemClock.nowMs() + LIVE_STARTS_AFTER_MS;
  const tenant = await startTenant(tenantDir, options, startMs);
  try {
    const config = writeDemoConfig(join(tenantDir, 'config.json'), out);
    for (const line of introduction(options, config)) say(line);
    const summary = await playDemo(
      { config, storyEndsMs: startMs + LIVE_LASTS_MS, onProgress: (line) => showProgress(io, line) },
      io,
    );
    if (io.isTerminal) io.err('\r\u001b[K');
    const labels = JSON.parse(readText(join(tenantDir, 'labels.json'))) as Labels;
    const checks = compareWithLabels(summary, labels);
    const index = writeOverview(out, summary);
    for (const line of tellStory(summary, labels)) say(line);
    say('\nAgainst the labels of the simulated tenant:');
    for (const line of tellChecks(checks)) say(line);
    say(`\nReports: ${index}`);
    for (const report of summary.reports) say(`  ${report}`);
    for (const failure of summary.failures) io.err(`failed: ${failure}\n`);
    if (options.json) writeJson(io, { ...summary, checks });
    return exitCodeOf(summary, checks);
  } finally {
    await tenant.stop();
  }
}

function startTenant(dir: string, options: DemoOptions, startMs: number): Promise<Child> {
  const script = join(productDirectory(), 'dist', 'simulator', 'main.js');
  return startChild(script, [
    '--exit-with-parent',
    '--live',
    ...['--dir', dir, '--seed', String(options.seed), '--speed', String(SPEED)],
    ...['--mailboxes', String(options.mailboxes), '--days', String(options.days)],
    ...['--start', new Date(startMs).toISOString()],
  ]);
}

function introduction(options: DemoOptions, config: string): readonly string[] {
  const { verifyAfterSeconds, verifyRetrySeconds } = DEMO_TIMING;
  return [
    `A simulated Microsoft 365 tenant: ${options.mailboxes} people, ${options.days} days of history, seed ${options.seed}.`,
    `Its delays are divided by ${SPEED}; tokens, TLS and clocks are real. The agent runs in enforce mode without a learning`,
    `period, reads every second, checks a revoke after ${verifyAfterSeconds} s and again every ${verifyRetrySeconds} s: ${config}`,
    '',
  ];
}

function showProgress(io: CommandIo, line: string): void {
  if (io.isTerminal) io.err(`\r${line}\u001b[K`);
}

function writeOverview(out: string, summary: Summary): string {
  const incidents = summary.incidents.map((incident) => ({
    incident,
    actions: summary.actions.filter((action) => action.incident === incident.id),
    exposure: incident.exposure,
    events: [],
    productVersion: productVersion(),
    now: systemClock.now(),
    mode: 'enforce' as const,
    scenarioNote: SIMULATED_NOTE,
  }));
  const links = new Map(summary.incidents.map(({ id }) => [id, `${id}.html`]));
  const file = join(out, 'reports', 'index.html');
  writeWhole(
    file,
    renderIndex({ incidents, now: systemClock.now(), productVersion: productVersion(), links }),
  );
  return file;
}

function exitCodeOf(summary: Summary, checks: readonly Check[]): ExitCode {
  return summary.failures.length === 0 && checks.every((check) => check.isMet) ? 0 : 1;
}
