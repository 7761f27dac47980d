import { type Correlation, type CorrelationHit, fieldOf, type Sighting } from './correlation.js';
import type { CorrelationSet } from './correlation-set.js';
import { type Episode, findEpisodes } from './find-episodes.js';
import { groupSightings, isTemporal } from './group-sightings.js';
import { createMeasure } from './measures/create-measure.js';

/** What one correlation made of sightings. */
interface Correlated {
  readonly hits: readonly CorrelationHit[];
  /** The moments at which it held, as other correlations see it. */
  readonly moments: readonly Sighting[];
  /** Those of them at which it began to. */
  readonly beginnings: readonly Sighting[];
}

/**
 * The hits of every correlation that reports for itself, by time. A function of the set of sightings: neither their order
 * nor doubles matter.
 */
export function correlate(set: CorrelationSet, sightings: readonly Sighting[]): readonly CorrelationHit[] {
  const byRule = new Map<string, Sighting[]>();
  for (const one of sightings) {
    const some = byRule.get(one.rule);
    if (some === undefined) byRule.set(one.rule, [one]);
    else some.push(one);
  }
  const results = new Map<string, Correlated>();
  for (const correlation of set.correlations) {
    const input = correlation.rules.flatMap(
      (rule) => inputOf(correlation, results.get(rule)) ?? byRule.get(rule) ?? [],
    );
    results.set(correlation.rule.id, correlateOne(correlation, set, input));
  }
  return [...results]
    .filter(([id]) => !set.silent.has(id))
    .flatMap(([, { hits }]) => hits)
    .sort(byTime);
}

/** What a correlation reads of another: whoever counts, counts hits; whoever looks for nearness, every moment. */
function inputOf(correlation: Correlation, inner: Correlated | undefined): readonly Sighting[] | undefined {
  return isTemporal(correlation) ? inner?.moments : inner?.beginnings;
}

/** What one correlation makes of the sightings of its rules. */
function correlateOne(
  correlation: Correlation,
  { needed }: CorrelationSet,
  sightings: readonly Sighting[],
): Correlated {
  const fields = needed.get(correlation.rule.id) ?? [];
  const found = [...groupSightings(correlation, sightings)].flatMap(([key, sorted]) => {
    const times = sorted.map(({ at }) => at);
    const episodes = findEpisodes(times, correlation.spanMs, createMeasure(correlation, sorted));
    return episodes.map((episode) => ({ key, sorted, episode }));
  });
  const moment = (sorted: readonly Sighting[], place: number): readonly Sighting[] => {
    const sighting = sorted[place];
    return sighting === undefined ? [] : [toMoment(correlation, fields, sighting)];
  };
  return {
    hits: found.map(({ key, sorted, episode }) => toHit(correlation, key, sorted, episode)),
    moments: found.flatMap(({ sorted, episode }) => episode.held.flatMap((place) => moment(sorted, place))),
    beginnings: found.flatMap(({ sorted, episode }) => moment(sorted, episode.completedBy)),
  };
}

function toHit(
  correlation: Correlation,
  key: string,
  sorted: readonly Sighting[],
  { anchor, completedBy }: Episode,
): CorrelationHit {
  return {
    correlation: correlation.rule.id,
    group: JSON.parse(key) as readonly string[],
    anchor: sorted[anchor]?.record ?? '',
    record: sorted[completedBy]?.record ?? '',
    at: sorted[completedBy]?.at ?? 0,
  };
}

/** A moment has the time and the fields of the record that made it. */
function toMoment(correlation: Correlation, fields: readonly string[], sighting: Sighting): Sighting {
  const { record, rule, at, values } = sighting;
  const own = fields.flatMap((field) => {
    const found = values.get(fieldOf(correlation, rule, field).toLowerCase());
    return found === undefined ? [] : [[field, found] as const];
  });
  return { rule: correlation.rule.id, record, at, values: new Map(own) };
}

function byTime(left: CorrelationHit, right: CorrelationHit): number {
  return (
    left.at - right.at ||
    compare(left.record, right.record) ||
    compare(left.correlation, right.correlation) ||
    compare(left.group.join('\n'), right.group.join('\n'))
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
