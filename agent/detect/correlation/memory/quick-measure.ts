import type { Condition } from '../../sigma/language/parse-condition.js';
import type { Correlation } from '../correlation.js';
import { holdsFor } from '../measures/holds-for.js';
import { isTemporal } from '../place-sightings.js';

/** A match, as far as a measure looks at it. */
export interface QuickMatch {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The zero-based place of its rule among the rules. */
  readonly stage: number;
  /** The values that are counted, each as a number of 52 bits. */
  readonly keys: readonly number[];
}

/** What a condition is about, kept in a few numbers for each group while matches come in order. Exact. */
export interface QuickMeasure {
  /** How many numbers it keeps of a group. They are 0 at the beginning. */
  readonly width: number;
  /** Takes a match in, and tells whether the condition holds for the window that ends with it. */
  add(numbers: Float64Array, from: number, match: QuickMatch): boolean;
}

/** More would not be a few numbers. */
const MAX_COUNT = 256;
const MAX_CHAIN = 8;

/** Null for a correlation of which no few numbers tell enough: then every record of a window has to be looked at. */
export function createQuickMeasure(correlation: Correlation): QuickMeasure | null {
  const { type, condition, rules, spanMs, isGrowing } = correlation;
  if (!isGrowing) return null;
  if (condition.type === 'boolean')
    return nearMeasure(rules.length, spanMs, toBoolean(condition.condition, rules));
  const least = leastCount(condition.holds, isTemporal(correlation) ? rules.length : MAX_COUNT);
  if (least === null) return null;
  switch (type) {
    case 'event_count':
      return countMeasure(least, spanMs);
    case 'value_count':
      return distinctMeasure(least, spanMs);
    case 'temporal':
      return nearMeasure(rules.length, spanMs, (isThere) => countThere(rules.length, isThere) >= least);
    default:
      return rules.length > MAX_CHAIN ? null : chainMeasure(rules.length, spanMs, least);
  }
}

function leastCount(holds: (count: number) => boolean, most: number): number | null {
  for (let count = 1; count <= most; count += 1) if (holds(count)) return count;
  return null;
}

/** `least` or more lie in the window if the one that many back does: a ring of the newest times. */
function countMeasure(least: number, spanMs: number): QuickMeasure {
  return {
    width: least + 1,
    add(numbers, from, { at }) {
      const count = numbers[from] ?? 0;
      const place = from + 1 + (count % least);
      const oldest = least === 1 ? at : (numbers[from + 1 + ((count + 1) % least)] ?? 0);
      numbers[place] = at;
      numbers[from] = count + 1;
      return count + 1 >= least && oldest >= at - spanMs;
    },
  };
}

/** The different values seen last, the newest first: `least` or more lie in the window if the last of them does. */
function distinctMeasure(least: number, spanMs: number): QuickMeasure {
  return {
    width: least * 2,
    add(numbers, from, { at, keys }) {
      for (const key of keys) moveToFront(numbers, from, least, key, at);
      return (
        (numbers[from + least * 2 - 1] ?? 0) >= at - spanMs && (numbers[from + least * 2 - 2] ?? 0) !== 0
      );
    },
  };
}

function moveToFront(numbers: Float64Array, from: number, least: number, key: number, at: number): void {
  let place = 0;
  while (place < least - 1 && numbers[from + place * 2] !== key) place += 1;
  numbers.copyWithin(from + 2, from, from + place * 2);
  numbers[from] = key;
  numbers[from + 1] = at;
}

/** When each rule was seen last; 0 is never. */
function nearMeasure(
  stages: number,
  spanMs: number,
  holds: (isThere: (stage: number) => boolean) => boolean,
): QuickMeasure {
  return {
    width: stages,
    add(numbers, from, { at, stage }) {
      numbers[from + stage] = at;
      return holds((one) => {
        const last = numbers[from + one] ?? 0;
        return last !== 0 && last >= at - spanMs;
      });
    },
  };
}

function countThere(stages: number, isThere: (stage: number) => boolean): number {
  let count = 0;
  for (let stage = 0; stage < stages; stage += 1) if (isThere(stage)) count += 1;
  return count;
}

function toBoolean(
  condition: Condition,
  rules: readonly string[],
): (isThere: (stage: number) => boolean) => boolean {
  return (isThere) => holdsFor(condition, (rule) => isThere(rules.indexOf(rule)));
}

/** For each length and rule, the latest time at which a chain of that length begins that ends with the rule; 0 is never. */
function chainMeasure(stages: number, spanMs: number, least: number): QuickMeasure {
  return {
    width: stages * stages,
    add(numbers, from, { at, stage }) {
      for (let length = stage; length >= 0; length -= 1) {
        const begin = length === 0 ? at : latestBefore(numbers, from + (length - 1) * stages, stage);
        const place = from + length * stages + stage;
        numbers[place] = Math.max(numbers[place] ?? 0, begin);
      }
      const row = from + (least - 1) * stages;
      const latest = latestBefore(numbers, row, stages);
      return latest !== 0 && latest >= at - spanMs;
    },
  };
}

function latestBefore(numbers: Float64Array, from: number, end: number): number {
  let latest = 0;
  for (let at = 0; at < end; at += 1) latest = Math.max(latest, numbers[from + at] ?? 0);
  return latest;
}
