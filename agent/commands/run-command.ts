import { Command, CommanderError } from 'commander';
import { describeIssue, InputError, OutsideError, StoreError } from '../model/errors.js';
import { redact } from '../runtime/log.js';
import type { CommandIo, ExitCode } from './io.js';
import { productVersion } from './product.js';
import { verbs } from './verbs.js';

/** Runs one command line (without node and script) and gives the exit code. Never throws and never ends the process. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(io);
  for (const addVerb of verbs)
    addVerb(program, io, (result) => {
      code = result;
    });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (cause) {
    return explain(cause, io);
  }
}

function createProgram(io: CommandIo): Command {
  const program = new Command('mailwarden')
    .description(
      'Watches mailbox access logs, contains compromised mailboxes, and tells whose customer data was reached.',
    )
    .version(productVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  program.addHelpText('after', '\nExample:\n  mailwarden demo\n');
  return program;
}

function explain(cause: unknown, io: CommandIo): ExitCode {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
  if (cause instanceof InputError) {
    const count = cause.issues.length;
    io.err(
      `${count} ${count === 1 ? 'mistake' : 'mistakes'}:\n${cause.issues.map((issue) => `  ${describeIssue(issue)}`).join('\n')}\n`,
    );
    return 2;
  }
  if (cause instanceof StoreError || cause instanceof OutsideError) {
    io.err(`${cause.message}\n`);
    return 1;
  }
  // A fault of ours may quote what it stumbled over, which may be a record.
  const fault = redact(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), []);
  io.err(`mailwarden failed through a fault of its own: ${fault}\n`);
  return 1;
}
