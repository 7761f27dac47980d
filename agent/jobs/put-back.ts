import { OutsideError } from '../model/errors.js';
import type { Job } from '../model/store.js';
import { type Instant, toInstant } from '../model/time.js';
import { randomFraction } from '../runtime/ids.js';
import type { JobContext } from './context.js';
import { tellOfGivingUp } from './give-up.js';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** A job that fails through our own fault is given up after this many tries, loudly. */
const OWN_FAULT_TRIES = 3;
/** What the outside world refuses is not tried for ever: about a day with the longest wait. Deliveries are given up by their age. */
const OUTSIDE_TRIES = 150;

/** Puts a job that failed back with a later due time, or buries it when trying again is of no use. */
export async function putBack(context: JobContext, job: Job, cause: unknown): Promise<void> {
  const isOutside = cause instanceof OutsideError;
  const tries = job.attempts + 1;
  const reason = isOutside
    ? cause.message
    : `own fault: ${cause instanceof Error ? cause.message : String(cause)}`;
  const mostTries = isOutside ? OUTSIDE_TRIES : OWN_FAULT_TRIES;
  const isGivenUp = tries >= mostTries && !(isOutside && job.kind === 'deliver');
  const isFinal = isGivenUp || (isOutside && isHopeless(cause));
  await context.store.write('job-failed', async (tx) => {
    if (isFinal) {
      await tx.buryJob(job.id, job.version, reason);
      await tellOfGivingUp(tx, job, reason, context, context.clock.now());
    } else await tx.retryJob(job.id, job.version, nextTry(context, tries, cause), reason);
  });
  const fields = { job: job.id, kind: job.kind, subject: job.subject, tries, reason };
  if (isFinal) context.log.error(fields, 'job given up');
  else context.log.warn(fields, 'job will be tried again');
}

/** A credential or a permission may be mended by a person; a refusal of the request itself stays one. */
function isHopeless(cause: OutsideError): boolean {
  return !cause.isRetryable && !['aborted', 'credential', 'permission'].includes(cause.kind);
}

/** Doubling waits with jitter, never earlier than the provider allows. */
function nextTry(context: JobContext, tries: number, cause: unknown): Instant {
  const doubled = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 12));
  const asked = cause instanceof OutsideError ? (cause.retryAfterMs ?? 0) : 0;
  const jittered = (doubled * (0.5 + randomFraction() / 2)) / context.timing.scale;
  return toInstant(context.clock.nowMs() + Math.max(asked, jittered));
}
