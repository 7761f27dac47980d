import type { Correlation, Sighting } from './correlation.js';
import { groupsOf, orderSightings } from './place-sightings.js';

/** Records by group, each group in order and without doubles. */
export function groupSightings(
  correlation: Correlation,
  sightings: readonly Sighting[],
): ReadonlyMap<string, readonly Sighting[]> {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    for (const key of groupsOf(correlation, sighting)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [sighting]);
      else group.push(sighting);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, orderSightings(correlation, group)]));
}
