import type { Measure } from './measure.js';
import type { Chain } from './ordered.js';

/** More rules would make too many sets of rules to keep apart. */
export const MAX_ORDERED_RULES = 8;

/** Whether a rule, by its stage, is one of some set. */
export type HasStage = (stage: number) => boolean;

/**
 * Whether rules that satisfy a condition were seen one after the other. Kept is, for each set of rules, the latest time at
 * which a chain of exactly these begins. `isMet` is asked with the rules of such a chain and with all that were seen.
 */
export function orderedBooleanMeasure(
  chain: Chain,
  isMet: (inChain: HasStage, seen: HasStage) => boolean,
): Measure {
  const latest = new Float64Array(1 << chain.stages).fill(Number.NEGATIVE_INFINITY);
  latest[0] = Number.POSITIVE_INFINITY;
  const seen = new Int32Array(chain.stages);
  const count = (place: number, by: number): void => {
    const stage = chain.stageOf(place);
    seen[stage] = (seen[stage] ?? 0) + by;
  };
  return {
    add(place) {
      count(place, 1);
      const bit = 1 << chain.stageOf(place);
      for (let earlier = 0; earlier < bit; earlier += 1) {
        const begin = Math.min(latest[earlier] ?? 0, chain.timeOf(place));
        latest[earlier | bit] = Math.max(latest[earlier | bit] ?? 0, begin);
      }
    },
    remove: (place) => count(place, -1),
    isMet: (begin) =>
      latest.some(
        (at, set) =>
          at >= begin &&
          isMet(
            (stage) => (set & (1 << stage)) !== 0,
            (stage) => (seen[stage] ?? 0) > 0,
          ),
      ),
  };
}
