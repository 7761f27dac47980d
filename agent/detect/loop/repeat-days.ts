import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import { DAY_MS } from '../../model/time.js';

const DATE = /^(\d{4}-\d\d-\d\d)(?=T\d\d:\d\d)/;

/**
 * A record as it would be some days later: every time in it is moved, and `{day}` in any text becomes the number of days, so that ids and
 * sessions of the days can differ.
 */
export function daysLater(record: JsonObject, days: number): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, moved(value ?? null, days)]));
}

function moved(value: JsonValue, days: number): JsonValue {
  if (typeof value === 'string')
    return value.replace(DATE, (date) => laterDate(date, days)).replaceAll('{day}', String(days));
  if (Array.isArray(value)) return value.map((one) => moved(one, days));
  return isJsonObject(value) ? daysLater(value, days) : value;
}

function laterDate(date: string, days: number): string {
  const ms = Date.parse(`${date}T00:00:00Z`) + days * DAY_MS;
  return Number.isNaN(ms) ? date : new Date(ms).toISOString().slice(0, 10);
}
