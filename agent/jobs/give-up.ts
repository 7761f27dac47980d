import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { Job, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { JobContext } from './context.js';
import { tell } from './tell.js';

/** What people must hear when a job is given up: an act that was not done, a mailbox that could not be examined. */
export async function tellOfGivingUp(
  tx: StoreTx,
  job: Job,
  reason: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  if (job.kind === 'assess') await tellUnknownExposure(tx, job, reason, context, now);
  if (job.kind === 'undo') await noteNotTakenBack(tx, job, reason, context, now);
  if (job.kind === 'act' || job.kind === 'verify') await tellUndone(tx, job, reason, context, now);
}

/** Could not look is never nothing found. */
async function tellUnknownExposure(
  tx: StoreTx,
  job: Job,
  reason: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const incident = await tx.incident(job.subject);
  if (incident === null) return;
  await tx.putExposure(unknownExposure(incident, reason, now));
  await tell(tx, incident, 'exposure', context, now);
}

function unknownExposure(incident: Incident, reason: string, now: Instant): Exposure {
  return {
    incident: incident.id,
    mailbox: incident.mailbox,
    verdict: 'unknown',
    reached: [],
    customers: [],
    groups: { account: 0, sensitive: 0 },
    unread: [{ part: 'mailbox', reason: `the examination was given up: ${reason}` }],
    coverage: incident.coverage,
    assessedAt: now,
  };
}

async function tellUndone(
  tx: StoreTx,
  job: Job,
  reason: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const action = await tx.action(job.subject);
  if (action === null) return;
  const status = action.status === 'done' ? 'done' : 'failed';
  await tx.putAction({ ...action, status, verified: status === 'done' ? 'unknown' : 'no', reason });
  const incident = await tx.incident(action.incident);
  if (incident !== null) await tell(tx, incident, 'containment-failed', context, now);
}

async function noteNotTakenBack(
  tx: StoreTx,
  job: Job,
  reason: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const action = await tx.action(job.subject);
  if (action === null) return;
  await tx.putAction({ ...action, reason: `could not be taken back: ${reason}` });
  const incident = await tx.incident(action.incident);
  if (incident !== null) await tell(tx, incident, null, context, now);
}
