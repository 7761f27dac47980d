import type { Action } from '../model/action.js';
import { verifyJob } from '../model/job-specs.js';
import type { Job, StoreTx } from '../model/store.js';
import { type Instant, MINUTE_MS, shift } from '../model/time.js';
import { act } from '../respond/act.js';
import type { JobContext } from './context.js';
import { tell } from './tell.js';

/** How long a provider may take to show a revoke before it is asked for again. */
const SETTLE_MS = 2 * MINUTE_MS;

/** Does an approved action: the attempt is written down first, so that a crash is never mistaken for "not done". */
export async function actOnIncident(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const action = await context.store.read((reads) => reads.action(job.subject));
  if (action === null || action.status !== 'approved') return finish(job, context);
  const stop = reasonToHold(action, context);
  if (stop !== null) return settle(job, { ...action, status: 'held', reason: stop }, context);
  const attempted = await writeAttempt(action, context);
  const settleMs = SETTLE_MS / context.timing.scale;
  const outcome = await act(attempted, action.attemptedAt, { ...context, settleMs }, signal);
  switch (outcome.status) {
    case 'waiting':
      await context.store.write('act-wait', (tx) =>
        tx.retryJob(job.id, job.version, outcome.askAgainAt, 'an earlier call may have taken'),
      );
      return;
    case 'failed':
      return settle(job, { ...attempted, status: 'failed', verified: 'no', reason: outcome.detail }, context);
    case 'done':
      return settle(
        job,
        {
          ...attempted,
          status: 'done',
          doneAt: outcome.at,
          target: { ...attempted.target, id: outcome.targetId },
        },
        context,
      );
  }
}

/** The last look before each act: the operator's kill file, and the protected list as it is now. */
function reasonToHold(action: Action, context: JobContext): string | null {
  if (context.isKilled()) return 'the kill file exists: nothing is done';
  return action.isApproved ? null : context.protection.reasonFor(action.target);
}

async function writeAttempt(action: Action, context: JobContext): Promise<Action> {
  if (action.attemptedAt !== null) return action;
  const attempted: Action = { ...action, attemptedAt: context.clock.now() };
  await context.store.write('act-begin', (tx) => tx.putAction(attempted));
  return attempted;
}

/** Writes what came of it and what follows, in one transaction. */
async function settle(job: Job, action: Action, context: JobContext): Promise<void> {
  const now = context.clock.now();
  await context.store.write('act-end', async (tx) => {
    await tx.putAction(action);
    await tx.finishJob(job.id, job.version);
    if (action.doneAt !== null)
      await tx.enqueue(verifyJob(action, shift(action.doneAt, context.timing.verifyAfterMs)));
    await tellOfAction(tx, action, context, now);
  });
  const fields = { action: action.id, incident: action.incident, status: action.status };
  if (action.status === 'done') context.log.info(fields, 'sessions revoked; the check follows');
  else context.log.error({ ...fields, reason: action.reason }, 'sessions were not revoked');
}

async function tellOfAction(tx: StoreTx, action: Action, context: JobContext, now: Instant): Promise<void> {
  const incident = await tx.incident(action.incident);
  if (incident === null) return;
  const milestone =
    action.status === 'failed' ? 'containment-failed' : action.status === 'held' ? 'held' : null;
  await tell(tx, incident, milestone, context, now);
}

async function finish(job: Job, context: JobContext): Promise<void> {
  await context.store.write('act-skip', (tx) => tx.finishJob(job.id, job.version));
}
