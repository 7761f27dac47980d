/** ISO 8601 in UTC with milliseconds and `Z`: sorts as text. */
export type Instant = string;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Milliseconds since the epoch of an `Instant`; NaN when it is not one. */
export function toMs(instant: Instant): number {
  const ms = quickMs(instant);
  return Number.isNaN(ms) ? Date.parse(instant) : ms;
}

const INSTANT_CHARS = 'YYYY-MM-DDTHH:MM:SS.mmmZ'.length;
const FIRST_YEAR = 1000;
/** Every month has as many. */
const SURE_DAYS = 28;

/** A long past has tens of thousands of times, and the parser of all dates takes several times as long. NaN: that one has to tell. */
function quickMs(instant: Instant): number {
  if (instant.length !== INSTANT_CHARS || !isPunctuated(instant)) return Number.NaN;
  const [year, month, day] = [digits(instant, 0, 4), digits(instant, 5, 2), digits(instant, 8, 2)];
  const [hour, minute, second] = [digits(instant, 11, 2), digits(instant, 14, 2), digits(instant, 17, 2)];
  const isSure = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= SURE_DAYS;
  if (!isSure || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return Date.UTC(year, month - 1, day, hour, minute, second, digits(instant, 20, 3));
}

function isPunctuated(instant: Instant): boolean {
  return (
    instant[4] === '-' &&
    instant[7] === '-' &&
    instant[10] === 'T' &&
    instant[13] === ':' &&
    instant[16] === ':' &&
    instant[19] === '.' &&
    instant[23] === 'Z'
  );
}

/** NaN when one of them is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const ZERO = '0'.charCodeAt(0);

/** The `Instant` of milliseconds since the epoch. */
export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** `instant` moved by `ms`, which may be negative. */
export function shift(instant: Instant, ms: number): Instant {
  return toInstant(toMs(instant) + ms);
}

const INSTANT_SHAPE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads a provider's time text. A text without an offset is UTC: the unified audit log writes
 * `CreationTime` so (9,608 of 9,608 records of a real export). More than three decimals are cut.
 * Null when the text is no time.
 */
export function parseInstant(text: string): Instant | null {
  const match = INSTANT_SHAPE.exec(text.trim());
  if (match === null) return null;
  const cut = text
    .trim()
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d+/, '$1');
  const withOffset = match[1] === undefined && cut.includes('T') ? `${cut}Z` : cut;
  const ms = Date.parse(withOffset);
  return Number.isNaN(ms) ? null : toInstant(ms);
}

/** The later of two instants. */
export function laterOf(left: Instant, right: Instant): Instant {
  return left < right ? right : left;
}

/** The earlier of two instants. */
export function earlierOf(left: Instant, right: Instant): Instant {
  return right < left ? right : left;
}

/** The day of an instant, in UTC: days since the epoch. */
export function dayOf(instant: Instant): number {
  return Math.floor(toMs(instant) / DAY_MS);
}

/** Its begin, in UTC. */
export function beginOfDay(day: number): Instant {
  return toInstant(day * DAY_MS);
}
