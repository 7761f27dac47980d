import { DAY_MS, HOUR_MS, SECOND_MS } from '../../agent/model/time.js';
import type { DayTemplates } from '../pull-day/day-templates.js';

/** A stretch of the working day. */
export interface Slice {
  readonly fromMs: number;
  readonly lengthMs: number;
}

/** The busiest hour, UTC. */
const FROM_MS = 16 * HOUR_MS;
const HOURS = DAY_MS / HOUR_MS;

/**
 * How much of the day from its busiest hour on brings so many records of so many users; a whole day where there are fewer. Hours
 * after midnight are those of the next day, which is the same. Off by some hundredths: people begin at different times.
 */
export function sliceOf(
  templates: DayTemplates,
  wanted: { readonly users: number; readonly records: number; readonly recordsPerUser: number },
): Slice {
  const byHour = rowsByHour(templates);
  const rows = byHour.reduce((sum, one) => sum + one, 0);
  const recordsPerRow = (wanted.users * wanted.recordsPerUser) / rows;
  let left = wanted.records;
  let lengthMs = 0;
  for (let step = 0; step < HOURS && left > 0; step += 1) {
    const hour = (FROM_MS / HOUR_MS + step) % HOURS;
    const records = (byHour[hour] ?? 0) * recordsPerRow;
    lengthMs += records <= left ? HOUR_MS : (left / records) * HOUR_MS;
    left -= records;
  }
  // The provider's logs know whole seconds.
  return { fromMs: FROM_MS, lengthMs: Math.max(SECOND_MS, Math.round(lengthMs / SECOND_MS) * SECOND_MS) };
}

function rowsByHour({ people, dayStartMs }: DayTemplates): readonly number[] {
  const byHour = new Array<number>(HOURS).fill(0);
  for (const { atMs } of people.flatMap((day) => [...day.values()].flat())) {
    const hour = Math.floor((atMs - dayStartMs) / HOUR_MS);
    byHour[hour] = (byHour[hour] ?? 0) + 1;
  }
  return byHour;
}
