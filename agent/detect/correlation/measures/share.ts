import type { Measure } from './measure.js';

/**
 * Which share, in percent, each value has of all values in the window; met when that of any of them satisfies the
 * condition. Kept is how many values occur how often, so that a look takes no longer than there are different counts.
 */
export function shareMeasure(
  keysOf: (place: number) => readonly string[],
  isMet: (percent: number) => boolean,
): Measure {
  const counts = new Map<string, number>();
  const valuesByCount = new Map<number, number>();
  let total = 0;
  const change = (place: number, by: 1 | -1): void => {
    for (const key of keysOf(place)) {
      const before = counts.get(key) ?? 0;
      const after = before + by;
      if (after === 0) counts.delete(key);
      else counts.set(key, after);
      shift(valuesByCount, before, -1);
      shift(valuesByCount, after, 1);
      total += by;
    }
  };
  return {
    add: (place) => change(place, 1),
    remove: (place) => change(place, -1),
    isMet: () => [...valuesByCount.keys()].some((count) => isMet((count * 100) / total)),
  };
}

function shift(valuesByCount: Map<number, number>, count: number, by: 1 | -1): void {
  if (count === 0) return;
  const left = (valuesByCount.get(count) ?? 0) + by;
  if (left === 0) valuesByCount.delete(count);
  else valuesByCount.set(count, left);
}
