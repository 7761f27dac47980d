import type { Issues } from '../sigma/language/issues.js';

/** Months and years are means over the Gregorian calendar, as the reference implementation (pySigma) counts them. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_629_746,
  y: 31_556_952,
};

const MAX_SPAN_MS = 100 * 366 * 86_400_000;
const PATH = ['correlation', 'timespan'];

/** A timespan such as `90m` in milliseconds; null for anything else, for none at all, and for more than a hundred years. */
export function parseTimespan(value: unknown): number | null {
  const match = typeof value === 'string' ? /^(\d{1,12})([smhdwMy])$/.exec(value.trim()) : null;
  const spanMs = Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? ''] ?? 0) * 1_000;
  return spanMs > 0 && spanMs <= MAX_SPAN_MS ? spanMs : null;
}

/** Reads the timespan of a correlation, as milliseconds. Null, and an issue, when it is none. */
export function readTimespan(value: unknown, issues: Issues): number | null {
  const spanMs = parseTimespan(value);
  if (spanMs !== null) return spanMs;
  issues.error(
    PATH,
    value === undefined
      ? 'a correlation needs a timespan, such as 10m'
      : 'timespan must be a number above 0 with a unit: s, m, h, d, w, M (month) or y, such as 90m',
  );
  return null;
}
