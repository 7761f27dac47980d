import { toJobSpec } from '../../model/job-specs.js';
import { type CarryOut, refused, textOf } from './terms.js';

/** Sends alerts again that were given up: all, or those of one sink. A repeat that the receiver may have is marked as such. */
export const retryAlerts: CarryOut = async (payload, tx, _terms, now) => {
  const sink = textOf(payload.sink);
  const dead = (await tx.jobs('dead')).filter(
    (job) => job.kind === 'deliver' && (sink === null || job.payload.sink === sink),
  );
  if (dead.length === 0) return refused('no alert was given up');
  for (const job of dead)
    await tx.enqueue({ ...toJobSpec(job), version: `${job.subject}@${now}`, dueAt: now });
  return {
    status: 'done',
    result: `${dead.length} ${dead.length === 1 ? 'delivery' : 'deliveries'} queued again`,
  };
};
