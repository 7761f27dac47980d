import { describe, expect, it } from 'vitest';
import type { Coverage, GapReason, RepairAttempt } from '../../agent/model/coverage.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, shift } from '../../agent/model/time.js';
import { decideRepair, nextAttempt, type RepairInput } from '../../agent/pull/decide-repairs.js';

const NOW = '2026-03-20T12:00:00.000Z';

function gap(fromHours: number, toHours: number, reason: GapReason): Coverage {
  const [from, to] = [shift(NOW, -fromHours * HOUR_MS), shift(NOW, -toHours * HOUR_MS)];
  return { source: 'exchangeAudit', from, to, state: 'gap', records: 0, reason, detail: 'why' };
}

function tried(row: Coverage, attempts: number, dueInMs: number): RepairAttempt {
  const { source, from, to } = row;
  return { source, from, to, attempts, nextAt: shift(NOW, dueInMs), lastError: '503' };
}

function input(more: Partial<RepairInput>): RepairInput {
  return {
    source: {
      name: 'exchangeAudit',
      timeBasis: 'available',
      lookBackMs: 7 * DAY_MS,
      maxWindowMs: 12 * HOUR_MS,
    },
    canSearch: true,
    latenessMs: 2 * HOUR_MS,
    ledger: [],
    attempts: [],
    now: NOW,
    ...more,
  };
}

const outage = gap(5, 4, 'outage');
const expired = gap(30, 29, 'expired-content');

describe('decideRepair', () => {
  it.each([
    { name: 'nothing to repair', given: {}, expected: null },
    { name: 'an outage is read again', given: { ledger: [outage] }, expected: ['read again', 5, 4] },
    {
      name: 'content that expired is searched for, earlier by the lateness of its events',
      given: { ledger: [expired] },
      expected: ['audit search', 32, 29],
    },
    { name: '... where there is a search', given: { ledger: [expired], canSearch: false }, expected: null },
    {
      name: 'an outage that the feed no longer has is searched for',
      given: { ledger: [gap(200, 199, 'throttled-out')] },
      expected: ['audit search', 202, 199],
    },
    {
      name: 'the newest first',
      given: { ledger: [gap(60, 59, 'outage'), outage] },
      expected: ['read again', 5, 4],
    },
    {
      name: 'neighbours in one look',
      given: { ledger: [gap(10, 9, 'outage'), outage] },
      expected: ['read again', 10, 4],
    },
    {
      name: 'a long one in parts',
      given: { ledger: [gap(40, 4, 'outage')] },
      expected: ['read again', 16, 4],
    },
    {
      name: 'not before its time',
      given: { ledger: [outage], attempts: [tried(outage, 1, 1)] },
      expected: null,
    },
    {
      name: 'again when its time has come',
      given: { ledger: [outage], attempts: [tried(outage, 1, 0)] },
      expected: ['read again', 5, 4],
    },
    {
      name: 'not for ever',
      given: { ledger: [outage], attempts: [tried(outage, 12, -1)] },
      expected: null,
    },
    {
      name: 'a part of a gap that was tried counts as tried',
      given: { ledger: [gap(6, 3, 'outage')], attempts: [tried(outage, 1, 1)] },
      expected: null,
    },
    {
      name: 'what is covered is left alone',
      given: { ledger: [{ ...outage, state: 'covered' as const }] },
      expected: null,
    },
  ])('$name', ({ given, expected }) => {
    const task = decideRepair(input(given));
    const hoursAgo = (instant: string) => (Date.parse(NOW) - Date.parse(instant)) / HOUR_MS;
    const said = task === null ? null : [task.way, hoursAgo(task.window.from), hoursAgo(task.window.to)];
    expect(said).toEqual(expected);
  });

  it.each([
    'retention-passed',
    'licence',
    'permission',
    'audit-off',
    'mailbox-not-audited',
    'mail-access-throttled',
  ] as const)('%s is never asked for again: nothing brings it back, or the next pull does', (reason) => {
    expect(decideRepair(input({ ledger: [gap(5, 4, reason)] }))).toBeNull();
  });
});

describe('nextAttempt', () => {
  const part = (attempts: number) => ({ ...outage, reason: 'outage' as const, attempts });
  const failure = { message: '503', retryAfterMs: null };

  it('waits longer each time, six hours at most', () => {
    const waits = [0, 1, 2, 11].map((attempts) => nextAttempt(part(attempts), 'exchangeAudit', failure, NOW));
    expect(waits.map((one) => [one.attempts, one.nextAt])).toEqual([
      [1, shift(NOW, 5 * MINUTE_MS)],
      [2, shift(NOW, 10 * MINUTE_MS)],
      [3, shift(NOW, 20 * MINUTE_MS)],
      [12, shift(NOW, 6 * HOUR_MS)],
    ]);
  });

  it('is never earlier than the provider said, and being early is no failed attempt', () => {
    const early = nextAttempt(part(3), 'exchangeAudit', { message: 'later', retryAfterMs: 9 * HOUR_MS }, NOW);
    expect([early.attempts, early.nextAt]).toEqual([3, shift(NOW, 9 * HOUR_MS)]);
  });
});
