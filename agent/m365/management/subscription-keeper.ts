import type { Notes } from '../../model/notes.js';
import type { Clock, Log, SourceItem, Window } from '../../model/ports.js';
import {
  DAY_MS,
  earlierOf,
  HOUR_MS,
  type Instant,
  laterOf,
  MINUTE_MS,
  shift,
  toMs,
} from '../../model/time.js';
import type { ActivityApi } from './activity-api.js';
import {
  afterSwitchingOn,
  type OffStretch,
  readState,
  type SubscriptionState,
  writeState,
} from './subscription-state.js';

/** Keeps one feed switched on, and knows of when it was not. Raises `OutsideError`. */
export interface SubscriptionKeeper {
  /** Switches it on where it is off. */
  ensure(signal: AbortSignal): Promise<void>;
  /** Switches it on, after it was found to be off. */
  switchOn(signal: AbortSignal): Promise<void>;
  /** The parts of a window that the feed kept nothing of, since nobody was subscribed. */
  unkept(window: Window, signal: AbortSignal): Promise<readonly SourceItem[]>;
}

export interface SubscriptionDeps {
  readonly api: ActivityApi;
  readonly notes: Notes;
  readonly clock: Clock;
  readonly log: Log;
}

const NOTED_EVERY_MS = HOUR_MS;
const REACH_MS = 7 * DAY_MS - 10 * MINUTE_MS;
/** Not a word more than is known, so that neighbouring stretches become one. */
const NOT_KEPT = 'the audit feed was not switched on then, and keeps content for its subscribers only';

/**
 * Content of between a stop and the next start cannot be had, and a listing of that time answers 200 with nothing ("Management
 * Activity API reference", stop a subscription). The same is to be expected of the time before the first start: the feed is looked
 * through once whether it has anything of it.
 */
export function createSubscriptionKeeper(source: string, deps: SubscriptionDeps): SubscriptionKeeper {
  const { api, notes, clock, log } = deps;
  const name = `subscription:${source}`;

  const known = async (): Promise<SubscriptionState> => readState(await notes.read(name));
  const change = (act: (state: SubscriptionState) => SubscriptionState): Promise<void> =>
    notes.change(name, (text) => writeState(act(readState(text))));

  async function switchOn(signal: AbortSignal): Promise<void> {
    // Written down before: a feed that is on, and of which nothing is known, is taken for one that was on all along.
    await change((state) => afterSwitchingOn(state, clock.now()));
    await api.subscribe(signal);
    log.info({ source }, 'the audit feed was switched on; first content can take up to 12 hours');
  }

  async function noteSeen(): Promise<void> {
    const { seenAt } = await known();
    const now = clock.now();
    if (seenAt !== null && toMs(now) - toMs(seenAt) < NOTED_EVERY_MS) return;
    await change((state) => ({ ...state, seenAt: now }));
  }

  /** Day by day, the newest first, since what a listing of more than a day gives is not whole. */
  async function hasContentBefore(to: Instant, signal: AbortSignal): Promise<boolean> {
    const edge = shift(clock.now(), -REACH_MS);
    for (let end = to; end > edge; end = shift(end, -DAY_MS)) {
      const from = laterOf(shift(end, -DAY_MS), edge);
      if ((await api.list({ from, to: end }, 'normal', signal)).length > 0) return true;
    }
    return false;
  }

  async function isKept(stretch: OffStretch, signal: AbortSignal): Promise<boolean> {
    if (stretch.from !== null) return false;
    if (stretch.isKept !== null) return stretch.isKept;
    const found = await hasContentBefore(stretch.to, signal);
    await change(({ seenAt, off }) => ({
      seenAt,
      off: off.map((one) => (one.to === stretch.to ? { ...one, isKept: found } : one)),
    }));
    return found;
  }

  return {
    async ensure(signal) {
      if (await api.isSubscribed(signal)) await noteSeen();
      else await switchOn(signal);
    },

    switchOn,

    async unkept(window, signal) {
      const gaps: SourceItem[] = [];
      for (const stretch of (await known()).off) {
        const from = laterOf(stretch.from ?? window.from, window.from);
        const to = earlierOf(stretch.to, window.to);
        if (from >= to || (await isKept(stretch, signal))) continue;
        gaps.push({ type: 'gap', from, to, reason: 'expired-content', detail: NOT_KEPT });
      }
      return gaps;
    },
  };
}
