import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../agent/model/coverage.js';
import { compactCoverage } from '../../agent/store/tables/compact-coverage.js';
import { openTemporary } from './open-temporary.js';
import { at, covered, gap, repaired } from './samples.js';

function sorted(ledger: readonly Coverage[]): readonly Coverage[] {
  const order = (row: Coverage) => `${row.from} ${row.to} ${row.state} ${row.reason} ${row.detail}`;
  return [...ledger].sort((left, right) => (order(left) < order(right) ? -1 : 1));
}

function ledgerOf(statements: readonly Coverage[]): readonly Coverage[] {
  return sorted(statements.reduce<readonly Coverage[]>(compactCoverage, []));
}

describe('compactCoverage', () => {
  it.each([
    {
      name: 'stretches that touch are one, their records added up',
      given: [covered(0, 10, 5), covered(10, 20, 7)],
      expected: [covered(0, 20, 12)],
    },
    {
      name: 'stretches that overlap are one',
      given: [covered(0, 10, 5), covered(8, 20, 7)],
      expected: [covered(0, 20, 12)],
    },
    {
      name: 'a stretch between two joins them',
      given: [covered(0, 10, 1), covered(20, 30, 2), covered(10, 20, 3)],
      expected: [covered(0, 30, 6)],
    },
    {
      name: 'stretches apart stay apart',
      given: [covered(0, 10), covered(11, 20)],
      expected: [covered(0, 10), covered(11, 20)],
    },
    { name: 'a stretch of no length is nothing', given: [covered(5, 5, 9), gap(7, 6)], expected: [] },
    { name: 'a gap said twice is one', given: [gap(0, 10), gap(0, 10)], expected: [gap(0, 10)] },
    {
      name: 'the same stretch and reason keeps the newer detail',
      given: [gap(0, 10), gap(0, 10, { detail: 'newer' })],
      expected: [gap(0, 10, { detail: 'newer' })],
    },
    {
      name: 'gaps of one reason that touch are one',
      given: [gap(0, 10), gap(10, 20), gap(15, 30)],
      expected: [gap(0, 30)],
    },
    {
      name: 'gaps of two reasons stay two',
      given: [gap(0, 10), gap(0, 10, { reason: 'permission' })],
      expected: [gap(0, 10), gap(0, 10, { reason: 'permission' })],
    },
    {
      name: 'dropped content that another way brought back is not missed again when a later look finds it gone',
      given: [
        gap(0, 10, { reason: 'expired-content' }),
        repaired(2, 10, { reason: 'expired-content' }),
        gap(0, 12, { reason: 'expired-content' }),
      ],
      expected: [
        gap(0, 2, { reason: 'expired-content' }),
        gap(10, 12, { reason: 'expired-content' }),
        covered(2, 10),
        repaired(2, 10, { reason: 'expired-content' }),
      ],
    },
    {
      name: 'an outage over a stretch that was repaired is a gap again',
      given: [gap(0, 10), repaired(0, 10), gap(0, 10)],
      expected: [covered(0, 10), gap(0, 10), repaired(0, 10)],
    },
    {
      name: 'a gap that is covered later is repaired and keeps its reason',
      given: [gap(0, 10), covered(0, 10, 4)],
      expected: [covered(0, 10, 4), repaired(0, 10)],
    },
    {
      name: 'only the covered part of a gap is repaired',
      given: [gap(0, 30), covered(10, 20)],
      expected: [gap(0, 10), covered(10, 20), repaired(10, 20), gap(20, 30)],
    },
    {
      name: 'a gap that only touches what is covered stays whole',
      given: [gap(0, 10), covered(10, 20)],
      expected: [gap(0, 10), covered(10, 20)],
    },
    {
      name: 'repairs that touch are one',
      given: [gap(0, 20), covered(0, 10), covered(10, 20)],
      expected: [covered(0, 20), repaired(0, 20)],
    },
    {
      name: 'a later look that failed is a gap over what was covered',
      given: [covered(0, 20), gap(10, 20)],
      expected: [covered(0, 20), gap(10, 20)],
    },
    {
      name: 'a repair that is stated covers and repairs',
      given: [gap(0, 20), repaired(0, 20, { records: 3 })],
      expected: [covered(0, 20, 3), repaired(0, 20)],
    },
  ])('$name', ({ given, expected }) => {
    expect(ledgerOf(given)).toEqual(sorted(expected));
  });

  const statement = fc
    .record({ isSeen: fc.boolean(), from: fc.nat(20), length: fc.integer({ min: 1, max: 6 }) })
    .map(({ isSeen, from, length }) => (isSeen ? covered : gap)(from, from + length));

  it('says of each minute what was said of it last: seen, or not (property)', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), (statements) => {
        const ledger = ledgerOf(statements);
        for (let minute = 0; minute < 26; minute += 1) {
          const of = (rows: readonly Coverage[]) =>
            rows.filter((row) => row.from <= at(minute) && at(minute) < row.to);
          const last = of(statements).at(-1)?.state;
          const states = new Set(of(ledger).map((row) => row.state));
          expect(states.has('gap')).toBe(last === 'gap');
          expect(states.has('covered')).toBe(of(statements).some((row) => row.state === 'covered'));
        }
      }),
    );
  });
});

describe('the coverage ledger', () => {
  it('gives what overlaps the asked stretch, of one source or all', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) =>
      tx.putCoverage([
        covered(0, 10, 1),
        covered(10, 20, 2),
        gap(30, 40),
        { ...covered(0, 5), source: 'audit' },
      ]),
    );
    const read = (source: string | null, from: number, to: number) =>
      store.read((tx) => tx.coverage(source, at(from), at(to)));
    expect(await read('signIns', 0, 60)).toEqual([covered(0, 20, 3), gap(30, 40)]);
    expect(await read('signIns', 20, 30)).toEqual([]);
    expect(await read(null, 0, 1)).toEqual([{ ...covered(0, 5), source: 'audit' }, covered(0, 20, 3)]);
    await store.write('test', (tx) => tx.putCoverage([covered(20, 60, 4)]));
    expect(await read('signIns', 0, 60)).toEqual([covered(0, 60, 7), repaired(30, 40)]);
  });

  it('keeps where each source goes on', async () => {
    const store = await openTemporary();
    expect(await store.read((tx) => tx.cursor('signIns'))).toBeNull();
    await store.write('test', (tx) => tx.putCursor({ source: 'signIns', coveredTo: at(1) }));
    await store.write('test', (tx) => tx.putCursor({ source: 'signIns', coveredTo: at(2) }));
    expect(await store.read((tx) => tx.cursor('signIns'))).toEqual({ source: 'signIns', coveredTo: at(2) });
  });
});
