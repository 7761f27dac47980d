import { join } from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { type ReportTerms, readCampaignInputs, readReportInput } from '../jobs/read-report-input.js';
import { InputError } from '../model/errors.js';
import type { Incident } from '../model/incident.js';
import { memberIds } from '../model/incident-actor.js';
import type { StoreReads } from '../model/store.js';
import { type Instant, parseInstant } from '../model/time.js';
import {
  actorDocuments,
  campaignDocuments,
  type ReportDocument,
  reportDocuments,
} from '../report/report-documents.js';
import type { ReportInput } from '../report/report-input.js';
import { openBoundary } from '../runtime/boundary.js';
import { systemClock } from '../runtime/clock.js';
import { writeWhole } from '../runtime/files.js';
import { openStore } from '../store/open-store.js';
import { SIMULATED_NOTE } from './agent-terms.js';
import type { CommandIo } from './io.js';
import { requireRules } from './load-rules.js';
import { measuredQuality } from './measured-quality.js';
import { productVersion } from './product.js';
import { type AddVerb, writeJson } from './verb.js';

interface ReportOptions {
  readonly config: string;
  readonly out?: string;
  readonly since?: string;
  readonly until?: string;
  readonly actor?: string;
  readonly json?: true;
}

/** `mailwarden report`: the documents about one incident, or about all of a campaign. Reads the store and changes nothing in it. */
export const addReport: AddVerb = (program, io) => {
  program
    .command('report')
    .argument('<id>', 'the id of an incident, an alias, or "campaign" for all that are not closed')
    .description('Writes a report: HTML, JSON, and the lists of customers for your mailer.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--out <dir>', 'where to; reports.directory if not given')
    .option('--since <time>', 'campaign only: incidents whose last event is at this time or later, ISO 8601')
    .option('--until <time>', 'campaign only: incidents whose first event is before this time, ISO 8601')
    .option(
      '--actor <id>',
      'campaign only: only incidents that share an address, or network and client, with this incident',
    )
    .option('--json', 'print the paths of the written files as a JSON array')
    .addHelpText(
      'after',
      '\nExamples:\n  mailwarden report inc-1234 --config config.json --out case\n  mailwarden report campaign --config config.json --since 2026-03-01 --out campaign\n',
    )
    .action(async (id: string, options: ReportOptions) => {
      const config = loadConfig(options.config, io.env);
      const documents = await reading(config, (reads, terms) =>
        id === 'campaign' ? campaign(reads, terms, options) : incident(reads, terms, id),
      );
      tell(write(documents, options.out ?? config.reportsDirectory), options, io);
    });
};

async function reading<T>(
  config: Config,
  work: (reads: StoreReads, terms: ReportTerms) => Promise<T>,
): Promise<T> {
  const terms: ReportTerms = {
    now: systemClock.now(),
    mode: config.response.mode,
    productVersion: productVersion(),
    scenarioNote: config.tenant.scale > 1 ? SIMULATED_NOTE : null,
    regimes: requireRules(config.ruleDirectories).notices,
    quality: measuredQuality(),
  };
  const store = await openStore({ ...config.store, boundary: openBoundary });
  try {
    return await store.read((reads) => work(reads, terms));
  } finally {
    await store.close();
  }
}

async function incident(
  reads: StoreReads,
  terms: ReportTerms,
  id: string,
): Promise<readonly ReportDocument[]> {
  const found = await reads.incident(id);
  if (found?.kind === 'actor') return actorDocuments(found, await readCampaignInputs(reads, found, terms));
  const input = await readReportInput(reads, id, terms);
  if (input !== null) return reportDocuments(input);
  throw refused(id, 'there is no such incident; `mailwarden incidents list` names them');
}

async function campaign(
  reads: StoreReads,
  terms: ReportTerms,
  options: ReportOptions,
): Promise<readonly ReportDocument[]> {
  const [since, until] = [timeOf('--since', options.since), timeOf('--until', options.until)];
  const actor = options.actor === undefined ? null : await reads.incident(options.actor);
  if (options.actor !== undefined && actor === null)
    throw refused(options.actor, 'there is no such incident');
  const chosen = (await reads.incidents()).filter(
    (one) =>
      one.kind === 'mailbox' &&
      one.status !== 'closed' &&
      (since === null || one.lastEvent >= since) &&
      (until === null || one.firstEvent < until) &&
      (actor === null || isOfActor(one, actor)),
  );
  if (chosen.length === 0) throw refused('campaign', 'no open incident is of this time and actor');
  const inputs = await Promise.all(chosen.map((one) => readReportInput(reads, one.id, terms)));
  const known = inputs.filter((one): one is ReportInput => one !== null);
  return [...campaignDocuments(known), ...known.flatMap(reportDocuments)];
}

/** Whether an incident is one of an actor's, or two show the same address, or the same network used by a client of the same name. */
function isOfActor(one: Incident, other: Incident): boolean {
  if (one.id === other.id) return true;
  if (other.kind === 'actor') return memberIds(other).includes(one.id);
  return one.origins.some((left) =>
    other.origins.some(
      (right) =>
        (left.address !== null && left.address === right.address) ||
        (left.asn !== null && left.asn === right.asn && left.client === right.client),
    ),
  );
}

function timeOf(option: string, text: string | undefined): Instant | null {
  if (text === undefined) return null;
  const instant = parseInstant(text);
  if (instant === null)
    throw refused(option, `"${text}" is no time; expected such as 2026-03-01 or 2026-03-01T08:00:00Z`);
  return instant;
}

function write(documents: readonly ReportDocument[], directory: string): readonly string[] {
  return documents.map(({ name, content }) => {
    const path = join(directory, name);
    writeWhole(path, content);
    return path;
  });
}

function tell(paths: readonly string[], { json }: ReportOptions, io: CommandIo): void {
  if (json) writeJson(io, paths);
  else io.out(paths.map((path) => `${path}\n`).join(''));
}

function refused(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
