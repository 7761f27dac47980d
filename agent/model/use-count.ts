/** Counts uses of something scarce, over restarts too. */
export interface UseCount {
  /**
   * Counts one use and gives null; or, when `limit` uses or more lie within the last `spanMs`, counts none and gives the
   * milliseconds until there is room again.
   */
  take(name: string, limit: number, spanMs: number): Promise<number | null>;
}

/** The uses, oldest first in milliseconds since the epoch, after one more was asked for. */
export interface CountedUses {
  readonly uses: readonly number[];
  /** Null when the use was counted. */
  readonly waitMs: number | null;
}

/** One more use at `nowMs`, if there is room for it. Uses in the future, after a clock was set back, count as now. */
export function countUse(
  uses: readonly number[],
  nowMs: number,
  { limit, spanMs }: { readonly limit: number; readonly spanMs: number },
): CountedUses {
  const recent = uses.map((at) => Math.min(at, nowMs)).filter((at) => at > nowMs - spanMs);
  if (recent.length < limit) return { uses: [...recent, nowMs], waitMs: null };
  const freeing = recent[recent.length - limit] ?? nowMs;
  return { uses: recent, waitMs: freeing + spanMs - nowMs };
}
