import { actionsOfIncident } from '../model/actions-of-incident.js';
import { memberIds } from '../model/incident-actor.js';
import { type IncidentDocument, incidentDocument } from './incident-document.js';
import { addBaseline } from './incidents/add-baseline.js';
import { addDecisions } from './incidents/add-decisions.js';
import { knownIncident, readStore } from './read-store.js';
import { type AddVerb, inNats, subjectText, writeJson } from './verb.js';

interface IncidentsOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden incidents list|show|baseline|approve|reject|undo|close`: the SOC's hand on a case. */
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
      const list = await readStore(options.config, io, async (reads) => {
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
        await readStore(options.config, io, async (reads) => {
          const incident = await knownIncident(id, reads);
          const actions = await actionsOfIncident(incident, reads, memberIds(incident));
          return { ...(await incidentDocument(incident, reads)), actionDetails: actions };
        }),
      );
    });
  addBaseline(incidents, io);
  addDecisions(incidents, io, done);
};

function lineOf(incident: IncidentDocument): string {
  const { id, status, score, firstEvent, exposure, actor } = incident;
  const told = exposure === null ? 'not assessed' : `customer data: ${exposure.verdict}`;
  const last = actor === undefined ? told : (actor.ties[0]?.text ?? '');
  return `${id}  ${status.padEnd(9)}  ${inNats(score).padStart(5)}  ${firstEvent}  ${subjectText(incident)}  ${last}\n`;
}
