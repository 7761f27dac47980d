import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../agent/model/store.js';
import { MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../agent/model/time.js';
import { anyStep, liveThrough, OVERLAP_MS } from './live-through.js';
import { type Offer, ScriptedSource } from './scripted-source.js';

const START = '2026-03-02T00:00:00.000Z';
/** What is late is looked for the less often the later it is: a quarter of the overlap, and a quiet pull. */
const SEEN_AFTER_MS = OVERLAP_MS / 4 + 10 * MINUTE_MS;

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
      const { store, end } = await liveThrough(
        START,
        (clock) => new ScriptedSource(offers, clock),
        null,
        steps,
      );
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
