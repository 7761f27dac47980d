import fc from 'fast-check';
import { createCollector } from '../../agent/daemon/collector.js';
import { repairGaps } from '../../agent/daemon/repair-gaps.js';
import type { AuditSearch, Clock, LogSource } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../agent/model/time.js';
import { createPuller } from '../../agent/pull/puller.js';
import { createRepairer } from '../../agent/pull/repairer.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';
import { settingsWith } from './settings.js';

/** What the provider does to reads: serves them, fails at the n-th from now on, or throttles it. */
export interface Weather {
  readonly fails: 'never' | 'server-error' | 'throttled';
  /** Reads that still succeed before. */
  readonly after: number;
}

/** A log in memory under a weather that changes. */
export interface WeatheredSource extends LogSource {
  weather: Weather;
}

export interface Step {
  readonly waitMs: number;
  readonly weather: Weather;
  /** The process was ended and started again before. */
  readonly isRestart: boolean;
}

export const OVERLAP_MS = 2 * HOUR_MS;
const NEVER = new AbortController().signal;
const CALM: Weather = { fails: 'never', after: 0 };

export const anyStep = fc.record<Step>({
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 30 * SECOND_MS, max: HOUR_MS }) },
    { weight: 1, arbitrary: fc.integer({ min: 4 * HOUR_MS, max: 9 * HOUR_MS }) },
  ),
  weather: fc.record({
    fails: fc.constantFrom('never', 'never', 'server-error', 'throttled'),
    after: fc.nat(4),
  }),
  isRestart: fc.boolean(),
});

/** An agent lives through the schedule, and then two quiet hours. `search` is the other way to have what the log dropped. */
export async function liveThrough(
  begin: string,
  sourceAt: (clock: Clock) => WeatheredSource,
  search: AuditSearch | null,
  steps: readonly Step[],
): Promise<{ readonly store: Store; readonly end: string }> {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const clock = handClock(begin);
  const source = sourceAt(clock);
  const { name } = source;
  const settings = settingsWith({ sources: [name] });
  const deps = { store, clock, log: silentLog, settings: () => settings };
  const start = () =>
    createCollector({
      ...deps,
      pullers: [
        createPuller({
          source,
          clock,
          log: silentLog,
          readCursor: () => store.read((reads) => reads.cursor(name)),
          readLateness: () => store.read((reads) => reads.lateness(name)),
          overlapMs: OVERLAP_MS,
          initialMs: DAY_MS,
          maxBatch: 4,
        }),
      ],
    });
  const searches = new Map(search === null ? [] : [[name, search] as const]);
  const repairer = createRepairer({ sources: [source], searches });
  let collector = start();
  const act = async ({ waitMs, weather, isRestart }: Step): Promise<void> => {
    clock.move(waitMs);
    source.weather = weather;
    if (isRestart) collector = start();
    await collector.collect(name, NEVER);
    await repairGaps({ ...deps, repairer }, NEVER, true);
  };
  await act({ waitMs: 0, weather: CALM, isRestart: false });
  for (const step of steps) await act(step);
  for (let quiet = 0; quiet < 12; quiet += 1)
    await act({ waitMs: 10 * MINUTE_MS, weather: CALM, isRestart: false });
  return { store, end: clock.now() };
}
