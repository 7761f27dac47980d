import { loadConfig } from '../config.js';
import type { StoreReads } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { CommandIo } from './io.js';
import { knownIncident, readStore } from './read-store.js';
import { requestDecision, tellAnswer } from './request-decision.js';
import { type AddVerb, writeJson } from './verb.js';

interface AlertsOptions {
  readonly config: string;
  readonly json?: true;
  readonly sink?: string;
}

/** One delivery that was given up, as `alerts dead --json` prints it. */
export interface DeadDelivery {
  readonly alert: string;
  readonly incident: string | null;
  readonly sink: string;
  readonly title: string;
  readonly at: Instant;
  readonly attempts: number;
  readonly error: string;
}

/** `mailwarden alerts acknowledge|dead|retry`: who has a case in hand, and what no receiver took. */
export const addAlerts: AddVerb = (program, io, done) => {
  const alerts = program
    .command('alerts')
    .description('Takes a case in hand, and lists or sends again what no receiver took.')
    .addHelpText('after', '\nExample:\n  mailwarden alerts acknowledge inc-1 --config config.json\n');
  alerts
    .command('acknowledge')
    .argument('<incident>', 'the id of an incident')
    .description('Says that a person has the case in hand: reminders of it end.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print the incident’s acknowledgement as JSON')
    .action(async (id: string, options: AlertsOptions) => {
      const incident = (await readStore(options.config, io, (reads) => knownIncident(id, reads))).id;
      const answer = await requestDecision(loadConfig(options.config, io.env), io, 'acknowledge', {
        incident,
      });
      const about = await readStore(options.config, io, async (reads) => ({
        incident,
        acknowledgement: await reads.acknowledgement(incident),
      }));
      tellAnswer(io, answer, about, options.json === true, done);
    });
  alerts
    .command('dead')
    .description('Lists alerts that a receiver refused for good or that grew too old, with the reason.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print a JSON array')
    .action(async (options: AlertsOptions) => listDead(options, io));
  alerts
    .command('retry')
    .description('Sends them again, after the receiver or its settings were mended.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--sink <name>', 'only those for this sink')
    .option('--json', 'print what was given up before, as JSON')
    .action(async (options: AlertsOptions) => {
      const before = await readStore(options.config, io, deadDeliveries);
      const asked = { sink: options.sink ?? null };
      const answer = await requestDecision(loadConfig(options.config, io.env), io, 'retry-alerts', asked);
      tellAnswer(io, answer, before, options.json === true, done);
    });
};

async function listDead(options: AlertsOptions, io: CommandIo): Promise<void> {
  const dead = await readStore(options.config, io, deadDeliveries);
  if (options.json) writeJson(io, dead);
  else if (dead.length === 0) io.out('every alert was taken or is on its way\n');
  else
    for (const { at, sink, alert, title, error } of dead)
      io.out(`${at}  ${sink}  ${alert}  ${title}\n    ${error}\n`);
}

async function deadDeliveries(reads: StoreReads): Promise<readonly DeadDelivery[]> {
  const jobs = (await reads.jobs('dead')).filter((job) => job.kind === 'deliver');
  const rows = await Promise.all(jobs.map((job) => reads.alert(job.subject)));
  return jobs.map((job, index) => {
    const alert = rows[index]?.alert;
    return {
      alert: job.subject,
      incident: alert?.incident ?? null,
      sink: String(job.payload.sink),
      title: alert?.title ?? '',
      at: alert?.at ?? job.dueAt,
      attempts: job.attempts,
      error: job.lastError ?? '',
    };
  });
}
