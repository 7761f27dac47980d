import { toPage } from '../../agent/m365/raw-records.js';
import type { JsonValue } from '../../agent/model/json.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, type Instant, toInstant } from '../../agent/model/time.js';
import { mergeRecordBodies } from '../../agent/normalise/merge-bodies.js';
import { type NormaliseContext, normaliseRecord } from '../../agent/normalise/normalise-record.js';
import { subjectsOf } from '../../agent/pipeline/settle-touched.js';
import type { DayStream } from './day-stream.js';
import { LOGS } from './logs.js';

const AT_ONCE = 1_000;

/**
 * Gives accounts a past without the work that is measured: events only, without the records that they were made of but for
 * the last day. The accounts are marked, and the logs stand at `untilMs`.
 */
export async function storePast(
  store: Store,
  stream: DayStream,
  context: NormaliseContext,
  past: { readonly untilMs: number; readonly days: number },
): Promise<void> {
  const { untilMs, days } = past;
  for (const [log, { family }] of LOGS) {
    for (let day = days; day > 0; day -= 1) {
      const texts = stream.records(log, untilMs - day * DAY_MS, untilMs - (day - 1) * DAY_MS);
      for (const some of portionsOf(texts)) {
        const values = JSON.parse(`[${some.join(',')}]`) as readonly JsonValue[];
        const { records } = toPage(family, values);
        await putEvents(store, records, context);
        // The puller looks back for a day, and must not take for new what it finds.
        if (day === 1) await putRecords(store, records, toInstant(untilMs));
      }
    }
    const now = toInstant(untilMs);
    const cursor = { source: family.source, coveredTo: now, soundedAt: now };
    await store.write('past', (tx) => tx.putCursor(cursor));
  }
}

async function putRecords(store: Store, records: readonly RawRecord[], now: Instant): Promise<void> {
  await store.write('past', (tx) => tx.mergeRecords(records, mergeRecordBodies, now));
}

async function putEvents(
  store: Store,
  records: readonly RawRecord[],
  context: NormaliseContext,
): Promise<void> {
  const events = records.flatMap((record) => {
    const result = normaliseRecord(record, context);
    return result.ok ? [result.event] : [];
  });
  await store.write('past', async (tx) => {
    await tx.putEvents(events);
    await tx.markDirty(subjectsOf(events));
  });
}

function* portionsOf<T>(items: Iterable<T>): Generator<readonly T[]> {
  let portion: T[] = [];
  for (const item of items) {
    portion.push(item);
    if (portion.length < AT_ONCE) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
