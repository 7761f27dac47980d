import { describe, expect, it } from 'vitest';
import { Calendar } from '../../../../simulator/world/chance/calendar.js';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1, 3, 30);
const calendar = new Calendar(START_MS, 10);

describe('Calendar', () => {
  it('puts the start at 15:00 UTC of its day 0, whatever the real time of day', () => {
    expect(calendar.at(0, 15 * 60, 0)).toBe(START_MS);
    expect(calendar.at(-1, 15 * 60, 0)).toBe(START_MS - 24 * HOUR_MS);
  });

  it('counts local minutes from local midnight', () => {
    expect(calendar.at(0, 9 * 60, -6)).toBe(START_MS);
  });

  it.each([
    { day: 0, weekend: false },
    { day: -2, weekend: false },
    { day: -3, weekend: true },
    { day: -4, weekend: true },
    { day: -5, weekend: false },
    { day: -10, weekend: true },
  ])('day $day: weekend $weekend', ({ day, weekend }) => {
    expect(calendar.isWeekend(day)).toBe(weekend);
  });

  it('knows the day of each moment of it', () => {
    for (const day of calendar.dayNumbers) {
      expect(calendar.dayOf(calendar.at(day, 0, 0))).toBe(day);
      expect(calendar.dayOf(calendar.at(day, 1_439, 0))).toBe(day);
    }
  });

  it('ends history a second before the start', () => {
    expect(calendar.isHistory(START_MS - 1_001)).toBe(true);
    expect(calendar.isHistory(START_MS - 1_000)).toBe(false);
    expect(calendar.isHistory(calendar.firstMs)).toBe(true);
    expect(calendar.isHistory(calendar.firstMs - 1)).toBe(false);
  });
});
