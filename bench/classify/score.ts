import { DATA_CLASSES, type DataClass } from '../../agent/model/exposure.js';
import { toKey } from './person.js';

/** A value that a detector names. */
export interface FoundValue {
  readonly class: DataClass;
  readonly key: string;
}

export interface Tally {
  readonly found: number;
  readonly missed: number;
  readonly false: number;
}

/** The outcome of one document. */
export interface Comparison {
  readonly class: DataClass;
  readonly outcome: 'found' | 'missed' | 'false';
  readonly key: string;
}

/** Classes that are words in a text: one in a document counts, whichever it is. */
const BY_PRESENCE: ReadonlySet<DataClass> = new Set(['health', 'legal-order']);
/** Classes whose ends are a matter of taste: most of the value is enough. */
const BY_MOST: ReadonlySet<DataClass> = new Set(['postal-address', 'plan', 'name', 'billing']);

/** Compares what is in a document with what was found in it; a value that stands in it twice counts once, and one of `optional` not at all. */
export function compareValues(
  planted: readonly FoundValue[],
  found: readonly FoundValue[],
  optional: readonly FoundValue[] = [],
): readonly Comparison[] {
  return DATA_CLASSES.flatMap((dataClass) => {
    const keysOf = (values: readonly FoundValue[]): readonly string[] => [
      ...new Set(values.flatMap((value) => (value.class === dataClass ? [keyOf(value)] : []))),
    ];
    const [wanted, got, allowed] = [keysOf(planted), keysOf(found), keysOf(optional)];
    const isFound = (key: string): boolean => got.some((other) => isSame(dataClass, key, other));
    const isWanted = (key: string): boolean =>
      [...wanted, ...allowed].some((other) => isSame(dataClass, key, other));
    return [
      ...wanted.map((key) => ({
        class: dataClass,
        key,
        outcome: isFound(key) ? ('found' as const) : ('missed' as const),
      })),
      ...got
        .filter((key) => !isWanted(key))
        .map((key) => ({ class: dataClass, key, outcome: 'false' as const })),
    ];
  });
}

function keyOf(value: FoundValue): string {
  return BY_PRESENCE.has(value.class) ? '' : toKey(value.key);
}

function isSame(dataClass: DataClass, left: string, right: string): boolean {
  if (left === right) return true;
  if (!BY_MOST.has(dataClass)) return false;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= long.length * 0.5 && long.includes(short);
}

export function tally(comparisons: readonly Comparison[]): Tally {
  const count = (outcome: Comparison['outcome']): number =>
    comparisons.filter((comparison) => comparison.outcome === outcome).length;
  return { found: count('found'), missed: count('missed'), false: count('false') };
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** NaN where there is nothing to divide by. */
export function ratesOf({ found, missed, false: wrong }: Tally): Rates {
  const [precision, recall] = [found / (found + wrong), found / (found + missed)];
  return { precision, recall, f1: (2 * found) / (2 * found + wrong + missed) };
}
