import { latenessBucket } from '../model/lateness.js';
import type { Batch } from '../model/ports.js';
import type { MergedRecord } from '../model/store.js';
import { type Instant, toMs } from '../model/time.js';
import type { Arrivals } from '../model/volume.js';

const HOUR_TEXT = 'YYYY-MM-DDTHH'.length;

/** What a batch tells of its log's volume and lateness. Records that were there already say nothing of either. */
export function countArrivals(batch: Batch, merged: readonly MergedRecord[], receivedAt: Instant): Arrivals {
  const hours = new Map<Instant, number>();
  const lateness = new Map<number, number>();
  for (const { record, change } of merged) {
    if (change !== 'new' || record.occurredAt === null) continue;
    add(hours, `${record.occurredAt.slice(0, HOUR_TEXT)}:00:00.000Z`);
    if (batch.isTimely) add(lateness, latenessBucket(toMs(receivedAt) - toMs(record.occurredAt)));
  }
  const counted = [...hours].map(([hour, records]) => ({ hour, records }));
  return { source: batch.source, receivedAt, hours: counted, lateness };
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
