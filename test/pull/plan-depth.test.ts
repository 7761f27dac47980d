import { describe, expect, it } from 'vitest';
import { type LatenessHistogram, latenessBucket } from '../../agent/model/lateness.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, shift } from '../../agent/model/time.js';
import { type DepthInput, planDepth } from '../../agent/pull/plan-depth.js';

const NOW = '2026-03-02T08:00:00.000Z';

function allLate(ms: number): LatenessHistogram {
  return new Map([[latenessBucket(ms), 5_000]]);
}

function input(more: Partial<DepthInput> = {}): DepthInput {
  return {
    source: { timeBasis: 'event', lookBackMs: 30 * DAY_MS },
    floorMs: HOUR_MS,
    lateness: new Map(),
    soundedAt: shift(NOW, -HOUR_MS),
    now: NOW,
    ...more,
  };
}

describe('how far back a pull reads', () => {
  it.each([
    {
      name: 'the configured overlap, as long as nothing is measured',
      given: input(),
      expected: { overlapMs: HOUR_MS, latenessMs: HOUR_MS, soundingMs: null },
    },
    {
      name: 'never less than the configured overlap; the watermark is better than that',
      given: input({ lateness: allLate(4 * MINUTE_MS) }),
      expected: { overlapMs: HOUR_MS, latenessMs: 5 * MINUTE_MS, soundingMs: null },
    },
    {
      name: 'as far as records come late',
      given: input({ lateness: allLate(5 * HOUR_MS) }),
      expected: { overlapMs: 5 * HOUR_MS, latenessMs: 5 * HOUR_MS, soundingMs: null },
    },
    {
      name: 'a day at most; the watermark says what is not read again',
      given: input({ lateness: allLate(3 * DAY_MS) }),
      expected: { overlapMs: DAY_MS, latenessMs: 3 * DAY_MS, soundingMs: null },
    },
    {
      name: 'every six hours it is looked for later records than were ever seen',
      given: input({ soundedAt: shift(NOW, -6 * HOUR_MS) }),
      expected: { overlapMs: HOUR_MS, latenessMs: HOUR_MS, soundingMs: DAY_MS },
    },
    {
      name: 'a log that goes by availability brings late records by itself',
      given: input({
        source: { timeBasis: 'available', lookBackMs: 7 * DAY_MS },
        lateness: allLate(5 * HOUR_MS),
        soundedAt: null,
      }),
      expected: { overlapMs: HOUR_MS, latenessMs: 5 * HOUR_MS, soundingMs: null },
    },
  ])('$name', ({ given, expected }) => {
    expect(planDepth(given)).toEqual(expected);
  });
});
