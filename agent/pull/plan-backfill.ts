import type { SourceCursor, Window } from '../model/ports.js';
import { HOUR_MS, type Instant, laterOf, MINUTE_MS, toInstant, toMs } from '../model/time.js';
import { ceilToSecond, floorToSecond } from './whole-seconds.js';

interface Limits {
  readonly now: Instant;
  readonly lookBackMs: number;
  readonly maxWindowMs: number;
}

/** Read first of all, so that what happens now is seen within the first minutes. */
const LIVE_FIRST_MS = 6 * HOUR_MS;
/** The edge of the provider's memory moves on while the back-fill goes towards it. */
const EDGE_MARGIN_MS = 10 * MINUTE_MS;

/** Where a source begins that was never read: the last hours are read as if they had been missed, the rest is back-fill. */
export function firstPlace(
  source: string,
  { now, lookBackMs, maxWindowMs, initialMs }: Limits & { readonly initialMs: number },
): SourceCursor {
  const nowMs = floorToSecond(toMs(now));
  const startMs = Math.max(
    ceilToSecond(toMs(now) - lookBackMs + EDGE_MARGIN_MS),
    floorToSecond(nowMs - initialMs),
  );
  const liveMs = Math.max(startMs, nowMs - floorToSecond(Math.min(LIVE_FIRST_MS, maxWindowMs)));
  const coveredTo = toInstant(liveMs);
  const backfill = { from: toInstant(startMs), to: coveredTo };
  return { source, coveredTo, soundedAt: now, ...(startMs < liveMs ? { backfill } : {}) };
}

/** One step of a back-fill. */
export interface BackfillStep {
  /** To be read next; null when the provider has nothing of it any more. */
  readonly window: Window | null;
  /** What the provider dropped before it was its turn. */
  readonly lost: Window | null;
  /** What is left after this step; null at the end. */
  readonly rest: Window | null;
}

/** Cuts the newest window off a back-fill. */
export function nextBackfill(backfill: Window, { now, lookBackMs, maxWindowMs }: Limits): BackfillStep {
  const edge = toInstant(ceilToSecond(toMs(now) - lookBackMs));
  if (backfill.to <= edge) return { window: null, lost: backfill, rest: null };
  const begin = toInstant(toMs(backfill.to) - floorToSecond(maxWindowMs));
  const floor = laterOf(backfill.from, edge);
  if (begin > floor) {
    return {
      window: { from: begin, to: backfill.to },
      lost: null,
      rest: { from: backfill.from, to: begin },
    };
  }
  const lost = backfill.from < edge ? { from: backfill.from, to: edge } : null;
  return { window: { from: floor, to: backfill.to }, lost, rest: null };
}
