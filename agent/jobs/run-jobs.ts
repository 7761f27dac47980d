import { StoreError } from '../model/errors.js';
import type { Job } from '../model/store.js';
import { shift } from '../model/time.js';
import type { JobContext } from './context.js';
import { jobHandlers } from './handlers.js';
import { putBack } from './put-back.js';

const LEASE_MS = 5 * 60_000;
/** A job that is queued or comes due while others of its lane take long is seen within this time. */
const LOOK_AGAIN_MS = 250;

/** A number of places for jobs of some urgency. */
export interface JobLane {
  readonly maxPriority: number;
  readonly places: number;
}

/**
 * Lanes: an examination that takes minutes must not keep a revoke or an alert waiting for a free place, nor the freezing of evidence, nor a
 * look through whole mailboxes, which takes hours, an examination.
 */
export const JOB_LANES: readonly JobLane[] = [
  { maxPriority: 1, places: 4 },
  { maxPriority: 2, places: 8 },
  { maxPriority: 3, places: 2 },
  { maxPriority: 6, places: 3 },
  { maxPriority: Number.MAX_SAFE_INTEGER, places: 2 },
];

/** How a run of jobs ended. */
export interface JobRun {
  readonly done: number;
  readonly failed: number;
}

/**
 * Does every job that is due, containment in a lane of its own, until none is due or `stop` is aborted; `abort` breaks
 * off what is under way. A job that fails is put back with a later due time; one that fails for good is kept as dead
 * and logged as an error. Raises `StoreError`.
 */
export async function runDueJobs(
  context: JobContext,
  stop: AbortSignal,
  abort: AbortSignal = stop,
): Promise<JobRun> {
  let [done, failed] = [0, 0];
  // Jobs queue jobs, also for the other lane: both are idle only when neither found anything in the same round.
  for (let found = true; found && !stop.aborted; ) {
    const runs = await Promise.all(JOB_LANES.map((lane) => runLane(lane, context, stop, abort)));
    found = runs.some((run) => run.done + run.failed > 0);
    done += runs.reduce((sum, run) => sum + run.done, 0);
    failed += runs.reduce((sum, run) => sum + run.failed, 0);
  }
  return { done, failed };
}

/** Does what is due in one lane until nothing is. Raises `StoreError`. */
export async function runLane(
  lane: JobLane,
  context: JobContext,
  stop: AbortSignal,
  abort: AbortSignal,
): Promise<JobRun> {
  let [done, failed] = [0, 0];
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  while (!stop.aborted && errors.length === 0) {
    const now = context.clock.now();
    const free = lane.places - running.size;
    const jobs = await context.store.leaseJobs(now, shift(now, LEASE_MS), free, lane.maxPriority);
    for (const job of jobs) {
      const run = runJob(context, job, abort)
        .then((isDone) => {
          if (isDone) done += 1;
          else failed += 1;
        })
        .catch((error: unknown) => void errors.push(error))
        .finally(() => running.delete(run));
      running.add(run);
    }
    if (running.size === 0) break;
    if (running.size >= lane.places) await Promise.race(running);
    else if (jobs.length === 0) await oneEndsOrTimePasses(running, context);
  }
  await Promise.all(running);
  if (errors.length > 0) throw errors[0];
  return { done, failed };
}

/** A receiver that hangs must not keep the lane from what was put off for a second. */
async function oneEndsOrTimePasses(
  running: ReadonlySet<Promise<void>>,
  { clock }: JobContext,
): Promise<void> {
  const rest = new AbortController();
  await Promise.race([...running, clock.sleep(LOOK_AGAIN_MS, rest.signal).catch(() => {})]);
  rest.abort();
}

/** Does one job, or puts it back when it fails. Whether it was done. Raises `StoreError`. */
export async function runJob(context: JobContext, job: Job, signal: AbortSignal): Promise<boolean> {
  try {
    await jobHandlers[job.kind](job, context, signal);
    return true;
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    await putBack(context, job, cause);
    return false;
  }
}
