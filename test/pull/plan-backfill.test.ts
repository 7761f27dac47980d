import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Window } from '../../agent/model/ports.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, shift, toInstant, toMs } from '../../agent/model/time.js';
import { firstPlace, nextBackfill } from '../../agent/pull/plan-backfill.js';

const NOW = '2026-03-02T08:00:00.000Z';
const LIMITS = { now: NOW, lookBackMs: 7 * DAY_MS, maxWindowMs: HOUR_MS };

describe('the first place of a source', () => {
  it('the newest window is for the present, the rest for the back-fill', () => {
    expect(firstPlace('signIns', { ...LIMITS, initialMs: DAY_MS })).toMatchObject({
      coveredTo: '2026-03-02T07:00:00.000Z',
      backfill: { from: '2026-03-01T08:00:00.000Z', to: '2026-03-02T07:00:00.000Z' },
    });
  });

  it('it goes no further back than the provider will still remember in a while', () => {
    const { backfill } = firstPlace('signIns', { ...LIMITS, initialMs: 90 * DAY_MS });
    expect(backfill?.from).toBe('2026-02-23T08:10:00.000Z');
  });

  it('a short beginning is read at once, without back-fill', () => {
    const place = firstPlace('signIns', { ...LIMITS, initialMs: 10 * MINUTE_MS });
    expect(place.coveredTo).toBe('2026-03-02T07:50:00.000Z');
    expect(place.backfill).toBeUndefined();
  });
});

describe('nextBackfill', () => {
  const windowBack = (fromHours: number, toHours: number): Window => ({
    from: shift(NOW, -fromHours * HOUR_MS),
    to: shift(NOW, -toHours * HOUR_MS),
  });
  it.each([
    {
      name: 'cuts off the newest window',
      given: windowBack(10, 2),
      expected: { window: windowBack(3, 2), lost: null, rest: windowBack(10, 3) },
    },
    {
      name: 'ends with what is left',
      given: windowBack(2.5, 2),
      expected: { window: windowBack(2.5, 2), lost: null, rest: null },
    },
    {
      name: 'names what the provider dropped meanwhile',
      given: windowBack(171, 167.5),
      expected: { window: windowBack(168, 167.5), lost: windowBack(171, 168), rest: null },
    },
    {
      name: 'names all of it when nothing is left there',
      given: windowBack(180, 170),
      expected: { window: null, lost: windowBack(180, 170), rest: null },
    },
  ])('$name', ({ given, expected }) => {
    expect(nextBackfill(given, LIMITS)).toEqual(expected);
  });

  it('reads or names every second once, whenever it is interrupted (property)', () => {
    const given = fc.record({
      hours: fc.integer({ min: 1, max: 200 }),
      pausesMs: fc.array(fc.integer({ min: 0, max: 2 * DAY_MS }), { minLength: 250, maxLength: 250 }),
      maxWindowMs: fc.integer({ min: SECOND_MS, max: DAY_MS }).map((ms) => Math.max(HOUR_MS, ms)),
    });
    fc.assert(
      fc.property(given, ({ hours, pausesMs, maxWindowMs }) => {
        let nowMs = toMs(NOW);
        let rest: Window | null = windowBack(hours, 0);
        const parts: Window[] = [];
        for (let step = 0; rest !== null; step += 1) {
          nowMs += pausesMs[step] ?? 0;
          const next = nextBackfill(rest, { ...LIMITS, maxWindowMs, now: toInstant(nowMs) });
          parts.push(...[next.window, next.lost].filter((one) => one !== null));
          rest = next.rest;
        }
        const ordered = parts.sort((left, right) => (left.from < right.from ? -1 : 1));
        expect(ordered[0]?.from).toBe(windowBack(hours, 0).from);
        expect(ordered.at(-1)?.to).toBe(NOW);
        for (const [index, part] of ordered.slice(1).entries()) expect(part.from).toBe(ordered[index]?.to);
      }),
      { numRuns: 60 },
    );
  });
});
