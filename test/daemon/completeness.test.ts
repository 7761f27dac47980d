import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCollector } from '../../agent/daemon/collector.js';
import { repairGaps } from '../../agent/daemon/repair-gaps.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../agent/model/time.js';
import { createPuller } from '../../agent/pull/puller.js';
import { createRepairer } from '../../agent/pull/repairer.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';
import { type Offer, ScriptedSource, type Weather } from './scripted-source.js';
import { settingsWith } from './settings.js';

const START = '2026-03-02T00:00:00.000Z';
const NEVER = new AbortController().signal;
const OVERLAP_MS = 2 * HOUR_MS;
/** What is late is looked for the less often the later it is: a quarter of the overlap, and a quiet pull. */
const SEEN_AFTER_MS = OVERLAP_MS / 4 + 10 * MINUTE_MS;
const CALM: Weather = { fails: 'never', after: 0 };

interface Step {
  readonly waitMs: number;
  readonly weather: Weather;
  /** The process was ended and started again before. */
  readonly isRestart: boolean;
}

const anyOffer = fc
  .record({
    atSeconds: fc.integer({ min: -5 * 3_600, max: 30 * 3_600 }),
    lateMs: fc.integer({ min: 0, max: OVERLAP_MS - MINUTE_MS }),
    changesAfterMs: fc.option(fc.integer({ min: 0, max: OVERLAP_MS - MINUTE_MS })),
  })
  .map(({ atSeconds, lateMs, changesAfterMs }): Omit<Offer, 'id'> => {
    const atMs = toMs(START) + atSeconds * SECOND_MS;
    const changesMs = changesAfterMs === null ? null : atMs + Math.max(lateMs, changesAfterMs);
    return { atMs, availableMs: atMs + lateMs, changesMs };
  });

const anyStep = fc.record<Step>({
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

/** Lives through the schedule, and then two quiet hours. */
async function live(offers: readonly Offer[], steps: readonly Step[]) {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const clock = handClock(START);
  const source = new ScriptedSource(offers, clock);
  const settings = settingsWith({ sources: ['signIns'] });
  const deps = { store, clock, log: silentLog, settings: () => settings };
  const start = () =>
    createCollector({
      ...deps,
      pullers: [
        createPuller({
          source,
          clock,
          log: silentLog,
          readCursor: () => store.read((reads) => reads.cursor('signIns')),
          readLateness: () => store.read((reads) => reads.lateness('signIns')),
          overlapMs: OVERLAP_MS,
          initialMs: DAY_MS,
          maxBatch: 4,
        }),
      ],
    });
  const repairer = createRepairer({ sources: [source], searches: new Map() });
  let collector = start();
  const act = async ({ waitMs, weather, isRestart }: Step): Promise<void> => {
    clock.move(waitMs);
    source.weather = weather;
    if (isRestart) collector = start();
    await collector.collect('signIns', NEVER);
    await repairGaps({ ...deps, repairer }, NEVER, true);
  };
  await act({ waitMs: 0, weather: CALM, isRestart: false });
  for (const step of steps) await act(step);
  for (let quiet = 0; quiet < 12; quiet += 1)
    await act({ waitMs: 10 * MINUTE_MS, weather: CALM, isRestart: false });
  return { store, end: clock.now() };
}

async function outcomeOf(store: Store, offers: readonly Offer[], end: string) {
  return store.read(async (reads) => ({
    stored: new Map(
      (await reads.records(offers.map((one) => `signin:${one.id}`))).map((one) => [one.key, one.body]),
    ),
    count: await reads.recordCount(),
    ledger: await reads.coverage('signIns', toInstant(0), end),
  }));
}

it('whatever happens, each record that was ever offered is stored, or its time is a named gap (property)', {
  timeout: 120_000,
}, async () => {
  const offersOf = fc
    .array(anyOffer, { minLength: 10, maxLength: 60 })
    .map((list) => list.map((one, index): Offer => ({ ...one, id: `r${index}` })));
  await fc.assert(
    fc.asyncProperty(offersOf, fc.array(anyStep, { minLength: 3, maxLength: 25 }), async (offers, steps) => {
      const { store, end } = await live(offers, steps);
      const { stored, count, ledger } = await outcomeOf(store, offers, end);
      const stretches = (at: string, state: string) =>
        ledger.filter((row) => row.state === state && row.from <= at && at < row.to);
      const beginMs = toMs(ledger.find((row) => row.state !== 'repaired')?.from ?? end);
      const due = offers.filter((one) => one.availableMs <= toMs(end) - SEEN_AFTER_MS && one.atMs >= beginMs);
      for (const offer of due) {
        const at = toInstant(offer.atMs);
        const body = stored.get(`signin:${offer.id}`);
        const isGap = stretches(at, 'gap').length > 0;
        if (body === undefined) expect(isGap, `${at} is neither stored nor a gap`).toBe(true);
        const isChanged = offer.changesMs !== null && offer.changesMs <= toMs(end) - SEEN_AFTER_MS;
        if (isChanged && !isGap) expect(body, `${at} changed later`).toHaveProperty('riskLevelAggregated');
        if (!isGap) expect(stretches(at, 'covered').length, `${at} is covered`).toBe(1);
      }
      expect(count).toBe(stored.size);
      // Only what the provider forgot stays a gap: everything else was repaired.
      for (const row of ledger) if (row.state === 'gap') expect(row.reason).toBe('retention-passed');
      await store.close();
    }),
    { numRuns: 20 },
  );
});
