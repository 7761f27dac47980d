import { type Correlation, fieldOf, type Sighting } from './correlation.js';
import { combinationsOf, numbersOf } from './measures/values-of.js';

/**
 * Records by group, each group in order. A record that lacks what it is grouped by or counted by belongs nowhere. Whoever counts, counts a
 * record once, even if it matches several of the rules: the first of them stands for it.
 * Doubles are left out.
 */
export function groupSightings(
  correlation: Correlation,
  sightings: readonly Sighting[],
): ReadonlyMap<string, readonly Sighting[]> {
  const stages = stagesOf(correlation);
  const stageOf = ({ rule }: Sighting): number => stages.get(rule) ?? stages.size;
  const groups = new Map<string, Map<string, Sighting>>();
  for (const sighting of sightings) {
    const { rule, record } = sighting;
    if (!isUsable(correlation, sighting)) continue;
    const name = isTemporal(correlation) ? JSON.stringify([rule, record]) : record;
    const names = correlation.groupBy.map((name) => fieldOf(correlation, rule, name));
    for (const key of combinationsOf(sighting, names)) {
      const group = groups.get(key) ?? new Map<string, Sighting>();
      groups.set(key, group);
      const known = group.get(name);
      if (known === undefined || stageOf(sighting) < stageOf(known)) group.set(name, sighting);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, inOrder(correlation, [...group.values()])]));
}

function isUsable(correlation: Correlation, sighting: Sighting): boolean {
  const { type } = correlation;
  const fields = correlation.fields.map((name) => fieldOf(correlation, sighting.rule, name));
  if (fields.length === 0) return true;
  return type === 'value_count'
    ? combinationsOf(sighting, fields).length > 0
    : numbersOf(sighting, fields).length > 0;
}

/** By time; of one time, by the order of the rules, and then by record. One record under two rules counts for each. */
function inOrder(correlation: Correlation, group: readonly Sighting[]): readonly Sighting[] {
  const stages = stagesOf(correlation);
  const stageOf = ({ rule }: Sighting): number =>
    correlation.type === 'temporal_ordered' ? (stages.get(rule) ?? 0) : 0;
  return [...group].sort(
    (a, b) =>
      a.at - b.at || stageOf(a) - stageOf(b) || compare(a.record, b.record) || compare(a.rule, b.rule),
  );
}

function stagesOf({ rules }: Correlation): ReadonlyMap<string, number> {
  return new Map(rules.map((rule, stage) => [rule, stage]));
}

/** Whether it looks for rules near each other; the other types count or compute. */
export function isTemporal({ type }: Correlation): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
