import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget, type Lane, type Passage, type Priority } from '../../../agent/m365/calls/budget.js';
import { createRateWindow } from '../../../agent/m365/calls/rate-window.js';
import { retryAfterMs } from '../../../agent/m365/calls/retry-after.js';
import { systemClock } from '../../../agent/runtime/clock.js';
import { RateWindow } from '../../../simulator/server/throttle/rate-window.js';
import { NEVER, type RecordingClock } from '../connect-fake.js';

const through = (lane: Lane, priority: Priority = 'normal'): Passage => ({
  lane,
  identity: 'reader',
  priority,
});
const into = (mailbox: string): Passage => ({
  lane: 'mailbox',
  identity: 'examiner',
  mailbox,
  priority: 'normal',
});

/** Stands still but for the waits, which are written down. */
function stillClock(): RecordingClock {
  let nowMs = Date.parse('2026-03-02T08:00:00.000Z');
  const waits: number[] = [];
  return {
    waits,
    now: () => new Date(nowMs).toISOString(),
    nowMs: () => nowMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
    },
  };
}

describe('lanes', () => {
  const limits: readonly { lane: Lane; limit: number; windowMs: number }[] = [
    { lane: 'reports', limit: 5, windowMs: 10_000 },
    { lane: 'identity-protection', limit: 1, windowMs: 1_000 },
    { lane: 'management', limit: 2_000, windowMs: 60_000 },
  ];
  for (const { lane, limit, windowMs } of limits) {
    it(`${lane}: ${limit} calls start at once, the next only when the provider's window is over`, async () => {
      const clock = stillClock();
      const budget = createBudget(clock, 1);
      for (let call = 0; call < limit; call += 1) await budget.enter(through(lane), NEVER);
      expect(clock.waits).toEqual([]);
      await budget.enter(through(lane), NEVER);
      expect(clock.waits[0]).toBeGreaterThanOrEqual(windowMs);
    });
  }

  it('are divided for a tenant that runs faster', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 100);
    for (let call = 0; call <= 5; call += 1) await budget.enter(through('reports'), NEVER);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(100);
    expect(clock.waits[0]).toBeLessThan(1_000);
  });

  it('containment waits for no back-fill, however much of it there is', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    for (const lane of ['reports', 'directory', 'management', 'identity-protection'] as const) {
      budget.hold(through(lane), 3_600_000);
    }
    // More than a mailbox has places for: the last ones wait.
    for (let call = 0; call < 5; call += 1) void budget.enter(into('anna'), NEVER);
    await budget.enter(through('containment'), NEVER);
    expect(clock.waits).toEqual([]);
  });
});

describe('the queue of a lane', () => {
  it('lets containment go first and the past last, however long they have waited', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    const order: string[] = [];
    const enter = (name: string, priority: Priority) =>
      budget.enter(through('identity-protection', priority), NEVER).then(() => order.push(name));
    await Promise.all([
      enter('first', 'normal'),
      enter('past', 'low'),
      enter('older past', 'low'),
      enter('poll', 'normal'),
      enter('page', 'normal'),
      enter('contain', 'high'),
      enter('verify', 'high'),
    ]);
    expect(order).toEqual(['first', 'contain', 'verify', 'poll', 'page', 'past', 'older past']);
  });

  it('lets the past go at an even pace that loses nothing of the limit, and the present take all that is free', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    const beganMs = clock.nowMs();
    const pastMs: number[] = [];
    for (let call = 0; call < 11; call += 1) {
      await budget.enter(through('reports', 'low'), NEVER);
      pastMs.push(clock.nowMs() - beganMs);
    }
    for (const [call, ms] of pastMs.entries()) {
      if (call > 0) expect(ms - (pastMs[call - 1] ?? 0)).toBeGreaterThanOrEqual(2_000);
    }
    expect(pastMs.at(-1)).toBeLessThanOrEqual(2 * 10_000 * 1.05);
    await clock.sleep(60_000, NEVER);
    const waits = clock.waits.length;
    for (let call = 0; call < 5; call += 1) await budget.enter(through('reports', 'normal'), NEVER);
    expect(clock.waits.length).toBe(waits);
  });

  it('lets the present pass one that waits for its even pace', async () => {
    const clock = { ...stillClock(), sleep: systemClock.sleep, nowMs: systemClock.nowMs };
    const budget = createBudget(clock, 1);
    await budget.enter(through('reports', 'low'), NEVER);
    const stop = new AbortController();
    const past = budget.enter(through('reports', 'low'), stop.signal);
    await budget.enter(through('reports', 'normal'), NEVER);
    stop.abort(new Error('it still waited'));
    await expect(past).rejects.toThrow('it still waited');
  });

  it('spaces the call after one that opened a connection from its answer, and the next from its start', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    const handshakeMs = 300;
    const opening = await budget.enter(through('identity-protection'), NEVER);
    await clock.sleep(handshakeMs, NEVER);
    opening();
    const beganMs = clock.nowMs();
    const second = await budget.enter(through('identity-protection'), NEVER);
    expect(clock.nowMs() - beganMs).toBeGreaterThanOrEqual(1_000);
    await clock.sleep(handshakeMs, NEVER);
    second();
    await budget.enter(through('identity-protection'), NEVER);
    expect(clock.nowMs() - beganMs).toBeLessThanOrEqual(2 * 1_050);
  });

  it('is counted for each application alone where the provider does so', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    for (let call = 0; call < 5; call += 1) await budget.enter(through('reports'), NEVER);
    await budget.enter({ ...through('reports', 'high'), identity: 'responder' }, NEVER);
    expect(clock.waits).toEqual([]);
  });

  it('gives the turn of one who stopped waiting to the next', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    await budget.enter(through('identity-protection'), NEVER);
    const stop = new AbortController();
    const left = budget.enter(through('identity-protection'), stop.signal);
    const next = budget.enter(through('identity-protection'), NEVER);
    stop.abort(new Error('stopped'));
    await expect(left).rejects.toThrow('stopped');
    await next;
    expect(clock.waits.length).toBeLessThanOrEqual(2);
  });
});

