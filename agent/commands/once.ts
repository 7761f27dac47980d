import { createStop } from '../runtime/stop-signal.js';
import type { CommandIo, ExitCode } from './io.js';
import { openAgent } from './open-agent.js';
import { runPass } from './run-pass.js';
import { type Summary, summarise } from './summary.js';
import { type AddVerb, counted, inNats, subjectText, writeJson } from './verb.js';

interface OnceOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden once`: one full pass, then exit. */
export const addOnce: AddVerb = (program, io, done) => {
  program
    .command('once')
    .description('One full pass over every source and every job that is due, then exit.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', '\nExample:\n  mailwarden once --config config.json --json\n')
    .action(async (options: OnceOptions) => {
      done(await once(options, io));
    });
};

async function once(options: OnceOptions, io: CommandIo): Promise<ExitCode> {
  const agent = await openAgent(options.config, io, { level: 'warn' });
  const stop = createStop();
  const forget = io.onStop(() => stop.abort());
  try {
    const summary = await summarise(agent, await runPass(agent, stop.signal));
    if (options.json) writeJson(io, summary);
    else io.out(inWords(summary));
    for (const failure of summary.failures) io.err(`failed: ${failure}\n`);
    return summary.failures.length > 0 || stop.signal.aborted ? 1 : 0;
  } finally {
    forget();
    await agent.close();
  }
}

function inWords(summary: Summary): string {
  return [
    ...summary.sources.map(
      (one) =>
        `${one.name}: ${counted(one.records, 'record')}, ${one.new} new, covered to ${one.coveredTo ?? 'nothing yet'}, ${counted(one.gaps.length, 'gap')}`,
    ),
    ...summary.incidents.map((one) => {
      const told =
        one.exposure === null
          ? 'not assessed'
          : `customer data: ${one.exposure.verdict} (${one.exposure.groups.account} account, ${one.exposure.groups.sensitive} sensitive)`;
      const last = one.kind === 'actor' ? '' : `, ${told}`;
      return `${one.id}: ${subjectText(one)} ${one.status}, score ${inNats(one.score)}${last}`;
    }),
    ...summary.actions.map(
      (one) => `${one.kind} ${one.target.upn ?? ''}: ${one.status}, verified: ${one.verified}`,
    ),
    `${counted(summary.alerts, 'alert')}, ${counted(summary.pending.length, 'job')} pending`,
    '',
  ].join('\n');
}
