import { systemClock } from '../runtime/clock.js';
import { exportEvidence } from './ledger/export-evidence.js';
import { type LedgerVerdict, verifyLedger } from './ledger/verify-ledger.js';
import { readStore } from './read-store.js';
import { type AddVerb, counted, writeJson } from './verb.js';

interface LedgerOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden ledger verify|export`: what the agent decided and did, and that nobody changed it since. */
export const addLedger: AddVerb = (program, io, done) => {
  const ledger = program
    .command('ledger')
    .description('Checks the chain of everything that was decided and done, and writes evidence out.')
    .addHelpText('after', '\nExample:\n  mailwarden ledger verify --config config.json\n');
  ledger
    .command('verify')
    .description('Goes through the whole chain; exit code 1 where it is broken.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', '\nExample:\n  mailwarden ledger verify --config config.json --json\n')
    .action(async (options: LedgerOptions) => {
      const verdict = await readStore(options.config, io, (reads, config) => verifyLedger(config, reads));
      if (options.json) writeJson(io, verdict);
      else io.out(inWords(verdict));
      if (!verdict.intact) io.err(`the ledger is broken at entry ${verdict.firstBroken?.number}\n`);
      done(verdict.intact ? 0 : 1);
    });
  ledger
    .command('export')
    .description('Writes a case out as evidence: its entries, the raw records that prove it, and a manifest.')
    .requiredOption('--incident <id>', 'the id of an incident, or an alias')
    .requiredOption('--out <folder>', 'where to; the files hold personal data')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print what was written as one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden ledger export --incident inc-1234 --out evidence --config config.json\n',
    )
    .action(async (options: LedgerOptions & { readonly incident: string; readonly out: string }) => {
      const written = await readStore(options.config, io, (reads, config) =>
        exportEvidence(options.incident, options.out, config, reads, systemClock.now()),
      );
      if (options.json) writeJson(io, written);
      else {
        const { entries, records, missing } = written;
        io.out(`${counted(entries, 'entry', 'entries')}, ${counted(records, 'record')}\n`);
        if (missing.length > 0) io.out(`${missing.length} proofs are no longer stored\n`);
        io.out(written.paths.map((path) => `${path}\n`).join(''));
      }
      if (!written.ledger.intact) io.err('the ledger is broken: see `mailwarden ledger verify`\n');
      done(written.ledger.intact ? 0 : 1);
    });
};

function inWords({ entries, intact, firstBroken, notes }: LedgerVerdict): string {
  const state = intact ? 'intact' : `broken at entry ${firstBroken?.number}: ${firstBroken?.reason}`;
  return [`${counted(entries, 'entry', 'entries')}, ${state}`, ...notes, ''].join('\n');
}
