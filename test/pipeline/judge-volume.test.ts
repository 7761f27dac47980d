import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../agent/model/coverage.js';
import { HOUR_MS, type Instant, shift, toInstant, toMs } from '../../agent/model/time.js';
import type { HourVolume } from '../../agent/model/volume.js';
import { judgeVolume } from '../../agent/pipeline/judge-volume.js';

/** A Wednesday noon. */
const NOW = '2026-03-04T12:00:00.000Z';
const WEEK_HOURS = 168;

interface Told {
  readonly weeks: number;
  /** Records in the hour that began `hoursAgo` before now. */
  readonly records: (hoursAgo: number) => number;
  readonly gaps?: readonly (readonly [fromHoursAgo: number, toHoursAgo: number])[];
  readonly isEveryday?: boolean;
}

function judge({ weeks, records, gaps = [], isEveryday = false }: Told) {
  const hours = weeks * WEEK_HOURS + 30;
  const volume: HourVolume[] = Array.from({ length: hours }, (_, index) => hours - index).map((hoursAgo) => ({
    hour: back(hoursAgo),
    records: records(hoursAgo),
  }));
  const entry = (from: Instant, to: Instant, state: Coverage['state']): Coverage => ({
    source: 'signIns',
    from,
    to,
    state,
    records: 0,
    reason: state === 'gap' ? 'outage' : null,
    detail: null,
  });
  const coverage = [
    entry(back(hours), NOW, 'covered'),
    ...gaps.map(([from, to]) => entry(back(from), back(to), 'gap')),
  ];
  return judgeVolume({
    volume: volume.filter((one) => one.records > 0),
    coverage,
    settledTo: NOW,
    isEveryday,
  });
}

function back(hours: number): Instant {
  return shift(NOW, -hours * HOUR_MS);
}

/** Busy by day, quiet by night, quieter at the weekend. */
function office(hoursAgo: number): number {
  const at = new Date(toMs(back(hoursAgo)));
  const isWorkday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  const isDay = at.getUTCHours() >= 8 && at.getUTCHours() < 18;
  return isWorkday && isDay ? 900 + ((hoursAgo * 37) % 200) : 30 + (hoursAgo % 7);
}

describe('judgeVolume', () => {
  it.each([
    { name: 'an ordinary day', given: { weeks: 8, records: office }, expected: 'normal' },
    {
      name: 'a log that is read and brings nothing',
      given: { weeks: 4, records: (ago: number) => (ago <= 1 ? 0 : office(ago)) },
      expected: 'silence',
    },
    {
      name: 'a log that nearly stopped',
      given: { weeks: 4, records: (ago: number) => (ago <= 1 ? 11 : office(ago)) },
      expected: 'collapse',
    },
    {
      name: 'a public holiday is no collapse',
      given: { weeks: 4, records: (ago: number) => (ago <= 24 ? Math.ceil(office(ago) / 8) : office(ago)) },
      expected: 'normal',
    },
    {
      name: 'a flood',
      given: { weeks: 4, records: (ago: number) => (ago <= 1 ? 9_000 : office(ago)) },
      expected: 'flood',
    },
    {
      name: 'a busy morning after a campaign is no flood',
      given: { weeks: 4, records: (ago: number) => (ago <= 4 ? 3 * office(ago) : office(ago)) },
      expected: 'normal',
    },
    {
      name: 'two weeks are too few to compare with',
      given: { weeks: 2, records: (ago: number) => (ago <= 24 ? 0 : office(ago)) },
      expected: 'learning',
    },
    {
      name: 'weeks that were not read teach nothing',
      given: {
        weeks: 3,
        records: (ago: number) => (ago <= 24 ? 0 : office(ago)),
        gaps: [[2 * WEEK_HOURS + 30, 2 * WEEK_HOURS - 5] as const],
      },
      expected: 'learning',
    },
    {
      name: 'the empty weeks before a log began teach nothing',
      given: { weeks: 8, records: (ago: number) => (ago > 9 * 24 ? 0 : office(ago)) },
      expected: 'learning',
    },
    {
      name: 'one week that was silent itself hides no silence',
      given: {
        weeks: 6,
        records: (ago: number) => (ago <= 2 || (ago > 168 && ago < 240) ? 0 : office(ago)),
      },
      expected: 'silence',
    },
    {
      name: 'an hour that was not read is no silence: the ledger names it',
      given: { weeks: 4, records: (ago: number) => (ago <= 1 ? 0 : office(ago)), gaps: [[1, 0] as const] },
      expected: 'learning',
    },
    {
      name: 'a tenant of a few records a day is not missed for an empty day',
      given: { weeks: 8, records: (ago: number) => (ago > 24 && ago % 8 === 0 ? 1 : 0) },
      expected: 'quiet',
    },
    {
      name: 'a log of the first two weeks is missed after three days, which are longer than any weekend',
      given: { weeks: 2, records: (ago: number) => (ago <= 72 ? 0 : office(ago)) },
      expected: 'silence',
    },
    {
      name: 'two days without a record, in the first two weeks, may be a weekend',
      given: { weeks: 2, records: (ago: number) => (ago <= 60 ? 0 : office(ago)) },
      expected: 'learning',
    },
    {
      name: 'a log of few records in its first weeks may rest for three days',
      given: { weeks: 2, records: (ago: number) => (ago > 72 && ago % 3 === 0 ? 1 : 0) },
      expected: 'learning',
    },
    {
      name: 'a log of every day that never brought one',
      given: { weeks: 0, records: (): number => 0, isEveryday: true },
      expected: 'silence',
    },
    {
      name: 'a log of every day of which no day was read whole yet',
      given: { weeks: 0, records: (): number => 0, isEveryday: true, gaps: [[30, 20] as const] },
      expected: 'learning',
    },
    {
      name: 'a log that may be empty for good reason',
      given: { weeks: 8, records: (): number => 0 },
      expected: 'learning',
    },
    {
      name: 'a small tenant is missed after more hours',
      given: { weeks: 8, records: (ago: number) => (ago <= 12 ? 0 : 3) },
      expected: 'silence',
    },
  ])('$name', ({ given, expected }) => {
    expect(judge(given).state).toBe(expected);
  });

  it('a busy hour that moved by one hour is neither silence nor flood', () => {
    const shifted = (ago: number): number => {
      const hour = new Date(toMs(back(ago))).getUTCHours();
      return hour === (ago <= 24 ? 10 : 11) ? 900 : 3;
    };
    expect(['normal', 'quiet']).toContain(judge({ weeks: 8, records: shifted }).state);
  });

  it('tells the stretch, what came and what usually comes', () => {
    const judged = judge({ weeks: 4, records: (ago) => (ago <= 1 ? 0 : 100) });
    expect(judged).toEqual({
      state: 'silence',
      from: back(1),
      to: toInstant(toMs(NOW)),
      records: 0,
      usual: 100,
    });
  });
});
