import type { SourceItem } from '../model/ports.js';
import type { RawRecord, RejectedRecord } from '../model/raw-record.js';
import type { NamedGap } from './state-coverage.js';

/** Part of what a window holds. */
export interface Portion {
  readonly records: readonly RawRecord[];
  readonly rejected: readonly RejectedRecord[];
}

export interface WindowEnd {
  /** What did not fill a batch. */
  readonly rest: Portion;
  readonly gaps: readonly NamedGap[];
  /** All that was read, rejected ones and duplicates included. */
  readonly count: number;
}

/** Gives full portions as they fill up, and at the end what remains. Ends only when the window was read whole. */
export async function* readWindow(
  items: AsyncIterable<SourceItem>,
  maxBatch: number,
): AsyncGenerator<Portion, WindowEnd> {
  let records: RawRecord[] = [];
  const rejected: RejectedRecord[] = [];
  const gaps: NamedGap[] = [];
  let count = 0;
  for await (const item of items) {
    if (item.type === 'gap') {
      gaps.push(item);
      continue;
    }
    count += item.records.length + item.rejected.length;
    rejected.push(...item.rejected);
    for (const record of item.records) records.push(record);
    while (records.length + rejected.length > maxBatch) {
      const set = rejected.splice(0, maxBatch);
      yield { records: records.slice(0, maxBatch - set.length), rejected: set };
      records = records.slice(maxBatch - set.length);
    }
  }
  return { rest: { records, rejected }, gaps, count };
}
