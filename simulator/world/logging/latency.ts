import type { Random } from '../chance/random.js';

/**
 * How long a record takes until it can be had. `audit`: unified audit log, median 45 min, p95 about 90 min,
 * one in a hundred up to a day; `prompt-audit` the same without that tail; `sign-in`: median 60 s, p95 about
 * 2 min; `directory`: a few minutes; `risk`: real-time ones take minutes.
 */
export type Pace = 'audit' | 'prompt-audit' | 'sign-in' | 'directory' | 'risk';

const MINUTE_MS = 60_000;

/** Milliseconds before any speed-up. */
export function delayMs(random: Random, pace: Pace): number {
  switch (pace) {
    case 'audit':
      return random.chance(0.01) ? random.int(120, 1440) * MINUTE_MS : random.logNormal(45 * MINUTE_MS, 0.42);
    case 'prompt-audit':
      return Math.min(random.logNormal(45 * MINUTE_MS, 0.42), 110 * MINUTE_MS);
    case 'sign-in':
      return Math.min(random.logNormal(MINUTE_MS, 0.42), 30 * MINUTE_MS);
    case 'directory':
      return random.logNormal(3 * MINUTE_MS, 0.5);
    case 'risk':
      return random.logNormal(7 * MINUTE_MS, 0.4);
  }
}
