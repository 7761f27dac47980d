const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The virtual start of the live act is a Wednesday, 15:00 UTC. */
const START_HOUR_UTC = 15;
const START_WEEKDAY = 3;

/**
 * The virtual time line. Day 0 is the day of the start, earlier days are negative; the whole line is shifted
 * so that its start falls on the real one, whatever weekday that is.
 */
export class Calendar {
  readonly startMs: number;
  readonly days: number;

  constructor(startMs: number, days: number) {
    this.startMs = startMs;
    this.days = days;
  }

  /** History begins here. */
  get firstMs(): number {
    return this.startMs - this.days * DAY_MS;
  }

  /** Days with any history, oldest first, up to day 0. */
  get dayNumbers(): readonly number[] {
    return Array.from({ length: this.days + 1 }, (_, index) => index - this.days);
  }

  /** `minutes` after local midnight of a day, at a fixed offset from UTC in hours. */
  at(day: number, minutes: number, utcOffsetHours: number): number {
    const midnight = this.startMs - START_HOUR_UTC * HOUR_MS + day * DAY_MS;
    return Math.round(midnight + minutes * 60_000 - utcOffsetHours * HOUR_MS);
  }

  /** The day (in UTC) of a moment. */
  dayOf(atMs: number): number {
    return Math.floor((atMs - (this.startMs - START_HOUR_UTC * HOUR_MS)) / DAY_MS);
  }

  isWeekend(day: number): boolean {
    const weekday = (((START_WEEKDAY + day) % 7) + 7) % 7;
    return weekday === 0 || weekday === 6;
  }

  /** Whether something at this moment belongs to the history (the last second is left to the live act). */
  isHistory(atMs: number): boolean {
    return atMs >= this.firstMs && atMs < this.startMs - 1000;
  }

  /** Hours before the start. */
  before(hours: number): number {
    return this.startMs - hours * HOUR_MS;
  }
}
