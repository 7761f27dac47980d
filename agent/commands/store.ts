import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { copyStore } from '../store/copy-store.js';
import type { StoreFacts } from '../store/inspect-store.js';
import type { CommandIo } from './io.js';
import { addErase } from './store/erase-person.js';
import { restoreFromBackup } from './store/restore-from-backup.js';
import { type AddVerb, counted, writeJson } from './verb.js';

interface StoreCommandOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden store backup|restore|erase`: one file to keep elsewhere, the way back, and what is forgotten. */
export const addStore: AddVerb = (program, io, done) => {
  const store = program
    .command('store')
    .description('Makes a backup of the store while the daemon runs, puts one back, and erases a person.')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden store backup --to /backup/mailwarden.db --config config.json\n',
    );
  store
    .command('backup')
    .description('Copies the store as it is at one moment into a new file, and checks the copy.')
    .requiredOption('--to <file>', 'the file to make; it must not be there yet')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print what was copied as one JSON document')
    .addHelpText(
      'after',
      '\nIt is as sensitive as the store: keep store.key and store.ledgerKey apart from it.\n\nExample:\n  mailwarden store backup --to /backup/mailwarden.db --config config.json\n',
    )
    .action(async (options: StoreCommandOptions & { readonly to: string }) => {
      const config = loadConfig(options.config, io.env);
      await backUp(config, resolve(options.to), options, io);
      done(0);
    });
  store
    .command('restore')
    .description('Puts a backup in the place of the store. The one that was there is kept beside it.')
    .requiredOption('--from <file>', 'the backup')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print what was done as one JSON document')
    .addHelpText(
      'after',
      '\nStop the daemon first. What was decided since the backup is forgotten; the logs are read again from there.\n\nExample:\n  mailwarden store restore --from /backup/mailwarden.db --config config.json\n',
    )
    .action(async (options: StoreCommandOptions & { readonly from: string }) => {
      const config = loadConfig(options.config, io.env);
      const restored = await restoreFromBackup(config, resolve(options.from), io);
      if (options.json) writeJson(io, restored);
      else {
        io.out(`restored ${restored.file}: ${inWords(restored)}\n`);
        for (const path of restored.kept) io.out(`kept what was there as ${path}\n`);
      }
      done(0);
    });
  addErase(store, io, done);
};

async function backUp(
  config: Config,
  to: string,
  options: StoreCommandOptions,
  io: CommandIo,
): Promise<void> {
  const { file, key } = config.store;
  const facts = await copyStore({ from: file, to, key });
  const { size } = statSync(to);
  if (options.json) writeJson(io, { to, bytes: size, ...facts });
  else io.out(`wrote ${to} (${counted(size, 'byte')}): ${inWords(facts)}\n`);
}

function inWords({ incidents, ledgerEntries, coveredTo, pendingSteps }: StoreFacts): string {
  const parts = [
    counted(incidents, 'incident'),
    counted(ledgerEntries, 'ledger entry', 'ledger entries'),
    coveredTo === null ? 'no log read yet' : `every log read up to ${coveredTo}`,
    ...(pendingSteps === 0 ? [] : ['of an older version: it is upgraded when the agent starts next']),
  ];
  return parts.join(', ');
}
