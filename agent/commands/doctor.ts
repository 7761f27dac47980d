import { loadConfig } from '../config.js';
import { redact } from '../runtime/log.js';
import { createStop } from '../runtime/stop-signal.js';
import { renderChecks } from './doctor/render-checks.js';
import { runChecks } from './doctor/run-checks.js';
import type { CommandIo, ExitCode } from './io.js';
import { type AddVerb, writeJson } from './verb.js';

interface DoctorOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden doctor`: what can and cannot be seen and done, before the first incident. */
export const addDoctor: AddVerb = (program, io, done) => {
  program
    .command('doctor')
    .description(
      'Says what can and cannot be seen and done with this configuration. Changes nothing in the tenant.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print the checks as one JSON document')
    .addHelpText('after', '\nExample:\n  mailwarden doctor --config config.json\n')
    .action(async (options: DoctorOptions) => {
      done(await examine(options, io));
    });
};

async function examine(options: DoctorOptions, io: CommandIo): Promise<ExitCode> {
  const config = loadConfig(options.config, io.env);
  const stop = createStop();
  const forget = io.onStop(() => stop.abort());
  try {
    const checks = (await runChecks(config, io, stop.signal)).map((check) => ({
      ...check,
      detail: redact(check.detail, config.secrets),
    }));
    if (options.json) writeJson(io, { checks });
    else io.out(renderChecks(checks));
    return checks.some((check) => check.status === 'fail') ? 1 : 0;
  } finally {
    forget();
  }
}
