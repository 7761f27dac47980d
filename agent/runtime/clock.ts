import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../model/ports.js';
import { toInstant } from '../model/time.js';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => toInstant(Date.now()),
  nowMs: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? undefined : { signal });
  },
};

/** A clock that stands still: `replay` runs at the time of its latest event. `sleep` returns at once. */
export function fixedClock(nowMs: number): Clock {
  return { now: () => toInstant(nowMs), nowMs: () => nowMs, sleep: async () => {} };
}
