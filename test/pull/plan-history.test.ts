import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../agent/model/coverage.js';
import { DAY_MS, HOUR_MS } from '../../agent/model/time.js';
import { firstHistory, historyShare, searchWindowMs } from '../../agent/pull/plan-history.js';

const NOW = '2026-07-01T12:00:00.500Z';
const row = (from: string, to: string): Coverage => ({
  source: 'exchangeAudit',
  from,
  to,
  state: 'covered',
  records: 0,
  reason: null,
  detail: null,
});

describe('the history of a log', () => {
  it('lies before the first stretch of its ledger, as far back as is wanted', () => {
    const ledger = [
      row('2026-06-26T00:00:00.000Z', NOW),
      row('2026-06-24T12:00:00.700Z', '2026-06-26T00:00:00.000Z'),
    ];
    expect(firstHistory('exchangeAudit', ledger, NOW, 180 * DAY_MS)).toEqual({
      source: 'exchangeAudit/history',
      coveredTo: '2026-06-24T12:00:00.000Z',
      backfill: { from: '2026-01-02T12:00:00.000Z', to: '2026-06-24T12:00:00.000Z' },
    });
  });

  it.each([
    ['nothing was read yet', [], 180 * DAY_MS],
    ['no more is wanted than was read', [row('2026-06-24T12:00:00.000Z', NOW)], 7 * DAY_MS],
  ])('is none when %s', (_name, ledger, backMs) => {
    expect(firstHistory('exchangeAudit', ledger, NOW, backMs)).toBeNull();
  });

  it.each([
    { name: 'a quiet log', recordsADay: 0, expected: 7 * DAY_MS },
    { name: 'a small tenant', recordsADay: 5_000, expected: 7 * DAY_MS },
    { name: 'a tenant of 5,000 mailboxes', recordsADay: 250_000, expected: 1.75 * DAY_MS },
    { name: 'the same with a few late records', recordsADay: 250_400, expected: 1.75 * DAY_MS },
    { name: 'a very large one', recordsADay: 15_000_000, expected: HOUR_MS },
  ])('is looked for in windows that one search can answer: $name', ({ recordsADay, expected }) => {
    expect(searchWindowMs(recordsADay)).toBe(expected);
  });

  it('tells how much of it was read', () => {
    const coveredTo = '2026-06-24T00:00:00.000Z';
    const from = '2026-06-14T00:00:00.000Z';
    const cursor = (to: string) => ({ source: 'x/history', coveredTo, backfill: { from, to } });
    expect(historyShare(cursor(coveredTo), from)).toBe(0);
    expect(historyShare(cursor('2026-06-19T00:00:00.000Z'), from)).toBe(0.5);
    expect(historyShare({ source: 'x/history', coveredTo }, from)).toBe(1);
  });
});
