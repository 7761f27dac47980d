import { sum } from './quantile.js';

/** A case with its score in nats and what it was. */
export interface JudgedScore {
  readonly nats: number;
  readonly isAttack: boolean;
}

/** How well scores, read as odds, tell how many of the cases are attacks. */
export interface Calibration {
  /** Expected calibration error over 15 bins; 0 is best. */
  readonly expectedError: number;
  readonly brier: number;
  readonly cases: number;
}

const BINS = 15;

/**
 * Reads a score as log-odds over a prior of one account in a thousand a month. Attacks are weighed down from how often the bench
 * stages them to that prevalence. Null without cases.
 */
export function calibrate(
  scores: readonly JudgedScore[],
  mailboxMonths: number,
  prevalence = 0.001,
): Calibration | null {
  const attacks = scores.filter(({ isAttack }) => isAttack).length;
  if (scores.length === 0 || mailboxMonths === 0) return null;
  const attackWeight = attacks === 0 ? 0 : (prevalence * mailboxMonths) / attacks;
  const prior = Math.log(prevalence / (1 - prevalence));
  const weighed = scores.map(({ nats, isAttack }) => ({
    weight: isAttack ? attackWeight : 1,
    expected: 1 / (1 + Math.exp(-(prior + nats))),
    seen: isAttack ? 1 : 0,
  }));
  const total = sum(weighed.map(({ weight }) => weight));
  const gaps = Array.from({ length: BINS }, (_, bin) => {
    const own = weighed.filter(({ expected }) => Math.min(Math.floor(expected * BINS), BINS - 1) === bin);
    return Math.abs(sum(own.map(({ weight, expected, seen }) => weight * (expected - seen))));
  });
  const brier = sum(weighed.map(({ weight, expected, seen }) => weight * (expected - seen) ** 2));
  return { expectedError: sum(gaps) / total, brier: brier / total, cases: scores.length };
}
