/** How far behind the cursor a pull begins. */
export interface TierPlan {
  readonly depthMs: number;
  /** 0 is all of the overlap. */
  readonly tier: number;
}

/** Tells how much of an overlap is read again this time: what is older, less often. */
export interface Tiers {
  /** For a pull that begins now, with a cursor at `coveredToMs`; all in milliseconds since the epoch. */
  plan(overlapMs: number, coveredToMs: number, nowMs: number): TierPlan;
  /** The pull came to its end. */
  noteRead(plan: TierPlan, nowMs: number): void;
}

/** Each tier is so many times as deep as the one after it. */
const STEP = 4;
/** Less than this is read again every time: it is a call or two. */
const SMALLEST_MS = 10 * 60_000;
/** Of an overlap of a month. */
const MOST_TIERS = 8;

/**
 * Most records are here within minutes, few come hours late. A large log has more rows in its overlap than can be asked for
 * again in every pull, so it is cut into tiers, each a quarter as deep as the one before: the last is read each time, and each
 * other one when a quarter of its depth has passed. It then begins its whole depth before its own last reading, so that a
 * record that comes no later than the overlap is never missed, only seen a little later. Kept in memory: after a restart all is read
 * again, a quarter deeper.
 */
export function createTiers(): Tiers {
  /** By tier, when it or one before it was read last. */
  let readAt: readonly number[] = [];
  let overlap = 0;

  return {
    plan(overlapMs, coveredToMs, nowMs) {
      if (overlapMs !== overlap) {
        overlap = overlapMs;
        readAt = [];
      }
      let depthMs = overlapMs;
      for (let tier = 0; ; tier += 1) {
        const lastMs = readAt[tier];
        const isLast = depthMs <= SMALLEST_MS;
        if (lastMs === undefined || lastMs > nowMs)
          return { tier, depthMs: isLast ? depthMs : depthMs + depthMs / STEP };
        if (isLast || nowMs - lastMs >= depthMs / STEP)
          return { tier, depthMs: depthMs + Math.max(0, coveredToMs - lastMs) };
        depthMs /= STEP;
      }
    },
    noteRead({ tier }, nowMs) {
      const before = readAt.slice(0, tier);
      // What is deeper holds all that is less deep.
      const after = Array.from({ length: Math.max(MOST_TIERS, readAt.length) - tier }, () => nowMs);
      readAt = [...before, ...after];
    },
  };
}
