import { requireRules } from '../load-rules.js';
import { type AddVerb, counted, writeJson } from '../verb.js';
import { type CorrelationState, lookUpCorrelations } from './look-up-correlations.js';
import { readHistory } from './read-history.js';

interface CorrelationsOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden rules correlations`. */
export const addCorrelations: AddVerb = (rules, io) => {
  rules
    .command('correlations')
    .description(
      "Tells how each correlation stands in the agent's store: whether it has seen the past, what it holds, what memory had no room for.",
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print {correlations}')
    .addHelpText('after', '\nExample:\n  mailwarden rules correlations --config config.json\n')
    .action(async (options: CorrelationsOptions) => {
      const correlations = await readHistory(options.config, io, (reads, config) =>
        lookUpCorrelations(requireRules(config.ruleDirectories).rules.correlations, reads),
      );
      if (options.json) writeJson(io, { correlations });
      else io.out(inWords(correlations));
    });
};

const STATUS_WORDS = {
  judging: '',
  'catching-up': ', still reading the past',
  'not-loaded': ', not loaded by the agent as the file has it now (SIGHUP or restart)',
} satisfies Record<CorrelationState['status'], string>;

function inWords(states: readonly CorrelationState[]): string {
  if (states.length === 0) return 'the configured rules hold no correlation\n';
  return states
    .flatMap(({ title, file, status, sightings, episodes, shortage }) => [
      `${title} (${file}): ${counted(sightings, 'match', 'matches')} kept, held ${counted(episodes, 'time')}${STATUS_WORDS[status]}`,
      ...(shortage === null ? [] : [`  ${describeShortage(shortage)}`]),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function describeShortage({
  evicted,
  turnedAway,
  firstAt,
  lastAt,
}: NonNullable<CorrelationState['shortage']>): string {
  return `memory had no room: ${counted(evicted, 'group')} pushed out, ${counted(turnedAway, 'group')} not let in, from ${firstAt} to ${lastAt}; they are read from the store, no result is lost`;
}
