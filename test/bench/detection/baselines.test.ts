import { describe, expect, it } from 'vitest';
import { counted, each, newTerm, parameter, text } from '../../../bench/detection/baseline/conditions.js';

const DAY_MS = 86_400_000;

describe('conditions of public rules', () => {
  it('count distinct values under one key within the window', () => {
    const rule = counted('spray', {
      ...{ windowMs: 1_000, atLeast: 3, value: (record) => text(record, 'who') },
      by: (_, record) => text(record, 'from'),
    });
    const see = (who: string, atMs: number, from = 'a'): number =>
      rule.see('signIns', { who, from }, atMs).length;
    expect([see('ada', 0), see('ben', 10), see('ben', 20), see('cleo', 30)]).toEqual([0, 0, 0, 1]);
    expect([see('dev', 2_000), see('eli', 2_010), see('fay', 2_020, 'b')]).toEqual([0, 0, 0]);
  });

  it('call new what was not seen for so many days', () => {
    const rule = newTerm('new', 7, (_, record) => text(record, 'who'));
    const see = (atMs: number): number => rule.see('signIns', { who: 'ada' }, atMs).length;
    expect([see(0), see(6 * DAY_MS), see(12 * DAY_MS), see(20 * DAY_MS)]).toEqual([1, 0, 0, 1]);
  });

  it('read parameters of cmdlets and properties of operations', () => {
    expect(parameter({ Parameters: [{ Name: 'Name', Value: '.' }] }, 'Name')).toBe('.');
    expect(parameter({ OperationProperties: [{ Name: 'IsThrottled', Value: 'True' }] }, 'IsThrottled')).toBe(
      'True',
    );
    expect(parameter({ Parameters: 'none' }, 'Name')).toBe('');
  });

  it('alert at each match', () => {
    const rule = each('any', (log) => (log === 'signIns' ? 'ada' : null));
    expect(rule.see('signIns', {}, 0)).toEqual(['ada']);
    expect(rule.see('directoryAudits', {}, 0)).toEqual([]);
  });
});
