import { OutsideError, StoreError } from '../model/errors.js';
import type { Job } from '../model/store.js';
import { type Instant, shift, toInstant } from '../model/time.js';
import { randomFraction } from '../runtime/ids.js';
import type { JobContext } from './context.js';
import { jobHandlers } from './handlers.js';

const LEASE_MS = 5 * 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** A job that fails through our own fault is given up after this many tries, loudly. */
const OWN_FAULT_TRIES = 3;
/** What the outside world refuses for good is not tried for ever: about a day with the longest wait. */
const OUTSIDE_TRIES = 150;

/** How a run of jobs ended. */
export interface JobRun {
  readonly done: number;
  readonly failed: number;
}

/**
 * Takes every job that is due and does it, containment first, until none is due or `signal` is aborted. A job
 * that fails is put back with a later due time; one that fails for good is kept as dead and logged as an error.
 */
export async function runDueJobs(context: JobContext, signal: AbortSignal): Promise<JobRun> {
  let done = 0;
  let failed = 0;
  while (!signal.aborted) {
    const now = context.clock.now();
    const jobs = await context.store.leaseJobs(now, shift(now, LEASE_MS), context.concurrency);
    if (jobs.length === 0) break;
    const results = await Promise.all(jobs.map((job) => runOne(context, job, signal)));
    done += results.filter((isDone) => isDone).length;
    failed += results.filter((isDone) => !isDone).length;
  }
  return { done, failed };
}

async function runOne(context: JobContext, job: Job, signal: AbortSignal): Promise<boolean> {
  try {
    await jobHandlers[job.kind](job, context, signal);
    return true;
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    await putBack(context, job, cause);
    return false;
  }
}

async function putBack(context: JobContext, job: Job, cause: unknown): Promise<void> {
  const isOutside = cause instanceof OutsideError;
  const reason = isOutside
    ? cause.message
    : `own fault: ${cause instanceof Error ? cause.message : String(cause)}`;
  const tries = job.attempts + 1;
  const isFinal = isOutside
    ? !cause.isRetryable &&
      cause.kind !== 'aborted' &&
      cause.kind !== 'credential' &&
      cause.kind !== 'permission'
    : tries >= OWN_FAULT_TRIES;
  const fields = { job: job.id, kind: job.kind, subject: job.subject, tries, reason };
  await context.store.write('job-failed', async (tx) => {
    if (isFinal || tries >= OUTSIDE_TRIES) await tx.buryJob(job.id, job.version, reason);
    else await tx.retryJob(job.id, job.version, nextTry(context, tries, cause), reason);
  });
  if (isFinal) context.log.error(fields, 'job given up');
  else context.log.warn(fields, 'job will be tried again');
}

/** Doubling waits with jitter, never earlier than the provider allows. */
function nextTry(context: JobContext, tries: number, cause: unknown): Instant {
  const doubled = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 12));
  const asked = cause instanceof OutsideError ? (cause.retryAfterMs ?? 0) : 0;
  const wait = Math.max(asked, (doubled * (0.5 + randomFraction() / 2)) / context.scale);
  return toInstant(context.clock.nowMs() + wait);
}
