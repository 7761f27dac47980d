import { isJsonObject, type JsonValue } from '../../model/json.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';

/** A stretch of time in which a feed was off. */
export interface OffStretch {
  /** Null where it was never seen to be on before. */
  readonly from: Instant | null;
  /** When it was switched on. */
  readonly to: Instant;
  /** Whether the feed has content of it all the same; null while nobody looked. */
  readonly isKept: boolean | null;
}

/** What is known of one feed's subscription. */
export interface SubscriptionState {
  /** When it was last seen to be on, to within an hour; null for never. */
  readonly seenAt: Instant | null;
  /** Those of the last days, oldest first. */
  readonly off: readonly OffStretch[];
}

/** The feed's own memory and a day. */
const KEPT_MS = 8 * DAY_MS;
const UNKNOWN: SubscriptionState = { seenAt: null, off: [] };

/** It was off, and is switched on at `now`. */
export function afterSwitchingOn({ seenAt, off }: SubscriptionState, now: Instant): SubscriptionState {
  // Switched on before without being seen on since: one stretch, which goes on.
  const last = off.at(-1);
  const isSame = last !== undefined && (seenAt === null || seenAt < last.to);
  const earlier = isSame ? off.slice(0, -1) : off;
  const stretch = { from: isSame ? last.from : seenAt, to: now, isKept: null };
  return { seenAt, off: [...earlier, stretch].filter((one) => one.to > shift(now, -KEPT_MS)) };
}

/** Writes it down as a text. */
export function writeState(state: SubscriptionState): string {
  return JSON.stringify(state);
}

/** What cannot be read was never known. */
export function readState(text: string | null): SubscriptionState {
  const value = text === null ? null : (JSON.parse(text) as JsonValue);
  if (!isJsonObject(value)) return UNKNOWN;
  const { seenAt, off } = value;
  return {
    seenAt: typeof seenAt === 'string' ? seenAt : null,
    off: Array.isArray(off) ? off.flatMap(toStretch) : [],
  };
}

function toStretch(value: JsonValue): readonly OffStretch[] {
  const { from, to, isKept } = isJsonObject(value) ? value : {};
  if (typeof to !== 'string') return [];
  return [
    {
      from: typeof from === 'string' ? from : null,
      to,
      isKept: typeof isKept === 'boolean' ? isKept : null,
    },
  ];
}
