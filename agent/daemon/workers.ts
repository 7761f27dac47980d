import type { JobContext } from '../jobs/context.js';
import { JOB_LANES, type JobLane, runLane } from '../jobs/run-jobs.js';

/** The workers: run until they are stopped. */
export interface Workers {
  /** Settles when the jobs that are under way have ended; rejects with what made the workers fail. */
  readonly ended: Promise<void>;
}

const IDLE_MS = 200;

/**
 * Looks for due jobs again and again. `context` is asked each time, so that a reload takes effect. `stop` begins no
 * more jobs; `abort` breaks off those under way.
 */
export function startWorkers(context: () => JobContext, stop: AbortSignal, abort: AbortSignal): Workers {
  const lanes = JOB_LANES.map((lane) => run(lane, context, stop, abort));
  return { ended: Promise.all(lanes).then(() => {}) };
}

async function run(
  lane: JobLane,
  context: () => JobContext,
  stop: AbortSignal,
  abort: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const current = context();
    await runLane(lane, current, stop, abort);
    await current.clock.sleep(IDLE_MS, stop).catch(() => {});
  }
}