describe('places in a mailbox', () => {
  it('three at a time: the fourth is left to containment, and another mailbox has its own', async () => {
    const budget = createBudget(stillClock(), 1);
    const releases = await Promise.all([1, 2, 3].map(() => budget.enter(into('anna'), NEVER)));
    const story: string[] = [];
    const fourth = budget.enter(into('anna'), NEVER).then(() => story.push('anna'));
    await budget.enter(into('bert'), NEVER).then(() => story.push('bert'));
    expect(story).toEqual(['bert']);
    releases[0]?.();
    releases[0]?.();
    await fourth;
    expect(story).toEqual(['bert', 'anna']);
  });

  it('are given back by one who stops waiting for the rate', async () => {
    const clock = stillClock();
    const budget = createBudget(clock, 1);
    budget.hold(into('anna'), 60_000);
    const stop = AbortSignal.abort();
    for (let call = 0; call < 5; call += 1) {
      await expect(budget.enter(into('anna'), stop)).rejects.toBeDefined();
    }
    await budget.enter(into('anna'), NEVER);
    expect(clock.waits).toEqual([60_000]);
  });

  it('one who leaves the queue takes no place with him', async () => {
    const budget = createBudget(stillClock(), 1);
    const releases = await Promise.all([1, 2, 3].map(() => budget.enter(into('anna'), NEVER)));
    const stop = new AbortController();
    const left = budget.enter(into('anna'), stop.signal);
    const next = budget.enter(into('anna'), NEVER);
    stop.abort();
    await expect(left).rejects.toBeDefined();
    releases[0]?.();
    await expect(next).resolves.toBeTypeOf('function');
  });
});

describe('the rate window', () => {
  it('never lets more than the limit start in any stretch, and never before now or a hold', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        arrivals,
        fc.integer({ min: 0, max: 3000 }),
        (limit, gaps, hold) => {
          const windowMs = 1000;
          const rate = createRateWindow(limit, windowMs);
          rate.holdUntil(hold);
          let now = 0;
          const starts = gaps.map((gap) => {
            now += gap;
            const start = rate.reserve(now);
            expect(start).toBeGreaterThanOrEqual(Math.max(now, hold));
            return start;
          });
          for (const start of starts) {
            expect(
              starts.filter((other) => other >= start && other < start + windowMs).length,
            ).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});

describe('the Retry-After header', () => {
  const NOW = Date.parse('2026-03-02T08:00:00.000Z');
  const cases: readonly { name: string; given: string | undefined; expected: number | null }[] = [
    { name: 'absent', given: undefined, expected: null },
    { name: 'seconds', given: '30', expected: 30_000 },
    { name: 'decimals', given: '0.05', expected: 50 },
    { name: 'nothing to wait for', given: '0', expected: 0 },
    { name: 'a date', given: 'Mon, 02 Mar 2026 08:01:00 GMT', expected: 60_000 },
    { name: 'a date in the past', given: 'Mon, 02 Mar 2026 07:59:00 GMT', expected: null },
    { name: 'below zero', given: '-5', expected: null },
    { name: 'no number', given: 'soon', expected: null },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => expect(retryAfterMs(given, NOW)).toBe(expected));
  }
});

describe('a back-fill that is alone in the tenant', () => {
  const CASES: readonly { lane: Lane; limit: number; windowMs: number; calls: number }[] = [
    { lane: 'reports', limit: 5, windowMs: 10_000, calls: 2_000 },
    { lane: 'identity-protection', limit: 1, windowMs: 1_000, calls: 1_000 },
    { lane: 'management', limit: 2_000, windowMs: 60_000, calls: 20_000 },
    { lane: 'mailbox', limit: 10_000, windowMs: 600_000, calls: 60_000 },
  ];
  it.each(CASES)(
    '$lane: at least 95 of 100 of what is allowed, and at most one in a hundred refused',
    async ({ lane, limit, windowMs, calls }) => {
      const clock = stillClock();
      const budget = createBudget(clock, 1);
      const provider = new RateWindow(limit, windowMs);
      const beganMs = clock.nowMs();
      const arrivals: number[] = [];
      for (let call = 0; call < calls; call += 1) {
        const release = await budget.enter(
          { lane, identity: 'reader', mailbox: 'anna', priority: 'normal' },
          NEVER,
        );
        release();
        // Each travels for another time, which has nothing to do with the others.
        arrivals.push(clock.nowMs() + ((call * 7_919) % 17));
      }
      const refused = arrivals.sort((a, b) => a - b).filter((at) => provider.admit(at) !== null).length;
      const fullWindows = (clock.nowMs() - beganMs) / windowMs;
      const allowed = limit * (Math.floor(fullWindows) + 1);
      expect(calls / allowed).toBeGreaterThanOrEqual(0.95);
      expect(refused / calls).toBeLessThanOrEqual(0.01);
    },
  );
});
