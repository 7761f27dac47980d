import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../agent/runtime/child.js';
import { renderFigures, toLimitFigure } from './figures.js';
import { readJournal } from './journal.js';
import { LIMITS } from './limits.js';
import { type BackFillOptions, readOptions, USAGE } from './options.js';
import { pullTenant } from './pull-tenant.js';

const options = optionsOrUsage(process.argv.slice(2));
if (options === null) process.exitCode = 2;
else await run(options);

async function run(options: BackFillOptions): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'mailwarden-bench-'));
  const tenant = await startTenant(options, directory);
  try {
    const { configFile, journalFile } = JSON.parse(tenant.firstLine);
    const pulls = await pullTenant({ ...options, configFile, directory });
    const endMs = Date.now();
    const journal = readJournal(journalFile);
    const limits = LIMITS.map((limit) => toLimitFigure(limit, journal, pulls, endMs));
    process.stdout.write(`${renderFigures(limits)}\n`);
    const json = `${JSON.stringify({ options, limits, pulls }, null, 2)}\n`;
    if (options.json === null) process.stdout.write(json);
    else writeFileSync(options.json, json);
  } finally {
    await tenant.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** At the speed of a real tenant, in a process of its own. */
function startTenant(options: BackFillOptions, directory: string): Promise<Child> {
  const script = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'simulator', 'main.js');
  return startChild(script, [
    ...['--exit-with-parent', '--no-live', '--dir', directory],
    ...['--seed', String(options.seed), '--mailboxes', String(options.mailboxes)],
    ...['--blob-rows', String(options.blobRows)],
  ]);
}

function optionsOrUsage(argv: readonly string[]): BackFillOptions | null {
  try {
    return readOptions(argv);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    return null;
  }
}
