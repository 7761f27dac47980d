import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.js';

/** Number of records of one log by how late they were received, by bucket (see `latenessBucket`). */
export type LatenessHistogram = ReadonlyMap<number, number>;

/** Upper edges of the buckets in milliseconds; what is later lies in one more bucket. */
const EDGES_MS: readonly number[] = [
  15 * SECOND_MS,
  30 * SECOND_MS,
  ...[1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240].map((one) => one * MINUTE_MS),
  ...[5, 6, 8, 10, 12, 16, 20, 24, 36, 48, 72].map((one) => one * HOUR_MS),
  ...[5, 7, 14, 30].map((one) => one * DAY_MS),
];

/** Fewer measured records say nothing of one in a thousand. */
const MIN_RECORDS = 1_000;
/** The share of records that a watermark speaks of. */
export const COMPLETE_SHARE = 0.999;

/** The bucket of a lateness in milliseconds; one below zero, from a clock that is ahead, is no lateness. */
export function latenessBucket(latenessMs: number): number {
  const index = EDGES_MS.findIndex((edge) => latenessMs <= edge);
  return index === -1 ? EDGES_MS.length : index;
}

/**
 * The lateness in milliseconds that this share of records kept to, rounded up to its bucket's edge. Null while too few
 * were measured to say. What lies beyond the last edge counts as 30 days.
 */
export function latenessOfShare(histogram: LatenessHistogram, share: number): number | null {
  const total = [...histogram.values()].reduce((sum, count) => sum + count, 0);
  if (total < MIN_RECORDS) return null;
  let seen = 0;
  for (const [bucket, count] of [...histogram].sort(([left], [right]) => left - right)) {
    seen += count;
    if (seen >= total * share) return EDGES_MS[bucket] ?? EDGES_MS.at(-1) ?? null;
  }
  return null;
}
