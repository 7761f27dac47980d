import { type Correlation, fieldOf, type Sighting } from './correlation.js';
import { combinationsOf, numbersOf } from './measures/values-of.js';

/** The groups that a record belongs to. None when it lacks what it is grouped by, counted by or computed with. */
export function groupsOf(correlation: Correlation, sighting: Sighting): readonly string[] {
  if (!isUsable(correlation, sighting)) return [];
  return combinationsOf(
    sighting,
    correlation.groupBy.map((name) => fieldOf(correlation, sighting.rule, name)),
  );
}

/**
 * One group in order: by time; of one time, by the order of the rules, and then by record. Doubles are left out, and what
 * tells of an act that another record tells of better. Whoever counts, counts an act once, even if it matches several of the
 * rules: the first of them stands for it. For the temporal types one act under two rules counts for each.
 */
export function orderSightings(correlation: Correlation, sightings: Iterable<Sighting>): readonly Sighting[] {
  const stages = new Map(correlation.rules.map((rule, stage) => [rule, stage]));
  const stageOf = ({ rule }: Sighting): number => stages.get(rule) ?? stages.size;
  const group = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { rule, record, act = record } = sighting;
    const name = isTemporal(correlation) ? JSON.stringify([rule, act]) : act;
    const known = group.get(name);
    const order = known === undefined ? -1 : stageOf(sighting) - stageOf(known) || byWorth(sighting, known);
    if (order < 0) group.set(name, sighting);
  }
  const isOrdered = correlation.type === 'temporal_ordered';
  return [...group.values()].sort(
    (a, b) =>
      a.at - b.at ||
      (isOrdered ? stageOf(a) - stageOf(b) : 0) ||
      compare(a.record, b.record) ||
      compare(a.rule, b.rule),
  );
}

/** Whether it looks for rules near each other; the other types count or compute. */
export function isTemporal({ type }: Correlation): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

function isUsable(correlation: Correlation, sighting: Sighting): boolean {
  const fields = correlation.fields.map((name) => fieldOf(correlation, sighting.rule, name));
  if (fields.length === 0) return true;
  return isComputing(correlation)
    ? numbersOf(sighting, fields).length > 0
    : combinationsOf(sighting, fields).length > 0;
}

/** Whether the values of its fields are read as numbers; the others only tell them apart. */
export function isComputing({ type, percentile }: Correlation): boolean {
  switch (type) {
    case 'value_sum':
    case 'value_avg':
    case 'value_median':
      return true;
    case 'value_percentile':
      return percentile !== null;
    default:
      return false;
  }
}

/** The record that tells best of an act goes first. */
function byWorth(left: Sighting, right: Sighting): number {
  const isBest = ({ record, act = record }: Sighting): boolean => record === act;
  return (
    Number(isBest(right)) - Number(isBest(left)) || left.at - right.at || compare(left.record, right.record)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
