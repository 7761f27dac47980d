import type { Measure } from './measure.js';
import { RankCounts } from './rank-counts.js';

/**
 * The percentile of the values in the window, by linear interpolation between the two nearest, so that percentile 50 is
 * the median. Logarithmic time for each value. `all` are the values of every record of the group.
 */
export function percentileMeasure(
  numbersOf: (place: number) => readonly number[],
  all: readonly number[],
  percentile: number,
  isMet: (value: number) => boolean,
): Measure {
  const sorted = [...new Set(all)].sort((a, b) => a - b);
  const rankOf = new Map(sorted.map((value, rank) => [value, rank]));
  const counts = new RankCounts(sorted.length);
  let count = 0;
  const change = (place: number, by: 1 | -1): void => {
    for (const value of numbersOf(place)) {
      counts.add(rankOf.get(value) ?? 0, by);
      count += by;
    }
  };
  const valueAt = (position: number): number => sorted[counts.rankAt(position)] ?? 0;
  return {
    add: (place) => change(place, 1),
    remove: (place) => change(place, -1),
    isMet() {
      const exact = ((count - 1) * percentile) / 100;
      const below = Math.floor(exact);
      const low = valueAt(below);
      const share = exact - below;
      return count > 0 && isMet(share === 0 ? low : low + (valueAt(below + 1) - low) * share);
    },
  };
}
