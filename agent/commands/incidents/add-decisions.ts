import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadConfig } from '../../config.js';
import type { CaseRequestKind } from '../../daemon/requests.js';
import { VERDICTS } from '../../model/incident.js';
import type { JsonObject } from '../../model/json.js';
import { incidentDocument } from '../incident-document.js';
import type { CommandIo } from '../io.js';
import { knownIncident, readStore } from '../read-store.js';
import { requestDecision, tellAnswer } from '../request-decision.js';
import type { AddVerb } from '../verb.js';

interface DecisionOptions {
  readonly config: string;
  readonly json?: true;
  readonly reason?: string;
  readonly step?: string;
  readonly hours?: number;
  readonly verdict?: string;
}

type DecisionKind = Extract<CaseRequestKind, 'approve' | 'reject' | 'undo' | 'close'>;

const DESCRIPTIONS: Readonly<Record<DecisionKind, string>> = {
  approve: 'Lets the actions go that wait for a person, for so many hours; the kill file still holds them.',
  reject: 'Drops the actions that wait for a person.',
  undo: 'Takes back what was done, as far as it can be, and says what cannot.',
  close: 'Closes a case with a verdict. What waits is dropped; evidence after this opens a new case.',
};

const EXAMPLES: Readonly<Record<DecisionKind, string>> = {
  approve: '--hours 8',
  reject: '--reason "the owner is on a journey"',
  undo: '--reason "the owner was called"',
  close: '--verdict false-positive',
};

/** `mailwarden incidents approve|reject|undo|close`: what only a person decides. */
export function addDecisions(incidents: Command, io: CommandIo, done: Parameters<AddVerb>[2]): void {
  for (const kind of Object.keys(DESCRIPTIONS) as DecisionKind[]) {
    const command = incidents
      .command(kind)
      .argument('<id>', 'the id of an incident, or an alias')
      .description(DESCRIPTIONS[kind])
      .requiredOption('--config <file>', 'the configuration file')
      .option('--json', 'print the incident and the answer as JSON');
    addOwnOptions(command, kind);
    command
      .addHelpText(
        'after',
        `\nExample:\n  mailwarden incidents ${kind} inc-1234 ${EXAMPLES[kind]} --config config.json\n`,
      )
      .action((id: string, options: DecisionOptions) => decide(kind, id, options, io, done));
  }
}

function addOwnOptions(command: Command, kind: DecisionKind): void {
  const why = 'why, for the record';
  if (kind === 'undo') command.requiredOption('--reason <text>', why);
  else command.option('--reason <text>', why);
  if (kind === 'approve' || kind === 'reject')
    command.option('--step <action>', 'only the action of this id');
  if (kind === 'approve') command.option('--hours <number>', 'how long the approval stands', hours);
  if (kind === 'close')
    command.addOption(
      new Option('--verdict <verdict>', 'what it was').choices([...VERDICTS]).makeOptionMandatory(),
    );
}

async function decide(
  kind: DecisionKind,
  id: string,
  options: DecisionOptions,
  io: CommandIo,
  done: Parameters<AddVerb>[2],
): Promise<void> {
  const { reason = null, step = null, hours: standing = null, verdict = null } = options;
  const asked: JsonObject = { incident: id, reason, action: step, hours: standing, verdict };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
  const answer = await requestDecision(loadConfig(options.config, io.env), io, kind, given);
  const about =
    options.json === true
      ? await readStore(options.config, io, async (reads) => {
          const incident = await incidentDocument(await knownIncident(id, reads), reads);
          return { ...incident, request: answer };
        })
      : null;
  tellAnswer(io, answer, about, options.json === true, done);
}

function hours(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 720)) throw new InvalidArgumentError('expected hours, up to 720');
  return number;
}
