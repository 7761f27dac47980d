import type { Incident } from '../model/incident.js';
import { campaignKeys, withMemberStatus } from '../model/incident-actor.js';
import { reportJob } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';

/** Writes down how an incident stands now, and what that makes of the campaign that it is part of. */
export async function stateIncident(tx: StoreTx, incident: Incident, now: Instant): Promise<void> {
  await tx.putIncident(incident);
  if (incident.kind === 'actor') return;
  for (const actor of await tx.incidentsTraced(campaignKeys(incident))) {
    const stated = withMemberStatus(actor, incident);
    await tx.putIncident(stated);
    await tx.enqueue(reportJob(stated, [], null, now));
  }
}
