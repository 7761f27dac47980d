import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../agent/model/time.js';
import { type NamedGap, stateCoverage } from '../../agent/pull/state-coverage.js';

const T0 = Date.parse('2026-03-02T08:00:00.000Z');

function at(minute: number): string {
  return toInstant(T0 + minute * 60_000);
}

function gap(from: number, to: number, detail = 'gone'): NamedGap {
  return { from: at(from), to: at(to), reason: 'expired-content', detail };
}

/** `[from, to, state]` in minutes. */
function stated(from: number, to: number, cursor: number, gaps: readonly NamedGap[], records = 7) {
  return stateCoverage('exchangeAudit', { from: at(from), to: at(to) }, at(cursor), gaps, records).map(
    (entry) => [
      (Date.parse(entry.from) - T0) / 60_000,
      (Date.parse(entry.to) - T0) / 60_000,
      entry.state,
      entry.records,
    ],
  );
}

describe('stateCoverage', () => {
  const cases: readonly { name: string; given: ReturnType<typeof stated>; expected: unknown }[] = [
    { name: 'a whole window', given: stated(0, 60, 0, []), expected: [[0, 60, 'covered', 7]] },
    {
      name: 'only the stretch beyond the cursor',
      given: stated(0, 60, 20, []),
      expected: [[20, 60, 'covered', 7]],
    },
    {
      name: 'cut around a gap',
      given: stated(0, 60, 0, [gap(10, 20)]),
      expected: [
        [0, 10, 'covered', 7],
        [10, 20, 'gap', 0],
        [20, 60, 'covered', 0],
      ],
    },
    {
      name: 'a gap in the overlap is named again and covers nothing twice',
      given: stated(0, 60, 30, [gap(10, 20)]),
      expected: [
        [10, 20, 'gap', 7],
        [30, 60, 'covered', 0],
      ],
    },
    {
      name: 'gaps that overlap, in any order, name each instant once',
      given: stated(0, 60, 0, [gap(15, 30), gap(10, 20)]),
      expected: [
        [0, 10, 'covered', 7],
        [10, 20, 'gap', 0],
        [20, 30, 'gap', 0],
        [30, 60, 'covered', 0],
      ],
    },
    {
      name: 'a gap to the end of the window',
      given: stated(0, 60, 0, [gap(50, 60)]),
      expected: [
        [0, 50, 'covered', 7],
        [50, 60, 'gap', 0],
      ],
    },
    { name: 'a window that ends at the cursor', given: stated(0, 60, 60, []), expected: [] },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(given).toEqual(expected));

  it('no instant beyond the cursor is both covered and not, or neither', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const anyGap = fc
      .tuple(minute, fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => [from, Math.min(60, from + length)] as const);
    fc.assert(
      fc.property(fc.array(anyGap, { maxLength: 6 }), minute, (gaps, cursor) => {
        const entries = stated(
          0,
          60,
          cursor,
          gaps.map(([from, to]) => gap(from, to)),
        );
        for (let instant = cursor + 0.5; instant < 60; instant += 1) {
          const here = entries.filter(([from, to]) => Number(from) <= instant && instant < Number(to));
          const isGap = gaps.some(([from, to]) => from <= instant && instant < to);
          expect(here.map((entry) => entry[2])).toEqual([isGap ? 'gap' : 'covered']);
        }
      }),
    );
  });
});
