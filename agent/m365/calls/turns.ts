import type { Clock } from '../../model/ports.js';
import { createRateWindow } from './rate-window.js';

/** Hands out starts at the provider's rate, those of the lowest rank first, and within a rank as they came. */
export interface Turns {
  /** Resolves when it is this one's turn. Rejects with the signal's reason when it is aborted; its turn then goes to the next. */
  take(rank: number, signal: AbortSignal): Promise<void>;
  /** No turn before this instant, in milliseconds since the epoch. */
  holdUntil(untilMs: number): void;
  isIdle(nowMs: number): boolean;
}

interface Waiter {
  readonly rank: number;
  readonly go: () => void;
}

/** @param limit Turns in any stretch of `windowMs`. */
export function createTurns(limit: number, windowMs: number, clock: Clock): Turns {
  const rate = createRateWindow(limit, windowMs);
  const waiters: Waiter[] = [];
  let alarm: AbortController | null = null;

  /** One loop for all who wait; it ends with the last of them, so that no timer outlives them. */
  async function run(stop: AbortController): Promise<void> {
    while (waiters.length > 0 && !stop.signal.aborted) {
      const waitMs = rate.nextStart(clock.nowMs()) - clock.nowMs();
      if (waitMs > 0) {
        await clock.sleep(waitMs, stop.signal).catch(() => {});
        continue;
      }
      rate.reserve(clock.nowMs());
      waiters.shift()?.go();
    }
    if (alarm === stop) alarm = null;
  }

  function wake(): void {
    if (alarm !== null) return;
    alarm = new AbortController();
    void run(alarm);
  }

  return {
    async take(rank, signal) {
      signal.throwIfAborted();
      if (waiters.length === 0 && rate.nextStart(clock.nowMs()) <= clock.nowMs()) {
        rate.reserve(clock.nowMs());
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          waiters.splice(waiters.indexOf(waiter), 1);
          if (waiters.length === 0) {
            alarm?.abort();
            alarm = null;
          }
          reject(signal.reason);
        };
        const waiter: Waiter = {
          rank,
          go() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        const place = waiters.findIndex((one) => one.rank > rank);
        waiters.splice(place === -1 ? waiters.length : place, 0, waiter);
        wake();
      });
    },
    holdUntil: (untilMs) => rate.holdUntil(untilMs),
    isIdle: (nowMs) => waiters.length === 0 && rate.isIdle(nowMs),
  };
}
