import { writeFileSync } from 'node:fs';
import { checkLaws } from './judge/laws.js';
import { judgeMutants } from './judge/mutants.js';
import { renderMutants } from './judge/render-mutants.js';
import { renderSheet } from './judge/render-sheet.js';
import { toScoreSheet } from './judge/score-sheet.js';
import { type DetectionOptions, readOptions, USAGE } from './options.js';
import { type PlayedWorld, runWorld } from './run/run-world.js';
import type { WorldOptions } from './world/play-world.js';

const options = process.argv.includes('--help') ? null : optionsOrUsage(process.argv.slice(2));
if (process.argv.includes('--help')) process.stdout.write(USAGE);
else if (options === null) process.exitCode = 2;
else if (options.checksLaws) process.exitCode = await printLaws(options);
else if (options.checksMutants) await printMutants(options);
else process.exitCode = await printSheet(options);

/** Fails when a storm has somebody contained. */
async function printSheet(chosen: DetectionOptions): Promise<number> {
  const worlds: PlayedWorld[] = [];
  for (let each = 0; each < chosen.worlds; each += 1) {
    worlds.push(
      await runWorld(worldOf(chosen, each), {
        onDay: (day, records) => tell(`world ${each + 1}, day ${day}: ${records} records`),
      }),
    );
  }
  const sheet = toScoreSheet(worlds);
  process.stdout.write(`${renderSheet(sheet)}\n`);
  if (chosen.json !== null)
    writeFileSync(chosen.json, `${JSON.stringify({ options: chosen, ...sheet }, null, 2)}\n`);
  return chosen.storm !== null && sheet.softPerThousandAMonth.count > 0 ? 1 : 0;
}

async function printLaws(chosen: DetectionOptions): Promise<number> {
  const outcomes = await checkLaws(worldOf(chosen, 0), tell);
  for (const { name, differing } of outcomes)
    process.stdout.write(
      `${name}: ${differing.length === 0 ? 'the same' : `differs for ${differing.join(', ')}`}\n`,
    );
  return outcomes.some(({ differing }) => differing.length > 0) ? 1 : 0;
}

/** Nothing of it fails: how little it takes is a figure. */
async function printMutants(chosen: DetectionOptions): Promise<void> {
  const report = await judgeMutants(worldOf(chosen, 0), tell);
  process.stdout.write(`${renderMutants(report)}\n`);
  if (chosen.json !== null)
    writeFileSync(chosen.json, `${JSON.stringify({ options: chosen, ...report }, null, 2)}\n`);
}

/** Worlds of one run have seeds of their own, far from those that somebody would type. */
function worldOf(chosen: DetectionOptions, each: number): WorldOptions {
  const { seed, mailboxes, days, historyDays, campaigns, techniques, storm } = chosen;
  const own = { ...seed, number: seed.number * 1_000 + each };
  return {
    seed: own,
    mailboxes,
    days,
    historyDays,
    techniques,
    campaignsPerTechnique: campaigns,
    storm,
    tenantName: 'northwind',
  };
}

function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K`);
}

function optionsOrUsage(argv: readonly string[]): DetectionOptions | null {
  try {
    return readOptions(argv);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    return null;
  }
}
