import type { Action } from '../model/action.js';
import type { Job } from '../model/store.js';
import { type Instant, shift } from '../model/time.js';
import { isLastingRefusal } from '../respond/act.js';
import { verifyRevoke } from '../respond/verify.js';
import { verifyObjects } from '../respond/verify-objects.js';
import type { JobContext } from './context.js';
import { stateIncident } from './state-incident.js';
import { stepContextOf } from './step-context.js';
import { tell } from './tell.js';

/** Asks whether an act took, again and again until it did or too long has passed; either is told to people. */
export async function verifyAction(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const action = await context.store.read((reads) => reads.action(job.subject));
  const targetId = action?.target.id ?? null;
  const isOpen = action?.status === 'done' && action.doneAt !== null && action.verified !== 'yes';
  if (action === null || action.doneAt === null || targetId === null || !isOpen) {
    await context.store.write('verify-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const answer = await lookAt(action, targetId, context, signal);
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
  await settle(job, action, answer === 'not-yet' ? 'no' : answer, context, now);
}

/** A look that is refused for good is no look: a person must know in minutes, not when the job is given up. */
async function lookAt(
  action: Action,
  targetId: string,
  context: JobContext,
  signal: AbortSignal,
): Promise<'yes' | 'not-yet' | 'unknown'> {
  try {
    return action.kind === 'revoke-sessions'
      ? await verifyRevoke(action, targetId, context, signal)
      : await verifyObjects(action.kind, await stepContextOf(action, targetId, context, signal));
  } catch (cause) {
    if (!isLastingRefusal(cause)) throw cause;
    const { id, kind, incident } = action;
    context.log.warn({ action: id, kind, incident, reason: cause.message }, 'it may not be looked at');
    return 'unknown';
  }
}

function lastLookAt(doneAt: Instant, context: JobContext): Instant {
  const { verifyAfterMs, verifyRetryMs, verifyAttempts } = context.timing;
  return shift(doneAt, verifyAfterMs + verifyRetryMs * (verifyAttempts - 1));
}

async function settle(
  job: Job,
  { id, kind, incident: incidentId }: Action,
  verified: Action['verified'],
  context: JobContext,
  now: Instant,
): Promise<void> {
  const isVerified = verified === 'yes';
  const isRevoke = kind === 'revoke-sessions';
  await context.store.write('verify-end', async (tx) => {
    await tx.finishJob(job.id, job.version);
    const action = await tx.action(id);
    // Taken back meanwhile: what is there now proves nothing of the act.
    if (action?.status !== 'done') return;
    await tx.putAction({ ...action, verified });
    const incident = await tx.incident(incidentId);
    if (incident === null) return;
    // Only the end of all sessions contains an account; the other steps keep what was ended from beginning anew.
    const isContained = isVerified && isRevoke && incident.status === 'open';
    const stated = isContained ? { ...incident, status: 'contained' as const } : incident;
    await stateIncident(tx, stated, now);
    const told = isVerified ? (isRevoke ? 'contained' : null) : 'containment-failed';
    await tell(tx, stated, told, context, now);
  });
  const fields = { action: id, kind, incident: incidentId, verified };
  if (isVerified)
    context.log.info(fields, isRevoke ? 'the revocation is verified' : 'the change is verified');
  else context.log.error(fields, 'the act could not be shown to have taken; a person must act');
}
