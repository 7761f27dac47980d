import { loadConfig } from '../config.js';
import { type IndexedCustomers, indexCustomers } from './customers/index-customers.js';
import type { CommandIo } from './io.js';
import { type AddVerb, counted, writeJson } from './verb.js';

interface IndexOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden customers index`: the company's list of customers as an index of keyed hashes. */
export const addCustomers: AddVerb = (program, io, done) => {
  const customers = program
    .command('customers')
    .description('The index that turns what was found in mail into your own references of customers.')
    .addHelpText('after', '\nExample:\n  mailwarden customers index customers.csv --config config.json\n');
  customers
    .command('index')
    .argument('<file>', 'CSV with a header: reference, name, phone, email, account_number, ssn')
    .description('Builds the index anew. The list is not kept, and can be deleted afterwards.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print {customers, identifiers, version}')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden customers index customers.csv --config config.json --json\n',
    )
    .action(async (file: string, options: IndexOptions) => {
      const config = loadConfig(options.config, io.env);
      const result = await indexCustomers(file, config, (rows) => {
        if (io.isTerminal) io.err(`\r${rows.toLocaleString('en-US')} rows`);
      });
      if (io.isTerminal) io.err('\r');
      tell(result, io);
      if (options.json) writeJson(io, result);
      else io.out(summaryOf(result));
      done(result.problems.count > 0 ? 1 : 0);
    });
};

/** What fell short, for a person, whatever the output. */
function tell({ columns, problems }: IndexedCustomers, io: CommandIo): void {
  if (columns.ignored.length > 0) io.err(`columns left alone: ${columns.ignored.join(', ')}\n`);
  if (columns.absent.length > 0) io.err(`columns not in the list: ${columns.absent.join(', ')}\n`);
  if (problems.count === 0) return;
  for (const { line, column, reason } of problems.first)
    io.err(`line ${line}: ${column === null ? 'the row' : column} ${reason}\n`);
  const more =
    problems.count > problems.first.length ? ` (the first ${problems.first.length} are shown)` : '';
  io.err(`${counted(problems.count, 'problem')}${more}; all of them: ${problems.file ?? ''}\n`);
}

function summaryOf({ customers, identifiers, version, index }: IndexedCustomers): string {
  return `${counted(customers, 'customer')}, ${counted(identifiers, 'identifier')}, version ${version}: ${index}\n`;
}
