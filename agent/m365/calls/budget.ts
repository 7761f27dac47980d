import type { Clock, IdentityName } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS } from '../../model/time.js';
import { createSlots, type Slots } from './slots.js';
import { createTurns, type Turns } from './turns.js';

/** Calls that share one throttle of the provider. Containment has a lane of its own where the provider has no narrow one for it. */
export type Lane =
  | 'reports'
  | 'identity-protection'
  | 'directory'
  | 'audit-search'
  | 'management'
  | 'mailbox'
  | 'containment';

/**
 * `high`: containment, and what tells whether it took. `low`: what nobody waits for, the past and its repair. The provider's
 * own words, which it sheds load by.
 */
export type Priority = 'high' | 'normal' | 'low';

/** Who calls, into what, and how urgent it is. */
export interface Passage {
  readonly lane: Lane;
  /** Each is an application of its own, which some limits are counted by. */
  readonly identity: IdentityName;
  /** Whose mailbox is read. */
  readonly mailbox?: string;
  /** The higher goes first, however long the others have waited. */
  readonly priority: Priority;
}

/**
 * "Microsoft Graph service-specific throttling limits" and the "Management Activity API reference". Directory and
 * containment stand far below the smallest tenant's limits, and so does audit search, of which only the searches of a
 * day are published. `by` is what the provider counts by, beside the tenant.
 */
const RATES: Readonly<
  Record<Lane, { readonly limit: number; readonly windowMs: number; readonly by?: 'identity' | 'mailbox' }>
> = {
  // Sign-ins, directory audits and the ways to sign in together.
  reports: { limit: 5, windowMs: 10 * SECOND_MS, by: 'identity' },
  // All applications of the tenant together, and a throttled answer names no wait.
  'identity-protection': { limit: 1, windowMs: SECOND_MS },
  directory: { limit: 500, windowMs: 10 * SECOND_MS },
  'audit-search': { limit: 20, windowMs: 10 * SECOND_MS },
  management: { limit: 2_000, windowMs: MINUTE_MS },
  mailbox: { limit: 10_000, windowMs: 10 * MINUTE_MS, by: 'mailbox' },
  containment: { limit: 500, windowMs: 10 * SECOND_MS },
};

const RANKS: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 };

/** The provider allows four calls at a time into one mailbox; one is left for containment. */
const MAILBOX_PLACES = 3;
/** Calls travel at different speeds, so ours are spread a little wider than the provider's window. */
const MARGIN = 1.04;
/** A connection that is unused for longer may have been closed; opening one makes a call arrive later than the next. */
const WARM_MS = 4 * SECOND_MS;

export interface Budget {
  /** Waits for a turn in the lane, and for a place in the mailbox where one is named. Resolves to the release. */
  enter(passage: Passage, signal: AbortSignal): Promise<() => void>;
  /** The provider throttled this lane: nothing more starts in it for so long, by the clock. */
  hold(passage: Passage, forMs: number): void;
}

interface Counter {
  readonly turns: Turns;
  readonly slots: Slots | null;
  /** Called at a start; gives what is to be called when the answer is in. */
  readonly begin: () => () => void;
}

/** @param scale divides the windows, for a simulated tenant that runs faster. */
export function createBudget(clock: Clock, scale: number): Budget {
  const counters = new Map<string, Counter>();

  function counterOf(passage: Passage): Counter {
    const key = keyOf(passage);
    const known = counters.get(key);
    if (known !== undefined) return known;
    forgetIdle(counters, clock.nowMs());
    const { limit, windowMs } = RATES[passage.lane];
    const isLone = limit === 1;
    const spacingMs = Math.ceil((windowMs * MARGIN) / scale);
    const turns = createTurns(limit, spacingMs, windowMs / scale, clock);
    const made: Counter = {
      turns,
      slots: passage.lane === 'mailbox' ? createSlots(MAILBOX_PLACES) : null,
      begin: isLone ? spaceColdCalls(turns, spacingMs, clock) : () => () => {},
    };
    counters.set(key, made);
    return made;
  }

  return {
    async enter(passage, signal) {
      const { turns, slots, begin } = counterOf(passage);
      const release = slots === null ? () => {} : await slots.take(signal);
      try {
        // The past keeps an even pace: a burst after each pause would begin with a new connection, whose calls come late.
        await turns.take({ rank: RANKS[passage.priority], isPaced: passage.priority === 'low' }, signal);
        const end = begin();
        return () => {
          end();
          release();
        };
      } catch (cause) {
        release();
        throw cause;
      }
    },
    hold(passage, forMs) {
      counterOf(passage).turns.holdUntil(clock.nowMs() + forMs);
    },
  };
}

/** The call after one that may have opened a connection is spaced from that one's answer, not from its start. */
function spaceColdCalls(turns: Turns, spacingMs: number, clock: Clock): Counter['begin'] {
  let warmUntilMs = Number.NEGATIVE_INFINITY;
  return () => {
    const isCold = clock.nowMs() > warmUntilMs;
    return () => {
      const nowMs = clock.nowMs();
      if (isCold) turns.holdUntil(nowMs + spacingMs);
      warmUntilMs = nowMs + WARM_MS;
    };
  };
}

function keyOf({ lane, identity, mailbox }: Passage): string {
  switch (RATES[lane].by) {
    case 'identity':
      return `${lane}:${identity}`;
    case 'mailbox':
      return `${lane}:${identity}:${mailbox ?? ''}`;
    default:
      return lane;
  }
}

/** Mailboxes come and go; a counter that bounds nothing any more is dropped. */
function forgetIdle(counters: Map<string, Counter>, nowMs: number): void {
  for (const [key, { turns, slots }] of counters) {
    if (slots?.isIdle() === true && turns.isIdle(nowMs)) counters.delete(key);
  }
}
