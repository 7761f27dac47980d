import type { Command } from 'commander';
import { loadConfig } from '../../config.js';
import { type ErasureFacts, reasonsAgainst } from '../../model/erasure.js';
import { systemClock } from '../../runtime/clock.js';
import { askWriter } from '../ask-writer.js';
import type { CommandIo } from '../io.js';
import { readStore } from '../read-store.js';
import { tellAnswer } from '../request-decision.js';
import { type AddVerb, counted, writeJson } from '../verb.js';

interface EraseOptions {
  readonly config: string;
  readonly person: string;
  readonly yes?: true;
  readonly json?: true;
}

const KEPT = [
  'kept: the signed ledger, which proves what was done to whom; a change of it would break its chain',
  'kept: records that could not be used, which name nobody that can be looked for; they go with store.retentionDays',
  'not in the store: reports, exports, backups, collected logs and messages that were sent',
];

/** `mailwarden store erase`: removes what is stored about one person, and says before what is kept and why. */
export function addErase(store: Command, io: CommandIo, done: Parameters<AddVerb>[2]): void {
  store
    .command('erase')
    .description('Erases what is stored about one employee. Without --yes it only says what it would do.')
    .requiredOption('--person <id|upn>', 'immutable id or user principal name of the account')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--yes', 'do it')
    .option('--json', 'print the counts, or the answer, as one JSON document')
    .addHelpText(
      'after',
      '\nIt is refused while a case of the person is open or was closed less than seven days ago.\n\nExample:\n  mailwarden store erase --person ann@contoso.com --config config.json\n',
    )
    .action((options: EraseOptions) => (options.yes ? erase(options, io, done) : preview(options, io, done)));
}

async function preview(options: EraseOptions, io: CommandIo, done: Parameters<AddVerb>[2]): Promise<void> {
  const facts = await readStore(options.config, io, (reads) => reads.erasureOf(options.person));
  const reasons = reasonsAgainst(facts, systemClock.now());
  if (options.json) writeJson(io, { ...facts, refused: reasons });
  else io.out(inWords(facts, reasons));
  done(reasons.length > 0 ? 1 : 0);
}

async function erase(options: EraseOptions, io: CommandIo, done: Parameters<AddVerb>[2]): Promise<void> {
  const config = loadConfig(options.config, io.env);
  const answer = await askWriter(config, { kind: 'erase-person', payload: { person: options.person } });
  const { status, result } = answer;
  tellAnswer(io, answer, { status, result }, options.json === true, done);
}

function inWords({ isKnown, removed, renamed }: ErasureFacts, reasons: readonly string[]): string {
  return [
    ...(isKnown
      ? []
      : ['the directory, as it is stored, knows no such account: only this very name is looked for']),
    ...(removed.length === 0 ? ['nothing is stored about this person'] : ['would remove:']),
    ...removed.map(({ table, rows }) => `  ${counted(rows, 'row')} of ${table}`),
    ...(renamed.length === 0
      ? []
      : ['would stay, because it tells of others too, with a pseudonym for the name:']),
    ...renamed.map(({ table, rows }) => `  ${counted(rows, 'row')} of ${table}`),
    ...KEPT,
    ...reasons.map((reason) => `refused: ${reason}`),
    ...(reasons.length === 0 ? ['nothing was changed; --yes does it, and it cannot be taken back'] : []),
    '',
  ].join('\n');
}
