import { DAY_MS, parseInstant, toMs } from '../../../model/time.js';

export const DATE_PARTS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;

export type DatePart = (typeof DATE_PARTS)[number];

/** One part of a time text, in UTC; weeks as ISO 8601 counts them. Null when the text is no time. */
export function datePartOf(text: string, part: DatePart): number | null {
  const instant = parseInstant(text);
  if (instant === null) return null;
  const date = new Date(toMs(instant));
  switch (part) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

/** The week that holds the Thursday nearest to the day. */
function isoWeek(date: Date): number {
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(day + (3 - weekday) * DAY_MS);
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - firstDay) / DAY_MS / 7) + 1;
}
