/**
 * One-sided Clopper–Pearson bounds of a share: of runs in which a true share of this value would show so extreme a count, one
 * in twenty does. Found by halving over the binomial's own sum, which is exact for the counts that a run has.
 */
export function lowerBound(hits: number, trials: number, level = 0.95): number {
  if (trials === 0 || hits === 0) return 0;
  return solve((share) => tailFrom(hits, trials, share) < 1 - level);
}

export function upperBound(hits: number, trials: number, level = 0.95): number {
  if (trials === 0 || hits === trials) return 1;
  return solve((share) => 1 - tailFrom(hits + 1, trials, share) > 1 - level);
}

/** One-sided upper bound of the mean of a Poisson count. */
export function upperCount(count: number, level = 0.95): number {
  let high = 10;
  while (poissonUpTo(count, high) > 1 - level) high *= 2;
  return solve((share) => poissonUpTo(count, share * high) > 1 - level) * high;
}

/** The highest share in [0, 1] for which the test still holds; it holds from 0 up to there. */
function solve(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Probability of `least` hits or more. */
function tailFrom(least: number, trials: number, share: number): number {
  if (share <= 0) return least <= 0 ? 1 : 0;
  if (share >= 1) return 1;
  let sum = 0;
  let logTerm = trials * Math.log(1 - share);
  for (let hits = 0; hits <= trials; hits += 1) {
    if (hits >= least) sum += Math.exp(logTerm);
    logTerm += Math.log((trials - hits) / (hits + 1)) + Math.log(share / (1 - share));
  }
  return Math.min(sum, 1);
}

function poissonUpTo(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let hits = 1; hits <= count; hits += 1) {
    term *= mean / hits;
    sum += term;
  }
  return sum;
}
