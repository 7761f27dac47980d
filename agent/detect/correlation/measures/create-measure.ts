import { type Correlation, fieldOf, type Sighting } from '../correlation.js';
import { isComputing } from '../place-sightings.js';
import { distinctMeasure } from './distinct.js';
import { holdsFor } from './holds-for.js';
import type { Measure } from './measure.js';
import { type Chain, orderedMeasure } from './ordered.js';
import { orderedBooleanMeasure } from './ordered-boolean.js';
import { percentileMeasure } from './percentile.js';
import { shareMeasure } from './share.js';
import { totalMeasure } from './total.js';
import { combinationsOf, numbersOf } from './values-of.js';

/** The measure of a correlation over the sightings of one group, which are named by their places. */
export function createMeasure(correlation: Correlation, sightings: readonly Sighting[]): Measure {
  const { type, condition } = correlation;
  const holds = condition.type === 'compare' ? condition.holds : (): boolean => false;
  switch (type) {
    case 'event_count':
      return totalMeasure(
        () => [1],
        (_, count) => holds(count),
      );
    case 'value_count':
      return distinctMeasure(keysOf(correlation, sightings), (seen) => holds(seen.size));
    case 'temporal':
      return distinctMeasure(
        (place) => [sightings[place]?.rule ?? ''],
        (seen) =>
          condition.type === 'boolean'
            ? holdsFor(condition.condition, (rule) => seen.has(rule))
            : holds(seen.size),
      );
    case 'temporal_ordered':
      return createOrdered(correlation, sightings, holds);
    default:
      return createNumeric(correlation, sightings, holds);
  }
}

function createOrdered(
  { rules, condition }: Correlation,
  sightings: readonly Sighting[],
  holds: (length: number) => boolean,
): Measure {
  const stages = new Map(rules.map((rule, stage) => [rule, stage]));
  const chain: Chain = {
    stages: rules.length,
    stageOf: (place) => stages.get(sightings[place]?.rule ?? '') ?? 0,
    timeOf: (place) => sightings[place]?.at ?? 0,
  };
  if (condition.type === 'compare') return orderedMeasure(chain, holds);
  return orderedBooleanMeasure(chain, (inChain, seen) =>
    holdsFor(
      condition.condition,
      (rule) => inChain(stages.get(rule) ?? -1),
      (rule) => seen(stages.get(rule) ?? -1),
    ),
  );
}

function keysOf(
  correlation: Correlation,
  sightings: readonly Sighting[],
): (place: number) => readonly string[] {
  const keys = sightings.map((one) => combinationsOf(one, fieldsFor(correlation, one)));
  return (place) => keys[place] ?? [];
}

function createNumeric(
  correlation: Correlation,
  sightings: readonly Sighting[],
  holds: (value: number) => boolean,
): Measure {
  if (!isComputing(correlation)) return shareMeasure(keysOf(correlation, sightings), holds);
  const numbers = sightings.map((one) => numbersOf(one, fieldsFor(correlation, one)));
  const at = (place: number): readonly number[] => numbers[place] ?? [];
  switch (correlation.type) {
    case 'value_sum':
      return totalMeasure(at, (sum, count) => count > 0 && holds(sum));
    case 'value_avg':
      return totalMeasure(at, (sum, count) => count > 0 && holds(sum / count));
    default:
      return percentileMeasure(at, numbers.flat(), correlation.percentile ?? 50, holds);
  }
}

function fieldsFor(correlation: Correlation, { rule }: Sighting): readonly string[] {
  return correlation.fields.map((field) => fieldOf(correlation, rule, field));
}
