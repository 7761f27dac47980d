import type { Action } from '../model/action.js';
import type { Milestone } from '../model/alert.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { Job, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { closeSurvey } from './close-survey.js';
import type { JobContext } from './context.js';
import { noteUnfrozen } from './freeze.js';
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
  if (job.kind === 'survey') await closeSurvey(tx, job.subject, `it was given up: ${reason}`, context, now);
  if (job.kind === 'freeze') await noteUnfrozen(tx, job.subject, `it was given up: ${reason}`);
  const terms = { context, now };
  if (job.kind === 'undo') {
    const words = `could not be taken back: ${reason}`;
    await noteAction(tx, job, null, (action) => ({ ...action, reason: words }), terms);
  }
  if (job.kind === 'act' || job.kind === 'verify')
    await noteAction(tx, job, 'containment-failed', (action) => undone(action, reason), terms);
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

/** Writes down what became of the job's action, and tells of it where people have to act. */
async function noteAction(
  tx: StoreTx,
  job: Job,
  milestone: Milestone | null,
  change: (action: Action) => Action,
  { context, now }: { readonly context: JobContext; readonly now: Instant },
): Promise<void> {
  const action = await tx.action(job.subject);
  if (action === null) return;
  await tx.putAction(change(action));
  const incident = await tx.incident(action.incident);
  if (incident !== null) await tell(tx, incident, milestone, context, now);
}

function undone(action: Action, reason: string): Action {
  if (action.status === 'done') return { ...action, verified: 'unknown', reason };
  return { ...action, status: 'failed', verified: 'no', reason };
}
