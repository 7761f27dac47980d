import type { Coverage } from '../model/coverage.js';
import type { SourceCursor, Window } from '../model/ports.js';
import { DAY_MS, HOUR_MS, type Instant, toInstant, toMs } from '../model/time.js';
import { floorToSecond } from './whole-seconds.js';

/** The audit search of a usual licence reaches back this far. */
export const HISTORY_MS = 180 * DAY_MS;
const LONGEST_MS = 7 * DAY_MS;
const SHORTEST_MS = HOUR_MS;
/** Half of what one search gives ("at least a million"): a busier week than usual is not cut off. */
const RECORDS_A_SEARCH = 500_000;

/** The name of the cursor that tells how far a log's history was read by audit search. */
export function historyCursorName(source: string): string {
  return `${source}/history`;
}

/**
 * Where a log's history begins: all that lies before the first stretch of its ledger, as far back as is wanted. Null while
 * nothing was read yet, or when there is nothing before.
 */
export function firstHistory(
  source: string,
  ledger: readonly Coverage[],
  now: Instant,
  backMs: number,
): SourceCursor | null {
  const begin = ledger.map((row) => row.from).sort()[0];
  if (begin === undefined) return null;
  const to = toInstant(floorToSecond(toMs(begin)));
  const from = toInstant(floorToSecond(toMs(now) - backMs));
  return from < to ? { source: historyCursorName(source), coveredTo: to, backfill: { from, to } } : null;
}

/**
 * How much is looked for at once, in milliseconds: no more than one search can give, by what a day brings of late. A week, or a
 * half of it, or of that: after a restart, when a day brings a little more or less, the window is the same, and its searches go on.
 */
export function searchWindowMs(recordsADay: number): number {
  const fits = (windowMs: number): boolean => (recordsADay * windowMs) / DAY_MS <= RECORDS_A_SEARCH;
  let windowMs = LONGEST_MS;
  while (windowMs > SHORTEST_MS && !fits(windowMs)) windowMs = floorToSecond(windowMs / 2);
  return Math.max(SHORTEST_MS, windowMs);
}

/** Which share of the wanted history was read or named as a gap, from 0 to 1. */
export function historyShare(cursor: SourceCursor, begin: Window['from']): number {
  if (cursor.backfill === undefined) return 1;
  const wholeMs = toMs(cursor.coveredTo) - toMs(begin);
  const leftMs = toMs(cursor.backfill.to) - toMs(cursor.backfill.from);
  return wholeMs <= 0 ? 1 : Math.max(0, 1 - leftMs / wholeMs);
}
