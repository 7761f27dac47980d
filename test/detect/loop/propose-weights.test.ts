import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitFamilies, type JudgedCase, judgedCases } from '../../../agent/detect/loop/fit-families.js';
import { proposeWeights } from '../../../agent/detect/loop/propose-weights.js';
import type { EvidenceFamily } from '../../../agent/model/finding.js';

const OPEN = 3500;

function judged(isIntruder: boolean, ...reasons: readonly [string, EvidenceFamily, number][]): JudgedCase {
  return { isIntruder, reasons: reasons.map(([rule, family, points]) => ({ rule, family, points })) };
}

function times(count: number, one: JudgedCase): readonly JudgedCase[] {
  return Array.from({ length: count }, () => one);
}

/** Rules of the mailbox tell an intruder from an owner; networks do not. */
const VERDICTS = [
  ...times(20, judged(true, ['forward', 'persistence', 3500], ['net', 'network', 2000])),
  ...times(20, judged(false, ['net', 'network', 2000], ['laptop', 'client', 1800])),
];
const POINTS = new Map([
  ['forward', 3500],
  ['net', 2000],
  ['laptop', 1800],
]);
const pointsOf = (rule: string): number | null => POINTS.get(rule) ?? null;

describe('what verdicts say of families', () => {
  it('takes from what spoke against owners, and leaves what told right', () => {
    const factors = Object.fromEntries(fitFamilies(VERDICTS, OPEN).map((one) => [one.family, one.factor]));
    expect(factors.client).toBeLessThan(0.95);
    expect(factors.network).toBeLessThan(1);
    expect(factors.persistence).toBeGreaterThan(factors.client ?? 1);
  });

  it('stays within a fifth, however many agree', () => {
    const wrong = times(500, judged(false, ['net', 'network', 9000]));
    expect(fitFamilies(wrong, OPEN)).toEqual([{ family: 'network', factor: 0.8, cases: 500 }]);
    const right = times(500, judged(true, ['net', 'network', 500]));
    expect(fitFamilies(right, OPEN)).toEqual([{ family: 'network', factor: 1.2, cases: 500 }]);
  });

  it('is the same for every order of the cases', () => {
    const expected = fitFamilies(VERDICTS, OPEN);
    fc.assert(
      fc.property(fc.shuffledSubarray(VERDICTS, { minLength: VERDICTS.length }), (shuffled) => {
        expect(fitFamilies(shuffled, OPEN)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('a verdict of unknown, and an open case, say nothing', () => {
    const incident = { reasons: [], closure: { verdict: 'unknown', at: '', by: null, reason: null } };
    const cases = [
      incident,
      { reasons: [] },
      { ...incident, closure: { ...incident.closure, verdict: 'benign' } },
    ];
    expect(judgedCases(cases as unknown as Parameters<typeof judgedCases>[0])).toEqual([
      { reasons: [], isIntruder: false },
    ]);
  });
});

describe('a proposal', () => {
  it('names each rule with its points now and then, and in how many cases it spoke', () => {
    const { changes, lacking, verdicts } = proposeWeights(VERDICTS, OPEN, pointsOf);
    expect(lacking).toBeNull();
    expect(verdicts).toEqual({ intruder: 20, nobody: 20 });
    const laptop = changes.find(({ rule }) => rule === 'laptop');
    expect(laptop).toMatchObject({ family: 'client', from: 1800, cases: 20, intruders: 0 });
    expect(laptop?.to).toBeLessThan(1800);
    expect(changes.every(({ from, to }) => to % 50 === 0 && Math.abs(to / from - 1) < 0.23)).toBe(true);
  });

  it.each([
    { name: 'too few verdicts', cases: VERDICTS.slice(5, 30), says: '25 of at least 30 verdicts' },
    {
      name: 'too few intruders',
      cases: [...VERDICTS.slice(13), ...VERDICTS.slice(20)],
      says: '7 of at least 8 cases with an intruder',
    },
    {
      name: 'too few owners',
      cases: [...VERDICTS.slice(0, 27), ...VERDICTS.slice(0, 10)],
      says: '7 of at least 8 cases with no intruder',
    },
  ])('is withheld with $name', ({ cases, says }) => {
    expect(proposeWeights(cases, OPEN, pointsOf)).toMatchObject({ changes: [], families: [], lacking: says });
  });

  it('passes over rules that have gone, and those that spoke in fewer than three cases', () => {
    const rare = times(2, judged(false, ['rare', 'client', 1800], ['gone', 'client', 1800]));
    const { changes } = proposeWeights([...VERDICTS, ...rare, ...rare], OPEN, (rule) =>
      rule === 'rare' ? 1800 : pointsOf(rule),
    );
    expect(changes.map(({ rule }) => rule)).toContain('rare');
    const fewer = proposeWeights([...VERDICTS, ...rare], OPEN, (rule) =>
      rule === 'rare' ? 1800 : pointsOf(rule),
    );
    expect(fewer.changes.map(({ rule }) => rule)).not.toContain('rare');
    expect(changes.map(({ rule }) => rule)).not.toContain('gone');
  });
});
