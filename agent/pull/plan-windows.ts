import type { Window } from '../model/ports.js';
import { DAY_MS, type Instant, SECOND_MS, toInstant, toMs } from '../model/time.js';
import { ceilToSecond, floorToSecond } from './whole-seconds.js';

export interface PlanInput {
  /** Where the source was left. */
  readonly coveredTo: Instant;
  readonly now: Instant;
  /** How far behind the cursor a read begins, since records arrive late. */
  readonly overlapMs: number;
  readonly lookBackMs: number;
  readonly maxWindowMs: number;
}

export interface Plan {
  /** Everything before this is covered or named already. */
  readonly coveredTo: Instant;
  /** What the provider no longer serves: behind the cursor, where late records were waited for, up to the edge of its memory. */
  readonly lost: Window | null;
  /** Oldest first, each at most `maxWindowMs`, abutting, the last one ending now. Empty when no second has passed. */
  readonly windows: readonly Window[];
}

/**
 * Cuts the time to read into windows of whole seconds, the resolution of providers' queries. A cursor that lies in
 * the future, after a clock was set back, is taken for now.
 */
export function planWindows(input: PlanInput): Plan {
  const nowMs = floorToSecond(toMs(input.now));
  const edgeMs = ceilToSecond(toMs(input.now) - input.lookBackMs);
  const cursorMs = Math.min(toMs(input.coveredTo), nowMs);
  const wantedMs = floorToSecond(cursorMs - input.overlapMs);
  const fromMs = Math.max(edgeMs, wantedMs);
  return {
    coveredTo: toInstant(cursorMs),
    lost: wantedMs < edgeMs ? { from: toInstant(wantedMs), to: toInstant(Math.min(edgeMs, nowMs)) } : null,
    windows: cut(fromMs, nowMs, Math.max(SECOND_MS, Math.min(input.maxWindowMs, DAY_MS * 31))),
  };
}

function cut(fromMs: number, toEndMs: number, lengthMs: number): readonly Window[] {
  const windows: Window[] = [];
  const step = floorToSecond(lengthMs);
  for (let at = fromMs; at < toEndMs; at += step) {
    windows.push({ from: toInstant(at), to: toInstant(Math.min(at + step, toEndMs)) });
  }
  return windows;
}
