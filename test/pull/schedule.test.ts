import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock, Log } from '../../agent/model/ports.js';
import { type ScheduleEntry, type Schedules, startSchedules } from '../../agent/pull/schedule.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';

const EACH_SECOND = '* * * * * *';

let schedules: Schedules | null = null;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T08:00:00.500Z') });
});
afterEach(async () => {
  const stopped = schedules?.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  vi.useRealTimers();
});

function start(entries: readonly ScheduleEntry[], more: { log?: Log; clock?: Clock } = {}): Schedules {
  schedules = startSchedules(entries, {
    log: silentLog,
    clock: fixedClock(0),
    random: () => 0.5,
    jitterMs: 400,
    ...more,
  });
  return schedules;
}

function seconds(count: number): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(count * 1000);
}

describe('schedules', () => {
  it('run at their times, each with a start that is moved by chance', async () => {
    const runs: string[] = [];
    const waits: number[] = [];
    const clock: Clock = {
      ...fixedClock(0),
      sleep: async (ms) => {
        waits.push(ms);
      },
    };
    const record = (name: string) => async () => {
      runs.push(name);
    };
    start(
      [
        { name: 'often', expression: EACH_SECOND, run: record('often') },
        { name: 'seldom', expression: '0 30 4 * * *', run: record('seldom') },
      ],
      { clock },
    );
    await seconds(3);
    expect(runs).toEqual(['often', 'often', 'often']);
    expect(waits).toEqual([200, 200, 200]);
  });

  it('times are UTC wherever the machine stands', async () => {
    let runs = 0;
    start([
      {
        name: 'a',
        expression: '2 0 8 * * *',
        run: async () => {
          runs += 1;
        },
      },
    ]);
    await seconds(3);
    expect(runs).toBe(1);
  });

  it('a time that comes while the last run is under way is skipped, for every entry of that name', async () => {
    let begun = 0;
    let end = (): void => {};
    const run = (): Promise<void> => {
      begun += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    start([
      { name: 'one', expression: EACH_SECOND, run },
      { name: 'one', expression: EACH_SECOND, run },
    ]);
    await seconds(4);
    expect(begun).toBe(1);
    end();
    await seconds(1);
    expect(begun).toBe(2);
    end();
  });

  it('a failed run is logged by name and begun again at its next time', async () => {
    const errors: object[] = [];
    let runs = 0;
    const log: Log = { ...silentLog, error: (fields) => void errors.push(fields) };
    const run = async (): Promise<void> => {
      runs += 1;
      throw new Error('the tenant is away');
    };
    start([{ name: 'signIns', expression: EACH_SECOND, run }], { log });
    await seconds(2);
    expect(runs).toBe(2);
    expect(errors[0]).toEqual({ schedule: 'signIns', error: 'the tenant is away' });
  });

  it('stop tells the run and waits until it has ended; nothing begins afterwards', async () => {
    const story: string[] = [];
    const run = async (signal: AbortSignal): Promise<void> => {
      story.push('begun');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await Promise.resolve();
      story.push('ended');
    };
    const started = start([{ name: 'a', expression: EACH_SECOND, run }]);
    await seconds(1);
    await started.stop();
    story.push('stopped');
    await seconds(5);
    expect(story).toEqual(['begun', 'ended', 'stopped']);
    await started.stop();
  });

  it('stop does not wait out a moved start', async () => {
    let runs = 0;
    const clock: Clock = {
      ...fixedClock(0),
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    };
    const started = start(
      [
        {
          name: 'a',
          expression: EACH_SECOND,
          run: async () => {
            runs += 1;
          },
        },
      ],
      {
        clock,
      },
    );
    await seconds(1);
    await started.stop();
    expect(runs).toBe(0);
  });

  it('an expression that is none is refused before anything starts', async () => {
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
    };
    const entries = [
      { name: 'good', expression: EACH_SECOND, run },
      { name: 'signIns', expression: 'now and then', run },
    ];
    expect(() => start(entries)).toThrow(/schedule of signIns is no cron expression: now and then/);
    await seconds(2);
    expect(runs).toBe(0);
  });
});
