import { toJobSpec } from '../model/job-specs.js';
import type { Job } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { JobContext } from './context.js';

/** Puts a delivery off. Not a failure: no try is counted. */
export async function postponeDelivery(
  job: Job,
  dueAt: Instant,
  { store, clock }: JobContext,
): Promise<void> {
  const version = `${job.subject}@${clock.now()}`;
  await store.write('deliver-wait', (tx) => tx.enqueue({ ...toJobSpec(job), version, dueAt }));
}

/** Takes a delivery off the queue that has nothing left to do. */
export async function finishDelivery(job: Job, { store }: JobContext): Promise<void> {
  await store.write('deliver-skip', (tx) => tx.finishJob(job.id, job.version));
}
