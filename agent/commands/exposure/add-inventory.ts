import { type Config, loadConfig } from '../../config.js';
import type { StoreRequest } from '../../model/store.js';
import type { CommandIo, ExitCode } from '../io.js';
import { readStore } from '../read-store.js';
import { requestDecision } from '../request-decision.js';
import { type AddVerb, wholeNumber, writeJson } from '../verb.js';
import { type Inventory, inventoryOf } from './inventory-of.js';
import { inventoryText } from './inventory-text.js';
import { lookNow } from './look-now.js';

interface InventoryOptions {
  readonly config: string;
  readonly mailbox?: readonly string[];
  readonly all?: true;
  readonly sample?: number;
  readonly now?: true;
  readonly json?: true;
}

/** `mailwarden exposure inventory`: shows what is known, and has mailboxes looked through. */
export const addInventory: AddVerb = (exposure, io, done) => {
  exposure
    .command('inventory')
    .description(
      'Shows which mailboxes hold customer data. With --mailbox or --all they are looked through first.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--mailbox <account...>', 'look through these: user principal names or ids')
    .option('--all', 'look through every mailbox of the directory')
    .option('--sample <messages>', 'of each folder only so many, the newest', wholeNumber(1))
    .option(
      '--now',
      'do it in this process and wait; the daemon must not run. Broken off, it goes on from there',
    )
    .option('--json', 'print {mailboxes, totals} as one JSON document')
    .addHelpText(
      'after',
      '\nWithout --now the running agent does it, or the next that runs, after all that is more urgent.\n\nExamples:\n  mailwarden exposure inventory --config config.json\n  mailwarden exposure inventory --mailbox billing@contoso.com --config config.json --json\n  mailwarden exposure inventory --all --sample 200 --now --config config.json\n',
    )
    .action(async (options: InventoryOptions) => done(await takeInventory(options, io)));
};

async function takeInventory(options: InventoryOptions, io: CommandIo): Promise<ExitCode> {
  const config = loadConfig(options.config, io.env);
  const isAsked = options.all === true || options.mailbox !== undefined;
  const asked = {
    accounts: options.all === true ? null : [...(options.mailbox ?? [])],
    sample: options.sample ?? null,
  };
  const answer =
    options.now === true
      ? await lookNow(options.config, io, isAsked ? asked : null)
      : isAsked
        ? await ask(config, io, asked)
        : null;
  const inventory = await readStore(options.config, io, async (reads) =>
    inventoryOf(await reads.users(), await reads.surveys()),
  );
  print(inventory, options, io);
  if (answer === null) return 0;
  const { status, result } = answer;
  io.err(`${status}: ${result ?? 'the running agent will see to it'}\n`);
  return status === 'refused' ? 1 : 0;
}

/** Null for all accounts. */
export interface AskedMailboxes {
  readonly accounts: readonly string[] | null;
  readonly sample: number | null;
}

function ask(config: Config, io: CommandIo, { accounts, sample }: AskedMailboxes): Promise<StoreRequest> {
  return requestDecision(config, io, 'inventory', { accounts, sample });
}

function print(inventory: Inventory, { json }: InventoryOptions, io: CommandIo): void {
  if (json === true) writeJson(io, inventory);
  else io.out(inventoryText(inventory));
}
