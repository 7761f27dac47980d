import { ExactSum } from './exact-sum.js';
import type { Measure } from './measure.js';

/** Sum and number of the values in the window. The sum is exact whatever left the window before. */
export function totalMeasure(
  numbersOf: (place: number) => readonly number[],
  isMet: (sum: number, count: number) => boolean,
): Measure {
  const sum = new ExactSum();
  let count = 0;
  return {
    add(place) {
      for (const value of numbersOf(place)) {
        sum.add(value);
        count += 1;
      }
    },
    remove(place) {
      for (const value of numbersOf(place)) {
        sum.add(-value);
        count -= 1;
      }
    },
    isMet: () => isMet(sum.value(), count),
  };
}
