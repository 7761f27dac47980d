import type { Tuning } from '../../model/tuning.js';

type Learning = Pick<Tuning, 'learning'>;

/**
 * Points of something new, given how well the account is known. While it is being learned the points are capped: an export
 * of a few days shows everything for the first time. After that they grow to the whole.
 */
export function weighNovelty(points: number, historyDays: number, { learning }: Learning): number {
  const { coldStart, firstShare, wholeDays } = learning;
  const cold = coldStart[historyDays];
  if (cold !== undefined) return Math.min(points, cold.noveltyCap);
  if (historyDays >= wholeDays) return points;
  const grown = (historyDays - coldStart.length) / (wholeDays - coldStart.length);
  return points * (firstShare + (1 - firstShare) * grown);
}

/** For evidence that rests on novelty without being it: in the learning days a share of it. */
export function weighContext(points: number, historyDays: number, { learning }: Learning): number {
  return points * (learning.coldStart[historyDays]?.contextShare ?? 1);
}

/** How often an account meets new providers, and what is left of one more. */
export interface Variety {
  /** New providers an active day from which on they are less of a surprise; twice that is all the time. */
  readonly rate: number;
  /** Share of the points that is left to who meets them all the time. */
  readonly leastShare: number;
}

/** Someone who meets a new provider every other day surprises nobody with one more. */
export function weighVariety(
  points: number,
  knownValues: number,
  historyDays: number,
  { rate, leastShare }: Variety,
): number {
  const met = (knownValues + 1) / (historyDays + 2);
  const isUsual = (met - rate) / rate;
  return points * (1 - (1 - leastShare) * Math.min(1, Math.max(0, isUsual)));
}
