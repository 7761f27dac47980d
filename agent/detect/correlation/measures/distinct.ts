import type { Measure } from './measure.js';

/** How many different keys lie in the window; a record may have several. Constant time for each key. */
export function distinctMeasure(
  keysOf: (place: number) => readonly string[],
  isMet: (seen: ReadonlyMap<string, number>) => boolean,
): Measure {
  const seen = new Map<string, number>();
  return {
    add(place) {
      for (const key of keysOf(place)) seen.set(key, (seen.get(key) ?? 0) + 1);
    },
    remove(place) {
      for (const key of keysOf(place)) {
        const left = (seen.get(key) ?? 0) - 1;
        if (left > 0) seen.set(key, left);
        else seen.delete(key);
      }
    },
    isMet: () => isMet(seen),
  };
}
