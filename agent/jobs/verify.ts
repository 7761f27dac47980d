import type { Action } from '../model/action.js';
import type { Job } from '../model/store.js';
import { type Instant, shift } from '../model/time.js';
import { verifyRevoke } from '../respond/verify.js';
import type { JobContext } from './context.js';
import { tell } from './tell.js';

/** Asks whether an act took, again and again until it did or too long has passed; either is told to people. */
export async function verifyAction(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const action = await context.store.read((reads) => reads.action(job.subject));
  if (action === null || action.doneAt === null || action.target.id === null || action.verified === 'yes') {
    await context.store.write('verify-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const answer = await verifyRevoke(action, action.target.id, context.containment, signal);
  const now = context.clock.now();
  if (answer !== 'yes' && now < lastLookAt(action.doneAt, context)) {
    await context.store.write('verify-wait', (tx) =>
      tx.retryJob(
        job.id,
        job.version,
        shift(now, context.timing.verifyRetryMs),
        'the provider does not show it yet',
      ),
    );
    return;
  }
  await settle(job, { ...action, verified: answer === 'not-yet' ? 'no' : answer }, context, now);
}

function lastLookAt(doneAt: Instant, context: JobContext): Instant {
  const { verifyAfterMs, verifyRetryMs, verifyAttempts } = context.timing;
  return shift(doneAt, verifyAfterMs + verifyRetryMs * (verifyAttempts - 1));
}

async function settle(job: Job, action: Action, context: JobContext, now: Instant): Promise<void> {
  await context.store.write('verify-end', async (tx) => {
    await tx.putAction(action);
    await tx.finishJob(job.id, job.version);
    const incident = await tx.incident(action.incident);
    if (incident === null) return;
    const isContained = action.verified === 'yes';
    const stated =
      isContained && incident.status === 'open' ? { ...incident, status: 'contained' as const } : incident;
    await tx.putIncident(stated);
    await tell(tx, stated, isContained ? 'contained' : 'containment-failed', context, now);
  });
  const fields = { action: action.id, incident: action.incident, verified: action.verified };
  if (action.verified === 'yes') context.log.info(fields, 'the revocation is verified');
  else context.log.error(fields, 'the revocation could not be shown to have taken; a person must act');
}
