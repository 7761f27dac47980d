import { renderAlert } from '../alert/render-alert.js';
import type { Milestone } from '../model/alert.js';
import type { Incident } from '../model/incident.js';
import { deliverJobs, reportJob } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { JobContext } from './context.js';

/** Puts a milestone of an incident on its way to every sink, and its report anew. Told once, however often it is called. */
export async function tell(
  tx: StoreTx,
  incident: Incident,
  milestone: Milestone | null,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const ids = [incident.id, ...incident.aliases];
  const actions = [...(await tx.actionsOf(ids)).values()].flat();
  const exposure = await tx.exposure(incident.id);
  await tx.enqueue(reportJob(incident, actions, exposure, now));
  if (milestone === null) return;
  const { productVersion } = context;
  const alert = renderAlert({ incident, actions, exposure, milestone, now, productVersion });
  if (!(await tx.putAlert(alert))) return;
  const sinks = context.sinks.map((sink) => sink.name);
  for (const job of deliverJobs(alert, sinks, now)) await tx.enqueue(job);
}
