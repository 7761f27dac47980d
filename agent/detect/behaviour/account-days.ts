import type { AccessEvent } from '../../model/access-event.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, toMs } from '../../model/time.js';

/** Days as one account lives them, numbered in order. */
export interface AccountDays {
  of(at: Instant): number;
}

/** Every time zone is a multiple of this from every other. */
const STEP_MS = 15 * MINUTE_MS;
const STEPS = DAY_MS / STEP_MS;
/** People rest about so long, and programs in their name do less. */
const REST_STEPS = (6 * HOUR_MS) / STEP_MS;
/** From its first act on: long enough to see when an account rests, and the same however long its history grows. */
const WATCHED_MS = 14 * DAY_MS;

/**
 * A day begins in the middle of the hours in which the account does least. A day of the calendar in UTC would cut a
 * working day in America or Asia in two, and count it twice. Moves with the clock: another time zone gives the same days. `events` oldest first.
 */
export function readDays(events: readonly AccessEvent[]): AccountDays {
  const offsetMs = restStep(events) * STEP_MS;
  return { of: (at) => Math.floor((toMs(at) - offsetMs) / DAY_MS) };
}

function restStep(events: readonly AccessEvent[]): number {
  const acts = events.filter(({ actorType, outcome }) => actorType === 'user' && outcome !== 'failure');
  const first = acts[0];
  if (first === undefined) return 0;
  const firstMs = toMs(first.at);
  const counts = new Array<number>(STEPS).fill(0);
  for (const { at } of acts) {
    const ms = toMs(at);
    if (ms >= firstMs + WATCHED_MS) break;
    const step = stepOf(ms);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return middleOfRest(counts, stepOf(firstMs));
}

function stepOf(ms: number): number {
  return Math.floor(ms / STEP_MS) % STEPS;
}

/** The middle of the longest run of the quietest stretches, looked for from `from` on, so that of equals the same is taken in any time zone. */
function middleOfRest(counts: readonly number[], from: number): number {
  const sums = Array.from({ length: STEPS }, (_, start) => sumOf(counts, from + start));
  const least = Math.min(...sums);
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [at, sum] of sums.entries()) {
    length = sum === least ? length + 1 : 0;
    if (length > best.length) best = { start: at - length + 1, length };
  }
  return (from + best.start + Math.floor((best.length - 1 + REST_STEPS) / 2)) % STEPS;
}

function sumOf(counts: readonly number[], start: number): number {
  let sum = 0;
  for (let step = start; step < start + REST_STEPS; step += 1) sum += counts[step % STEPS] ?? 0;
  return sum;
}
