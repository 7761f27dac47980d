import type { Action } from './action.js';
import type { Incident } from './incident.js';
import type { StoreReads } from './store.js';

/** The actions of an incident, under whatever name of it, and those of `others` (incident ids); each action once. */
export async function actionsOfIncident(
  incident: Pick<Incident, 'id' | 'aliases'>,
  reads: Pick<StoreReads, 'actionsOf'>,
  others: readonly string[] = [],
): Promise<readonly Action[]> {
  const found = await reads.actionsOf([incident.id, ...incident.aliases, ...others]);
  return [...found.values()].flat();
}
