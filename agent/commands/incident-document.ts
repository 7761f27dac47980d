import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { ContainmentState } from '../model/containment.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import { memberIds } from '../model/incident-actor.js';
import type { StoreReads } from '../model/store.js';

/** An incident as programs read it (schemas/incident.schema.json). */
export interface IncidentDocument extends Incident {
  /** Ids; of an actor those of all its mailboxes. */
  readonly actions: readonly string[];
  readonly exposure: Exposure | null;
  /** The plan, and whether the intruder is out; null before a plan was made. */
  readonly containment: ContainmentState | null;
}

/** Reads what an incident's document names beside the incident itself. */
export async function incidentDocument(incident: Incident, reads: StoreReads): Promise<IncidentDocument> {
  const actions = await actionsOfIncident(incident, reads, memberIds(incident));
  return {
    ...incident,
    actions: actions.map((action) => action.id),
    exposure: await reads.exposure(incident.id),
    containment: await reads.containmentState(incident.id),
  };
}
