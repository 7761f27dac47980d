import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../agent/model/time.js';
import { anyStep, liveThrough } from './live-through.js';
import { type Content, ScriptedFeed, searchOf } from './scripted-feed.js';

const START = '2026-03-02T00:00:00.000Z';
const MOST_RECORDS = 40;

/** Contents of 30 hours, each with records of up to three days before, drawn from a few so that many come twice. */
const anyContent = fc.record({
  createdSeconds: fc.integer({ min: -5 * 3_600, max: 30 * 3_600 }),
  records: fc.array(fc.record({ id: fc.nat(MOST_RECORDS), lateMinutes: fc.nat(36 * 60) }), {
    minLength: 1,
    maxLength: 5,
  }),
  goneAfterMinutes: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 4 }),
});

const anyFeed = fc.array(anyContent, { minLength: 10, maxLength: 50 }).map((list) => {
  // No record is in a content of before it happened, whatever other contents have it too.
  const atOf = new Map<number, number>();
  for (const { createdSeconds, records } of list) {
    for (const { id, lateMinutes } of records) {
      const atMs = toMs(START) + createdSeconds * SECOND_MS - lateMinutes * MINUTE_MS;
      atOf.set(id, Math.min(atMs, atOf.get(id) ?? atMs));
    }
  }
  return list.map(({ createdSeconds, records, goneAfterMinutes }, index): Content => {
    const createdMs = toMs(START) + createdSeconds * SECOND_MS;
    return {
      id: `${(index * 7) % 10}-${index}`,
      createdMs,
      goneMs: goneAfterMinutes === null ? null : createdMs + goneAfterMinutes * MINUTE_MS,
      records: records.map(({ id }) => ({ id: `r${id}`, atMs: atOf.get(id) ?? createdMs })),
    };
  });
});

it.each([
  { name: 'without a search', hasSearch: false },
  { name: 'with an audit search for what was dropped', hasSearch: true },
])(
  'of a feed every record of a content that could be had is stored, and the ledger names exactly the rest: $name (property)',
  { timeout: 120_000 },
  async ({ hasSearch }) => {
    await fc.assert(
      fc.asyncProperty(anyFeed, fc.array(anyStep, { minLength: 3, maxLength: 20 }), async (feed, steps) => {
        const search = hasSearch ? searchOf(feed) : null;
        const { store, end } = await liveThrough(
          START,
          (clock) => new ScriptedFeed(feed, clock),
          search,
          steps,
        );
        const ids = [...new Set(feed.flatMap((content) => content.records.map(({ id }) => `ual:${id}`)))];
        const { stored, ledger, count } = await store.read(async (reads) => ({
          stored: new Set((await reads.records(ids)).map((one) => one.key)),
          ledger: await reads.coverage('exchangeAudit', toInstant(0), end),
          count: await reads.recordCount(),
        }));
        const beginMs = toMs(ledger.find((row) => row.state !== 'repaired')?.from ?? end);
        const gaps = ledger.filter((row) => row.state === 'gap');
        const seen = feed.filter(
          ({ createdMs }) => createdMs >= beginMs && createdMs < toMs(end) - MINUTE_MS,
        );
        for (const { createdMs, records } of seen) {
          const at = toInstant(createdMs);
          const isGap = gaps.some((row) => row.from <= at && at < row.to);
          const isStored = records.every(({ id }) => stored.has(`ual:${id}`));
          expect(isStored || isGap, `content of ${at} is neither stored nor a gap`).toBe(true);
        }
        expect(count, 'no record twice').toBe(stored.size);
        for (const row of gaps) {
          const isGone = feed.some(
            ({ createdMs, goneMs }) =>
              goneMs !== null && toInstant(createdMs) >= row.from && toInstant(createdMs) < row.to,
          );
          const isForgotten = row.to <= toInstant(toMs(end) - 6 * HOUR_MS + 10 * MINUTE_MS);
          expect(isGone || isForgotten, `a gap without a cause: ${row.from} to ${row.to}`).toBe(true);
          expect(row.reason).toBe('expired-content');
          if (hasSearch) expect(isForgotten, `${row.from} could be searched for`).toBe(true);
        }
        await store.close();
      }),
      { numRuns: 12, endOnFailure: true },
    );
  },
);
