import type { Window } from '../model/ports.js';
import { DAY_MS, type Instant, SECOND_MS, toInstant, toMs } from '../model/time.js';

export interface PlanInput {
  /** Where the source was left; null before the first pull. */
  readonly coveredTo: Instant | null;
  readonly now: Instant;
  /** How far behind the cursor a read begins, since records arrive late. */
  readonly overlapMs: number;
  /** How far back the first pull goes, if the provider still has it. */
  readonly initialMs: number;
  readonly lookBackMs: number;
  readonly maxWindowMs: number;
}

export interface Plan {
  /** Everything before this is covered or named already. */
  readonly coveredTo: Instant;
  /** What the provider no longer serves: lost between the cursor and the edge of its memory. */
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
  const firstMs = Math.max(edgeMs, floorToSecond(nowMs - input.initialMs));
  const cursorMs = input.coveredTo === null ? firstMs : Math.min(toMs(input.coveredTo), nowMs);
  const isLost = cursorMs < edgeMs;
  const fromMs = Math.max(edgeMs, floorToSecond(cursorMs - (input.coveredTo === null ? 0 : input.overlapMs)));
  return {
    coveredTo: toInstant(cursorMs),
    lost: isLost ? { from: toInstant(cursorMs), to: toInstant(Math.min(edgeMs, nowMs)) } : null,
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

function floorToSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function ceilToSecond(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}
