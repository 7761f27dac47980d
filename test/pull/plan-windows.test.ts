import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../agent/model/time.js';
import { type PlanInput, planWindows } from '../../agent/pull/plan-windows.js';

const NOW = '2026-03-02T08:00:00.000Z';

function input(more: Partial<PlanInput> = {}): PlanInput {
  return {
    coveredTo: '2026-03-02T07:59:00.000Z',
    now: NOW,
    overlapMs: 10 * MINUTE_MS,
    lookBackMs: 7 * DAY_MS,
    maxWindowMs: 6 * HOUR_MS,
    ...more,
  };
}

describe('planWindows', () => {
  const cases: readonly {
    name: string;
    given: Partial<PlanInput>;
    expected: { coveredTo: string; from: string | null; count: number; lost: object | null };
  }[] = [
    {
      name: 'later pulls begin behind the cursor',
      given: {},
      expected: {
        coveredTo: '2026-03-02T07:59:00.000Z',
        from: '2026-03-02T07:49:00.000Z',
        count: 1,
        lost: null,
      },
    },
    {
      name: 'what the provider dropped since is lost, and reading begins at its edge',
      given: { coveredTo: '2026-02-20T08:00:00.000Z', maxWindowMs: DAY_MS },
      expected: {
        coveredTo: '2026-02-20T08:00:00.000Z',
        from: '2026-02-23T08:00:00.000Z',
        count: 7,
        lost: { from: '2026-02-20T07:50:00.000Z', to: '2026-02-23T08:00:00.000Z' },
      },
    },
    {
      name: 'late records that were waited for are lost where the provider dropped them',
      given: { coveredTo: '2026-02-23T08:05:00.000Z', maxWindowMs: DAY_MS },
      expected: {
        coveredTo: '2026-02-23T08:05:00.000Z',
        from: '2026-02-23T08:00:00.000Z',
        count: 7,
        lost: { from: '2026-02-23T07:55:00.000Z', to: '2026-02-23T08:00:00.000Z' },
      },
    },
    {
      name: 'a cursor in the future, after the clock was set back, is taken for now',
      given: { coveredTo: '2026-03-05T00:00:00.000Z' },
      expected: { coveredTo: NOW, from: '2026-03-02T07:50:00.000Z', count: 1, lost: null },
    },
    {
      name: 'nothing to read while no second has passed',
      given: { coveredTo: NOW, overlapMs: 0, now: '2026-03-02T08:00:00.900Z' },
      expected: { coveredTo: NOW, from: null, count: 0, lost: null },
    },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => {
      const plan = planWindows(input(given));
      expect({
        coveredTo: plan.coveredTo,
        from: plan.windows[0]?.from ?? null,
        count: plan.windows.length,
        lost: plan.lost,
      }).toEqual(expected);
    });
  }

  it('windows abut, are bounded, lie on whole seconds and reach from behind the cursor to now', () => {
    const anyInput = fc.record({
      now: fc.integer({ min: toMs('2020-01-01T00:00:00.000Z'), max: toMs('2030-01-01T00:00:00.000Z') }),
      behindMs: fc.integer({ min: -HOUR_MS, max: 20 * DAY_MS }),
      overlapMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
      lookBackMs: fc.integer({ min: HOUR_MS, max: 30 * DAY_MS }),
      maxWindowMs: fc.integer({ min: 10 * MINUTE_MS, max: 2 * DAY_MS }),
    });
    fc.assert(
      fc.property(anyInput, ({ now, behindMs, ...rest }) => {
        const plan = planWindows({
          ...rest,
          now: toInstant(now),
          coveredTo: toInstant(now - behindMs),
        });
        const { windows } = plan;
        for (const [index, window] of windows.entries()) {
          const [from, to] = [toMs(window.from), toMs(window.to)];
          expect(from).toBeLessThan(to);
          expect(to - from).toBeLessThanOrEqual(rest.maxWindowMs);
          expect([from % SECOND_MS, to % SECOND_MS]).toEqual([0, 0]);
          expect(from).toBeGreaterThanOrEqual(now - rest.lookBackMs);
          if (index > 0) expect(window.from).toBe(windows[index - 1]?.to);
        }
        const first = windows[0]?.from;
        if (first !== undefined) {
          if (plan.lost !== null) expect(first).toBe(plan.lost.to);
          else expect(first <= plan.coveredTo).toBe(true);
          expect(windows.at(-1)?.to).toBe(toInstant(Math.floor(now / SECOND_MS) * SECOND_MS));
        }
      }),
    );
  });
});
