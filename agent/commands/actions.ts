import { loadConfig } from '../config.js';
import { InputError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import { heldByBrake } from '../respond/brake/brake-store.js';
import type { CommandIo } from './io.js';
import { readStore } from './read-store.js';
import { requestDecision, tellAnswer } from './request-decision.js';
import { type AddVerb, writeJson } from './verb.js';

interface ActionsOptions {
  readonly config: string;
  readonly json?: true;
  readonly all?: true;
  readonly reason?: string;
}

/** `mailwarden actions list|resume|drop`: what the brake holds back, and a person's word on it. */
export const addActions: AddVerb = (program, io, done) => {
  const actions = program
    .command('actions')
    .description('Lists what the brake holds back, and lets it go or drops it.')
    .addHelpText('after', '\nExample:\n  mailwarden actions list --config config.json\n');
  actions
    .command('list')
    .description('Lists what the brake holds back, the oldest first, with the reason.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExample:\n  mailwarden actions list --config config.json --json\n')
    .action(async (options: ActionsOptions) => {
      const held = await readStore(options.config, io, heldByBrake);
      if (options.json) writeJson(io, held);
      else if (held.length === 0) io.out('the brake holds nothing\n');
      else
        for (const { id, kind, target, incident, reason } of held)
          io.out(`${id}  ${kind}  ${target.upn ?? target.id ?? 'unknown'}  ${incident}  ${reason}\n`);
    });
  for (const kind of ['resume', 'drop'] as const) {
    actions
      .command(kind)
      .argument('[id]', 'the id of an action')
      .description(
        kind === 'resume'
          ? 'Lets go what the brake holds: one action, or all. The protected list and the kill file still hold.'
          : 'Drops what the brake holds: one action, or all. The brake stays on for what comes.',
      )
      .requiredOption('--config <file>', 'the configuration file')
      .option('--all', 'everything that the brake holds')
      .option('--reason <text>', 'why, for the record')
      .option('--json', 'print the actions as JSON')
      .addHelpText('after', `\nExample:\n  mailwarden actions ${kind} --all --config config.json\n`)
      .action((id: string | undefined, options: ActionsOptions) => decide(kind, id, options, io, done));
  }
};

async function decide(
  kind: 'resume' | 'drop',
  id: string | undefined,
  options: ActionsOptions,
  io: CommandIo,
  done: Parameters<AddVerb>[2],
): Promise<void> {
  if ((id === undefined) === (options.all === undefined)) {
    const message = 'expected the id of an action, or --all';
    throw new InputError([{ file: `actions ${kind}`, line: null, column: null, message }]);
  }
  const before = await readStore(options.config, io, heldByBrake);
  const asked: JsonObject = { reason: options.reason ?? null, ...(id === undefined ? {} : { action: id }) };
  const answer = await requestDecision(loadConfig(options.config, io.env), io, kind, asked);
  const ids = id === undefined ? before.map((action) => action.id) : [id];
  const about =
    options.json === true
      ? await readStore(options.config, io, async (reads) => {
          const found = await Promise.all(ids.map((one) => reads.action(one)));
          return found.filter((action) => action !== null);
        })
      : null;
  tellAnswer(io, answer, about, options.json === true, done);
}
