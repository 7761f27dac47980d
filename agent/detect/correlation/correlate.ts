import { type Correlation, type CorrelationHit, fieldOf, type Sighting } from './correlation.js';
import type { CorrelationSet } from './correlation-set.js';
import { groupSightings } from './group-sightings.js';
import { type JudgedSighting, judgeGroup } from './judge-group.js';
import { isTemporal } from './place-sightings.js';

/** One group of one correlation, judged. */
export interface JudgedGroup {
  readonly correlation: Correlation;
  /** The values of the group, in lower case, in the order of `groupBy`, as JSON. */
  readonly key: string;
  readonly sightings: readonly JudgedSighting[];
}

/**
 * The hits of every correlation that reports for itself, by time. A function of the set of sightings: neither their order
 * nor doubles matter.
 */
export function correlate(set: CorrelationSet, sightings: readonly Sighting[]): readonly CorrelationHit[] {
  return judgeAll(set, sightings)
    .filter(({ correlation }) => !set.silent.has(correlation.rule.id))
    .flatMap(hitsOf)
    .sort(byTime);
}

/** Every group of every correlation, the silent ones too: inner correlations first, since others read them. */
export function judgeAll(set: CorrelationSet, sightings: readonly Sighting[]): readonly JudgedGroup[] {
  const byRule = new Map<string, Sighting[]>();
  for (const one of sightings) {
    const some = byRule.get(one.rule);
    if (some === undefined) byRule.set(one.rule, [one]);
    else some.push(one);
  }
  const judged = new Map<string, readonly JudgedGroup[]>();
  for (const correlation of set.correlations) {
    const input = correlation.rules.flatMap((rule) => {
      const inner = judged.get(rule);
      return inner === undefined ? (byRule.get(rule) ?? []) : momentsFor(correlation, inner, set);
    });
    const groups = [...groupSightings(correlation, input)].map(([key, group]) => ({
      correlation,
      key,
      sightings: judgeGroup(correlation, group),
    }));
    judged.set(correlation.rule.id, groups);
  }
  return [...judged.values()].flat();
}

function momentsFor(
  reader: Correlation,
  inner: readonly JudgedGroup[],
  set: CorrelationSet,
): readonly Sighting[] {
  const moments = inner.flatMap(({ correlation, sightings }) =>
    sightings.filter(({ mark }) => isMomentFor(reader, mark)).map((one) => toMoment(correlation, set, one)),
  );
  return bestProven(moments);
}

/** One moment for each record of a correlation, though it may hold in several groups at once: the best proven speaks. */
export function bestProven(moments: readonly Sighting[]): readonly Sighting[] {
  const best = new Map<string, Sighting>();
  for (const moment of moments) {
    const known = best.get(moment.record);
    if (known === undefined || (known.needsCredential === false && moment.needsCredential !== false))
      best.set(moment.record, moment);
  }
  return [...best.values()];
}

/** What a correlation reads of another: whoever counts, counts hits; whoever looks for nearness, every moment. */
export function isMomentFor(
  reader: Correlation,
  { isHeld, anchor }: Pick<JudgedSighting['mark'], 'isHeld' | 'anchor'>,
): boolean {
  return isTemporal(reader) ? isHeld : anchor !== null;
}

/** A moment at which a correlation held, for others to read: it has the time and the fields of the record that made it. */
export function toMoment(
  correlation: Correlation,
  { needed }: CorrelationSet,
  { sighting, mark }: JudgedSighting,
): Sighting {
  const { record, act = record, rule, at, values } = sighting;
  const own = (needed.get(correlation.rule.id) ?? []).flatMap((field) => {
    const found = values.get(fieldOf(correlation, rule, field).toLowerCase());
    return found === undefined ? [] : [[field, found] as const];
  });
  const needsCredential = mark.part === 'proven';
  return { rule: correlation.rule.id, record, act, at, values: new Map(own), needsCredential };
}

function hitsOf({ correlation, key, sightings }: JudgedGroup): readonly CorrelationHit[] {
  return sightings.flatMap(({ sighting, mark }) =>
    mark.anchor === null
      ? []
      : [
          {
            correlation: correlation.rule.id,
            group: JSON.parse(key) as readonly string[],
            anchor: mark.anchor,
            record: sighting.record,
            at: sighting.at,
          },
        ],
  );
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
