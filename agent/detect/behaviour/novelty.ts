/** Together the two novelties of network and client are worth twice this, by active days of history. */
const COLD_START_CAPS = [250, 400, 1000, 1000, 1000] as const;

/**
 * Points of something new, given how well the account is known. Below five active days the points are capped: an export
 * of a few days shows everything for the first time. Above, they grow to the whole within two weeks.
 */
export function weighNovelty(points: number, historyDays: number): number {
  const cap = COLD_START_CAPS[historyDays];
  if (cap !== undefined) return Math.min(points, cap);
  return points * Math.min(1, 0.8 + 0.2 * ((historyDays - 5) / 9));
}

const CONTEXT_SHARES = [0, 0.2, 0.4, 0.5, 0.5] as const;

/** For evidence that rests on novelty without being it: none on the first day, at most half in the learning days. */
export function weighContext(points: number, historyDays: number): number {
  return points * (CONTEXT_SHARES[historyDays] ?? 1);
}

/** Someone who meets a new provider every other day surprises nobody with one more: then `leastShare` of the points is left. */
export function weighVariety(
  points: number,
  knownValues: number,
  historyDays: number,
  leastShare: number,
): number {
  const rate = (knownValues + 1) / (historyDays + 2);
  const isUsual = (rate - 0.35) / 0.35;
  return points * (1 - (1 - leastShare) * Math.min(1, Math.max(0, isUsual)));
}
