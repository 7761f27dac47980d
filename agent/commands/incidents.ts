import { loadConfig } from '../config.js';
import { InputError } from '../model/errors.js';
import type { StoreReads } from '../model/store.js';
import { openBoundary } from '../runtime/boundary.js';
import { openStore } from '../store/open-store.js';
import { type IncidentDocument, incidentDocument } from './incident-document.js';
import type { CommandIo } from './io.js';
import { requestDecision } from './request-decision.js';
import { type AddVerb, inNats, writeJson } from './verb.js';

interface IncidentsOptions {
  readonly config: string;
  readonly json?: true;
  readonly reason?: string;
}

/** `mailwarden incidents list|show|approve|reject`: the SOC's hand on a case. */
export const addIncidents: AddVerb = (program, io, done) => {
  const incidents = program
    .command('incidents')
    .description('Lists and shows incidents, and takes the decisions that wait for a person.')
    .addHelpText('after', '\nExample:\n  mailwarden incidents list --config config.json\n');
  incidents
    .command('list')
    .description('Lists every incident, the newest first.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExample:\n  mailwarden incidents list --config config.json --json\n')
    .action(async (options: IncidentsOptions) => {
      const list = await reading(options, io, async (reads) => {
        const all = [...(await reads.incidents())].sort((a, b) => (a.lastEvent < b.lastEvent ? 1 : -1));
        return Promise.all(all.map((incident) => incidentDocument(incident, reads)));
      });
      if (options.json) writeJson(io, list);
      else io.out(list.length === 0 ? 'no incidents\n' : list.map(lineOf).join(''));
    });
  incidents
    .command('show')
    .argument('<id>', 'the id of an incident, or an alias')
    .description('Shows one incident with its reasons, actions and exposure.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print the incident as JSON, as it is in any case')
    .addHelpText('after', '\nExample:\n  mailwarden incidents show inc-1234 --config config.json\n')
    .action(async (id: string, options: IncidentsOptions) => {
      writeJson(
        io,
        await reading(options, io, async (reads) => {
          const incident = await reads.incident(id);
          if (incident === null) throw unknownIncident(id);
          const ids = [incident.id, ...incident.aliases];
          const actions = [...(await reads.actionsOf(ids)).values()].flat();
          return { ...(await incidentDocument(incident, reads)), actionDetails: actions };
        }),
      );
    });
  for (const kind of ['approve', 'reject'] as const) {
    incidents
      .command(kind)
      .argument('<id>', 'the id of an incident, or an alias')
      .description(
        kind === 'approve'
          ? 'Lets the actions go that wait for a person.'
          : 'Drops the actions that wait for a person.',
      )
      .requiredOption('--config <file>', 'the configuration file')
      .option('--reason <text>', 'why, for the record')
      .option('--json', 'print the answer as JSON')
      .addHelpText('after', `\nExample:\n  mailwarden incidents ${kind} inc-1234 --config config.json\n`)
      .action(async (id: string, options: IncidentsOptions) => {
        const config = loadConfig(options.config, io.env);
        const answer = await requestDecision(config, { kind, incident: id, reason: options.reason ?? null });
        if (options.json) writeJson(io, answer);
        else io.out(`${answer.status}: ${answer.result ?? 'the running agent will carry it out'}\n`);
        done(answer.status === 'refused' ? 1 : 0);
      });
  }
};

async function reading<T>(
  options: IncidentsOptions,
  io: CommandIo,
  work: (reads: StoreReads) => Promise<T>,
): Promise<T> {
  const { store: settings } = loadConfig(options.config, io.env);
  const store = await openStore({ ...settings, boundary: openBoundary });
  try {
    return await store.read(work);
  } finally {
    await store.close();
  }
}

function lineOf({ id, status, score, mailbox, firstEvent, exposure }: IncidentDocument): string {
  const told = exposure === null ? 'not assessed' : `customer data: ${exposure.verdict}`;
  return `${id}  ${status.padEnd(9)}  ${inNats(score).padStart(5)}  ${firstEvent}  ${mailbox.upn ?? 'unknown'}  ${told}\n`;
}

function unknownIncident(id: string): InputError {
  const message = 'there is no such incident; `mailwarden incidents list` names them';
  return new InputError([{ file: id, line: null, column: null, message }]);
}
