import { DAY_MS, type Instant, toMs } from '../../model/time.js';

/** Holidays on a fixed day: month from 1, day. Source: 5 U.S.C. 6103. */
const FIXED: readonly (readonly [number, number])[] = [
  [1, 1],
  [6, 19],
  [7, 4],
  [11, 11],
  [12, 25],
];
/** Holidays on a Monday or Thursday: month, weekday from Sunday as 0, which one of the month; 5 is the last. */
const FLOATING: readonly (readonly [number, number, number])[] = [
  [1, 1, 3],
  [2, 1, 3],
  [5, 1, 5],
  [9, 1, 1],
  [10, 1, 2],
  [11, 4, 4],
];

/** Whether a day (by UTC) is one on which the offices of the United States are open: no weekend and no federal holiday. */
export function isBusinessDay(instant: Instant): boolean {
  const day = new Date(toMs(instant));
  const weekday = day.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !isHoliday(day) && !isObserved(day, weekday);
}

/** A holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
function isObserved(day: Date, weekday: number): boolean {
  if (weekday === 5) return isFixed(new Date(day.getTime() + DAY_MS));
  return weekday === 1 && isFixed(new Date(day.getTime() - DAY_MS));
}

function isHoliday(day: Date): boolean {
  return isFixed(day) || FLOATING.some(([month, weekday, which]) => isNth(day, month, weekday, which));
}

function isFixed(day: Date): boolean {
  return FIXED.some(([month, date]) => day.getUTCMonth() === month - 1 && day.getUTCDate() === date);
}

function isNth(day: Date, month: number, weekday: number, which: number): boolean {
  if (day.getUTCMonth() !== month - 1 || day.getUTCDay() !== weekday) return false;
  const date = day.getUTCDate();
  return which === 5 ? date > 24 : Math.ceil(date / 7) === which;
}
