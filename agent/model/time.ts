/** ISO 8601 in UTC with milliseconds and `Z`: sorts as text. */
export type Instant = string;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Milliseconds since the epoch of an `Instant`; NaN when it is not one. */
export function toMs(instant: Instant): number {
  return Date.parse(instant);
}

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
  return [left, right].sort()[1] ?? left;
}

/** The earlier of two instants. */
export function earlierOf(left: Instant, right: Instant): Instant {
  return [left, right].sort()[0] ?? left;
}
