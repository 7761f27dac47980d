import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../agent/model/time.js';
import { sliceOf } from '../../../bench/decide-growth/slice-of.js';
import { createDayStream } from '../../../bench/pull-day/day-stream.js';
import { createDayTemplates, type DayTemplates } from '../../../bench/pull-day/day-templates.js';
import { LOGS } from '../../../bench/pull-day/logs.js';

const RECORDS_PER_USER = 300;
let templates: DayTemplates;
beforeAll(() => {
  templates = createDayTemplates(1);
});

function countIn(users: number, { fromMs, lengthMs }: ReturnType<typeof sliceOf>): number {
  const stream = createDayStream(templates, users, RECORDS_PER_USER);
  const beginMs = templates.dayStartMs + fromMs;
  return [...LOGS.keys()].reduce(
    (sum, log) => sum + [...stream.records(log, beginMs, beginMs + lengthMs)].length,
    0,
  );
}

describe('the slice that brings a number of records', () => {
  it.each([
    { users: 100, records: 6_000 },
    { users: 1_000, records: 6_000 },
    { users: 10_000, records: 6_000 },
  ])('brings about $records of $users users', ({ users, records }) => {
    const slice = sliceOf(templates, { users, records, recordsPerUser: RECORDS_PER_USER });
    expect(Math.abs(countIn(users, slice) / records - 1)).toBeLessThan(0.2);
  });

  it('is no longer with more users, and never longer than a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (users, records) => {
          const wanted = { records, recordsPerUser: RECORDS_PER_USER };
          const few = sliceOf(templates, { users, ...wanted });
          const many = sliceOf(templates, { users: users * 2, ...wanted });
          expect(many.lengthMs).toBeLessThanOrEqual(few.lengthMs);
          expect(few.lengthMs).toBeLessThanOrEqual(24 * HOUR_MS);
        },
      ),
    );
  });
});

describe('the sign-in by which an account is known', () => {
  it('is another one for each account, of the day before, and none of the stream', () => {
    const stream = createDayStream(templates, 200, RECORDS_PER_USER);
    const known = Array.from({ length: 200 }, (_, at) => stream.firstOfDayBefore('signIns', at) ?? '')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as { id: string; createdDateTime: string });
    const begin = new Date(templates.dayStartMs).toISOString();
    const day = [...stream.records('signIns', templates.dayStartMs, templates.dayStartMs + 24 * HOUR_MS)];
    const ids = new Set(day.map((text) => (JSON.parse(text) as { id: string }).id));
    expect(known.length).toBeGreaterThan(100);
    expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    expect(known.filter(({ createdDateTime }) => createdDateTime >= begin)).toEqual([]);
    expect(known.filter(({ id }) => ids.has(id))).toEqual([]);
  });
});
