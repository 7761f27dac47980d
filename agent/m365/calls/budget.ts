import type { Clock } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS } from '../../model/time.js';
import { createRateWindow, type RateWindow } from './rate-window.js';
import { createSlots, type Slots } from './slots.js';

/** Calls that share one throttle of the provider. Containment has a lane of its own and waits for no other. */
export type Lane =
  | 'reports'
  | 'identity-protection'
  | 'directory'
  | 'audit-search'
  | 'management'
  | 'mailbox'
  | 'containment';

/**
 * "Microsoft Graph service-specific throttling limits" and the "Management Activity API reference". Directory and
 * containment stand far below the smallest tenant's limits, and so does audit search, of which only the searches of a
 * day are published; mailboxes have theirs per mailbox.
 */
const RATES: Readonly<Record<Lane, { readonly limit: number; readonly windowMs: number }>> = {
  reports: { limit: 5, windowMs: 10 * SECOND_MS },
  'identity-protection': { limit: 1, windowMs: SECOND_MS },
  directory: { limit: 500, windowMs: 10 * SECOND_MS },
  'audit-search': { limit: 20, windowMs: 10 * SECOND_MS },
  management: { limit: 2_000, windowMs: MINUTE_MS },
  mailbox: { limit: 10_000, windowMs: 10 * MINUTE_MS },
  containment: { limit: 500, windowMs: 10 * SECOND_MS },
};

/** The provider allows four calls at a time into one mailbox; one is left for containment. */
const MAILBOX_PLACES = 3;
/** Calls travel at different speeds, so ours are spread a little wider than the provider's window. */
const MARGIN = 1.02;

export interface Budget {
  /** Waits for the lane, and for a place in the mailbox where one is named. Resolves to the release. */
  enter(lane: Lane, mailbox: string | null, signal: AbortSignal): Promise<() => void>;
  /** The provider throttled this lane: nothing more starts in it for so long, by the clock. */
  hold(lane: Lane, mailbox: string | null, forMs: number): void;
}

interface Counter {
  readonly rate: RateWindow;
  readonly slots: Slots | null;
}

/** @param scale divides the windows, for a simulated tenant that runs faster. */
export function createBudget(clock: Clock, scale: number): Budget {
  const counters = new Map<string, Counter>();

  function counterOf(lane: Lane, mailbox: string | null): Counter {
    const key = lane === 'mailbox' ? `mailbox:${mailbox ?? ''}` : lane;
    const known = counters.get(key);
    if (known !== undefined) return known;
    forgetIdle(counters, clock.nowMs());
    const { limit, windowMs } = RATES[lane];
    const made: Counter = {
      rate: createRateWindow(limit, Math.ceil((windowMs * MARGIN) / scale)),
      slots: lane === 'mailbox' ? createSlots(MAILBOX_PLACES) : null,
    };
    counters.set(key, made);
    return made;
  }

  return {
    async enter(lane, mailbox, signal) {
      const { rate, slots } = counterOf(lane, mailbox);
      const release = slots === null ? () => {} : await slots.take(signal);
      try {
        const waitMs = rate.reserve(clock.nowMs()) - clock.nowMs();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        return release;
      } catch (cause) {
        release();
        throw cause;
      }
    },
    hold(lane, mailbox, forMs) {
      counterOf(lane, mailbox).rate.holdUntil(clock.nowMs() + forMs);
    },
  };
}

/** Mailboxes come and go; a counter that bounds nothing any more is dropped. */
function forgetIdle(counters: Map<string, Counter>, nowMs: number): void {
  for (const [key, { rate, slots }] of counters) {
    if (slots?.isIdle() === true && rate.isIdle(nowMs)) counters.delete(key);
  }
}
