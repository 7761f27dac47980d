import { type Config, loadConfig } from '../config.js';
import type { RejectedListing } from '../model/store.js';
import type { RetrySettings } from '../pipeline/retry-records.js';
import { openBoundary } from '../runtime/boundary.js';
import { openStore } from '../store/open-store.js';
import { askWriter } from './ask-writer.js';
import type { CommandIo } from './io.js';
import { requireRules } from './load-rules.js';
import { type AddVerb, counted, wholeNumber, writeJson } from './verb.js';

interface RecordsOptions {
  readonly config: string;
  readonly json?: true;
}

/** What is set aside, as `records rejected --json` prints it. Holds reasons, never a value of a record. */
export interface Quarantine {
  readonly total: number;
  readonly counts: readonly { readonly source: string; readonly reason: string; readonly count: number }[];
  /** The oldest first, at most `--limit` of them. */
  readonly records: readonly RejectedListing[];
}

const LISTED = 1_000;

/** `mailwarden records rejected|retry`: records that could not be used, and what to do about them. */
export const addRecords: AddVerb = (program, io, done) => {
  const records = program
    .command('records')
    .description('Lists records that were set aside because they could not be read, and runs them again.')
    .addHelpText('after', '\nExample:\n  mailwarden records rejected --config config.json\n');
  records
    .command('rejected')
    .description('Says which records were set aside, and why. Never prints what they hold.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--limit <number>', 'list at most so many', wholeNumber(1), LISTED)
    .option('--json', 'print the result as one JSON document')
    .action(async (options: RecordsOptions & { readonly limit: number }) => {
      const quarantine = await readQuarantine(loadConfig(options.config, io.env), options.limit);
      if (options.json) writeJson(io, quarantine);
      else io.out(inWords(quarantine));
    });
  records
    .command('retry')
    .description(
      'Runs them again, after a fix or a new version; what can be used is scored with the next pull.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--key <key>', 'only the record of this key')
    .option('--json', 'print the answer as JSON')
    .action(async (options: RecordsOptions & { readonly key?: string }) => {
      done((await retry(options, io)) === 'refused' ? 1 : 0);
    });
};

async function readQuarantine({ store: settings }: Config, limit: number): Promise<Quarantine> {
  const store = await openStore({ ...settings, boundary: openBoundary });
  try {
    return await store.read(async (reads) => ({
      total: await reads.rejectedCount(),
      counts: await reads.rejectedCounts(),
      records: await reads.rejected(limit),
    }));
  } finally {
    await store.close();
  }
}

async function retry(options: RecordsOptions & { readonly key?: string }, io: CommandIo): Promise<string> {
  const config = loadConfig(options.config, io.env);
  const payload = { key: options.key ?? null };
  const answer = await askWriter(config, { kind: 'retry-records', payload }, retrySettingsOf(config));
  if (options.json) writeJson(io, answer);
  else io.out(`${answer.status}: ${answer.result ?? 'the running agent will carry it out'}\n`);
  return answer.status;
}

function retrySettingsOf(config: Config): RetrySettings {
  const { rules, tuning } = requireRules(config.ruleDirectories);
  const { reader, responder, examiner } = config.identities;
  return {
    tenantId: config.tenant.id,
    domains: config.tenant.domains,
    ownAppIds: [reader, responder, examiner].flatMap((one) => one?.clientId.toLowerCase() ?? []),
    rules,
    tuning,
  };
}

function inWords({ total, counts, records }: Quarantine): string {
  if (total === 0) return 'nothing is set aside\n';
  return [
    `${counted(total, 'record')} set aside`,
    ...counts.map(({ source, reason, count }) => `  ${String(count).padStart(6)}  ${source}  ${reason}`),
    ...records.map(({ at, source, key, reason }) => `${at}  ${source}  ${key}  ${reason}`),
    ...(records.length < total ? [`${total - records.length} more; --limit lists them`] : []),
    '',
  ].join('\n');
}
