import type { Clock } from '../../model/ports.js';
import { createRateWindow } from './rate-window.js';

/** Who waits for a turn. */
export interface Turn {
  /** The lowest goes first, and within a rank who came first. */
  readonly rank: number;
  /** Does not take all that is free at once, but goes at an even pace. */
  readonly isPaced: boolean;
}

/** Hands out starts at the provider's rate. */
export interface Turns {
  /** Resolves when it is this one's turn. Rejects with the signal's reason when it is aborted; its turn then goes to the next. */
  take(turn: Turn, signal: AbortSignal): Promise<void>;
  /** No turn before this instant, in milliseconds since the epoch. */
  holdUntil(untilMs: number): void;
  isIdle(nowMs: number): boolean;
}

interface Waiter extends Turn {
  readonly go: () => void;
}

/** Whoever is paced takes at most this part of the limit in this part of the window, so that a lost moment is caught up. */
const PACE_PARTS = 5;

/**
 * @param limit Turns in any stretch of `windowMs`.
 * @param paceMs What of `windowMs` an even pace may fill; the rest is there to catch up.
 */
export function createTurns(limit: number, windowMs: number, paceMs: number, clock: Clock): Turns {
  const rate = createRateWindow(limit, windowMs);
  const pace = createRateWindow(Math.ceil(limit / PACE_PARTS), paceMs / Math.min(limit, PACE_PARTS));
  const waiters: Waiter[] = [];
  let alarm: AbortController | null = null;

  function waitMsOf({ isPaced }: Turn): number {
    const nowMs = clock.nowMs();
    const startMs = rate.nextStart(nowMs);
    return (isPaced ? Math.max(startMs, pace.nextStart(nowMs)) : startMs) - nowMs;
  }

  function reserve(): void {
    rate.reserve(clock.nowMs());
    pace.reserve(clock.nowMs());
  }

  /** One loop for all who wait; it ends with the last of them, so that no timer outlives them. */
  async function run(stop: AbortController): Promise<void> {
    for (let [first] = waiters; first !== undefined && !stop.signal.aborted; [first] = waiters) {
      const waitMs = waitMsOf(first);
      if (waitMs > 0) {
        await clock.sleep(waitMs, stop.signal).catch(() => {});
        continue;
      }
      reserve();
      waiters.shift()?.go();
    }
    if (alarm === stop) alarm = null;
  }

  function rest(): void {
    alarm?.abort();
    alarm = null;
  }

  function wake(): void {
    if (alarm !== null) return;
    alarm = new AbortController();
    void run(alarm);
  }

  return {
    async take(turn, signal) {
      signal.throwIfAborted();
      if (waiters.length === 0 && waitMsOf(turn) <= 0) {
        reserve();
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          waiters.splice(waiters.indexOf(waiter), 1);
          if (waiters.length === 0) rest();
          reject(signal.reason);
        };
        const waiter: Waiter = {
          ...turn,
          go() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        const place = waiters.findIndex((one) => one.rank > turn.rank);
        const [passed] = waiters;
        waiters.splice(place === -1 ? waiters.length : place, 0, waiter);
        // What the loop sleeps for is the pace of one that is passed now.
        if (place === 0 && passed !== undefined && waitMsOf(turn) < waitMsOf(passed)) rest();
        wake();
      });
    },
    holdUntil: (untilMs) => rate.holdUntil(untilMs),
    isIdle: (nowMs) => waiters.length === 0 && rate.isIdle(nowMs),
  };
}
