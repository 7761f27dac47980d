import { queueAlert, type Receivers } from '../alert/queue-alert.js';
import { renderAlert } from '../alert/render-alert.js';
import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { Milestone } from '../model/alert.js';
import type { Incident } from '../model/incident.js';
import { reportJob } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { JobContext } from './context.js';

/** What it takes to tell people something. */
export type TellingContext = Pick<JobContext, 'productVersion' | 'links' | 'routing'> & {
  readonly sinks: readonly { readonly name: string }[];
};

/**
 * Puts a milestone of an incident on its way to whom the routes say, and its report anew. Told once, however often it is called.
 * `by`: who acknowledged or closed it.
 */
export async function tell(
  tx: StoreTx,
  incident: Incident,
  milestone: Milestone | null,
  context: TellingContext,
  now: Instant,
  by?: string,
): Promise<void> {
  const actions = await actionsOfIncident(incident, tx);
  const exposure = await tx.exposure(incident.id);
  const containment = await tx.containmentState(incident.id);
  await tx.enqueue(reportJob(incident, actions, exposure, now, containment));
  if (milestone === null) return;
  const { productVersion, links } = context;
  const alert = renderAlert({
    incident,
    actions,
    exposure,
    containment,
    milestone,
    now,
    productVersion,
    ...(links === undefined ? {} : { links }),
    ...(by === undefined ? {} : { by }),
  });
  await queueAlert(tx, alert, receiversOf(context), now);
}

/** Whom a context can tell. */
export function receiversOf({ sinks, routing }: TellingContext): Receivers {
  const names = sinks.map((sink) => sink.name);
  return routing === undefined ? { sinks: names } : { sinks: names, routing };
}
