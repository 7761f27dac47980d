import { createTask, type Logger, type ScheduledTask } from 'node-cron';
import type { Clock, Log } from '../model/ports.js';

export interface ScheduleEntry {
  /** Two entries of one name never run at the same time. */
  readonly name: string;
  /** Cron expression, with seconds as an optional first field, in UTC. */
  readonly expression: string;
  /** The signal is aborted when the schedules stop; what is under way then comes to a safe end by itself. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface ScheduleDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Each run starts up to this much later, so that many agents do not call the provider in the same second. */
  readonly jitterMs: number;
}

export interface Schedules {
  /** Begins no more runs, aborts the signal and resolves when every run under way has ended. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Starts every entry at its times. A time that comes while the last run of that name is under way is skipped, since
 * that run reads up to now anyway. An error of a run is logged and ends that run only. Raises for an expression that
 * is none, before anything is started.
 */
export function startSchedules(entries: readonly ScheduleEntry[], deps: ScheduleDeps): Schedules {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  function begin(entry: ScheduleEntry): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    if (running.has(entry.name)) {
      deps.log.debug({ schedule: entry.name }, 'still running; this time is skipped');
      return Promise.resolve();
    }
    const run = runOnce(entry, deps, stopping.signal).finally(() => running.delete(entry.name));
    running.set(entry.name, run);
    return run;
  }

  const tasks = entries.map((entry) => toTask(entry, deps.log, () => begin(entry)));
  for (const task of tasks) void task.start();
  return {
    async stop() {
      stopping.abort();
      // node-cron neither waits for what is running nor tells when it ended.
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}

function toTask(entry: ScheduleEntry, log: Log, run: () => Promise<void>): ScheduledTask {
  try {
    return createTask(entry.expression, run, {
      name: entry.name,
      timezone: 'UTC',
      logger: cronLog(entry.name, log),
      // The next run reads from where the last one ended. How far a log is behind is what the SOC needs to know, and is told elsewhere.
      suppressMissedWarning: true,
    });
  } catch (cause) {
    throw new Error(`the schedule of ${entry.name} is no cron expression: ${entry.expression}`, { cause });
  }
}

/** Never rejects: nobody waits for it but `stop`. */
async function runOnce(entry: ScheduleEntry, deps: ScheduleDeps, signal: AbortSignal): Promise<void> {
  try {
    await deps.clock.sleep(Math.floor(deps.random() * deps.jitterMs), signal);
    await entry.run(signal);
  } catch (error) {
    const fields = { schedule: entry.name, error: error instanceof Error ? error.message : String(error) };
    if (signal.aborted) deps.log.debug(fields, 'the run was stopped');
    else deps.log.error(fields, 'the run failed; it is begun again at its next time');
  }
}

/** node-cron writes to the console by itself, which belongs to command output. */
function cronLog(schedule: string, log: Log): Logger {
  const text = (message: string | Error): string => (message instanceof Error ? message.message : message);
  return {
    debug: (message) => log.debug({ schedule }, text(message)),
    info: (message) => log.info({ schedule }, text(message)),
    warn: (message) => log.warn({ schedule }, text(message)),
    error: (message) => log.error({ schedule }, text(message)),
  };
}
