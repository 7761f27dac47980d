import { sha256 } from '../../model/ids.js';
import type { CorrelationSet } from './correlation-set.js';

/** By correlation, a hash of all on which its sightings rest: they are of no use once it changes. */
export function definitionsOf({
  correlations,
  needed,
  computed,
}: CorrelationSet): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { rule, rules, definition } of correlations) {
    const read = rules.map((id) => [
      id,
      needed.get(id) ?? [],
      [...(computed.get(id) ?? [])].sort(),
      // An inner one comes first: what changes it changes all that read it.
      found.get(id) ?? '',
    ]);
    found.set(rule.id, sha256(JSON.stringify([definition, read])));
  }
  return found;
}
