import { startDaemon } from '../daemon.js';
import { InputError } from '../model/errors.js';
import type { CommandIo, ExitCode } from './io.js';
import { type Agent, openAgent } from './open-agent.js';
import { serveAgent } from './serve-agent.js';
import type { AddVerb } from './verb.js';

/** Schedules that name the same second are spread, so that a fleet of agents does not call at once. */
const JITTER_MS = 2_000;

/** `mailwarden run`: the daemon. */
export const addRun: AddVerb = (program, io, done) => {
  program
    .command('run')
    .description('Runs the daemon until SIGTERM or SIGINT; a second one forces. SIGHUP loads the rules anew.')
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'log lines are JSON already; nothing else is written')
    .addHelpText('after', '\nExample:\n  mailwarden run --config config.json\n')
    .action(async (options: { config: string }) => {
      done(await runDaemon(options.config, io));
    });
};

async function runDaemon(file: string, io: CommandIo): Promise<ExitCode> {
  const agent = await openAgent(file, io);
  try {
    return await untilStopped(agent, io);
  } finally {
    await agent.close();
  }
}

async function untilStopped(agent: Agent, io: CommandIo): Promise<ExitCode> {
  const { log, lease } = agent;
  const { retentionDays } = agent.config.store;
  const jitterMs = JITTER_MS / agent.config.tenant.scale;
  const daemon = startDaemon({ ...agent, retentionDays, jitterMs });
  const serving = await serveAgent(agent);
  const { mode } = agent.config.response;
  log.info({ mode, sources: agent.collector.sources }, 'mailwarden is running');
  const forgetReload = io.onReload(() => void reload(agent));
  let forgetStop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    forgetStop = io.onStop((times) => {
      if (times > 1) daemon.force();
      log.info({}, times > 1 ? 'stopping at once' : 'draining; a second signal forces');
      resolve();
    });
  });
  const lost = new Promise<never>((_resolve, reject) => {
    lease.lost.addEventListener('abort', () => reject(lease.lost.reason), { once: true });
  });
  lost.catch(() => {});
  try {
    await Promise.race([stopped, daemon.failed, lost]);
    await Promise.race([daemon.drain(), daemon.failed, lost]);
    log.info({}, 'stopped');
    return 0;
  } catch (cause) {
    daemon.force();
    throw cause;
  } finally {
    forgetReload();
    forgetStop();
    await serving?.close();
  }
}

/** A broken set is refused while the old one runs on. */
async function reload(agent: Agent): Promise<void> {
  try {
    await agent.reload();
    agent.log.info({ mode: agent.settings().policy.mode }, 'configuration and rules were loaded anew');
  } catch (cause) {
    const issues = cause instanceof InputError ? cause.issues : [String(cause)];
    agent.log.error({ issues }, 'the new configuration was refused; the old one runs on');
  }
}
