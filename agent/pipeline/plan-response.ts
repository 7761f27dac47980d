import { NOT_BEGUN } from '../model/containment.js';
import type { Incident } from '../model/incident.js';
import { freezeJob, watchJob } from '../model/job-specs.js';
import type { StoreTx, Timeline } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { DecidedStep } from '../respond/decide-actions.js';
import { planIncident } from '../respond/plan/incident-plan.js';
import { storedUser } from '../respond/plan/stored-user.js';
import type { DecideSettings } from './settings.js';

/**
 * Plans the response to an incident, writes the plan down so that it is shown before anything of it is done, has the evidence frozen
 * beside it, and gives its steps.
 * While the account is watched, what is new of it is looked at at once.
 */
export async function planResponse(
  incident: Incident,
  timeline: Timeline,
  tx: StoreTx,
  { policy }: DecideSettings,
  now: Instant,
): Promise<readonly DecidedStep[]> {
  const before = await tx.containmentState(incident.id);
  if (!incident.justifiesContainment && before === null) return [];
  const standing = before?.standing ?? NOT_BEGUN;
  const user = await storedUser(tx, incident.mailbox);
  const isStillIn = standing.verdict === 'still-in';
  const { plan, steps } = planIncident(incident, timeline.events, user, policy, isStillIn);
  const watchUntil = before?.watchUntil ?? null;
  await tx.putContainmentState({
    incident: incident.id,
    plan,
    standing,
    watchUntil,
    watchStatement: before?.watchStatement ?? null,
  });
  if (incident.justifiesContainment) await tx.enqueue(freezeJob(incident.id, now));
  const latest = timeline.events.at(-1)?.id;
  if (latest !== undefined && watchUntil !== null && now < watchUntil)
    await tx.enqueue(watchJob(incident.id, latest, now));
  return steps;
}
