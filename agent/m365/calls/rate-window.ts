/** At most `limit` starts in any stretch of `windowMs`: how providers state their throttles. */
export interface RateWindow {
  /** Books the next free start and gives it, in milliseconds since the epoch; never before `nowMs`. */
  reserve(nowMs: number): number;
  /** The next free start, without booking it. */
  nextStart(nowMs: number): number;
  /** No start before this instant. */
  holdUntil(untilMs: number): void;
  /** True when no booking matters any more. */
  isIdle(nowMs: number): boolean;
}

export function createRateWindow(limit: number, windowMs: number): RateWindow {
  const starts: number[] = [];
  let heldUntilMs = 0;
  function nextStart(nowMs: number): number {
    const oldest = starts.length < limit ? Number.NEGATIVE_INFINITY : (starts[starts.length - limit] ?? 0);
    return Math.max(nowMs, heldUntilMs, oldest + windowMs, starts.at(-1) ?? 0);
  }
  return {
    nextStart,
    reserve(nowMs) {
      const startMs = nextStart(nowMs);
      starts.push(startMs);
      if (starts.length > limit) starts.splice(0, starts.length - limit);
      return startMs;
    },
    holdUntil(untilMs) {
      heldUntilMs = Math.max(heldUntilMs, untilMs);
    },
    isIdle(nowMs) {
      return heldUntilMs <= nowMs && (starts.at(-1) ?? 0) + windowMs <= nowMs;
    },
  };
}
