import type { Measure } from './measure.js';

/** Records of one window that are told apart by their time and by which rule of a chain they match. */
export interface Chain {
  readonly stages: number;
  /** The zero-based place of the record's rule among the rules. */
  stageOf(place: number): number;
  timeOf(place: number): number;
}

const NEVER = Number.NEGATIVE_INFINITY;

/**
 * How many of the rules were seen one after the other, in the order given. Kept is only, for each length and rule, the
 * latest time at which a chain of that length begins that ends with the rule: no record is looked at twice, however long
 * the chains. Records of one time count as in order; they must come in the order of their stages.
 */
export function orderedMeasure(chain: Chain, isMet: (length: number) => boolean): Measure {
  const { stages } = chain;
  const begins = Array.from({ length: stages }, () => new Float64Array(stages).fill(NEVER));
  const latest = new Float64Array(stages).fill(NEVER);
  return {
    add(place) {
      const stage = chain.stageOf(place);
      for (let length = stage; length >= 0; length -= 1) {
        const begin = length === 0 ? chain.timeOf(place) : latestBefore(begins[length - 1], stage);
        const row = begins[length];
        if (row !== undefined) row[stage] = Math.max(row[stage] ?? NEVER, begin);
        latest[length] = Math.max(latest[length] ?? NEVER, begin);
      }
    },
    // What began before the window is told by its time.
    remove() {},
    isMet: (begin) => isMet(latest.findLastIndex((at) => at >= begin) + 1),
  };
}

function latestBefore(row: Float64Array | undefined, stage: number): number {
  let latest = NEVER;
  for (let at = 0; at < stage; at += 1) latest = Math.max(latest, row?.[at] ?? NEVER);
  return latest;
}
