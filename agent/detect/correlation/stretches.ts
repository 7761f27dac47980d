/** A stretch of time in milliseconds since the epoch, both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A part of a group that is judged anew: what has to be read for it, and for which of that the judgement is right. */
export interface JudgedStretch {
  /** From the first to the last of the times. */
  readonly changed: Stretch;
  readonly read: Stretch;
  readonly right: Stretch;
}

/** A window that changes lies within one span of the change; what it changes in its neighbours, within two. */
const RIGHT_SPANS = 2;
/** An episode goes on from a window that ends two spans earlier, and that one begins up to two spans before. */
const READ_SPANS = 4;

/**
 * The parts of a group whose judgement can change when sightings come or go at these times. Windows no longer than `spanMs`
 * tell all: nothing farther away than that can matter.
 */
export function stretchesToJudge(times: readonly number[], spanMs: number): readonly JudgedStretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const at of [...times].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && at - last.to <= 2 * READ_SPANS * spanMs) last.to = at;
    else stretches.push({ from: at, to: at });
  }
  return stretches.map(({ from, to }) => ({
    changed: { from, to },
    read: { from: from - READ_SPANS * spanMs, to: to + READ_SPANS * spanMs },
    right: { from: from - RIGHT_SPANS * spanMs, to: to + RIGHT_SPANS * spanMs },
  }));
}

/** How long before a record's time sightings may still matter to it, in milliseconds. */
export function reachMs(spanMs: number): number {
  return READ_SPANS * spanMs;
}
