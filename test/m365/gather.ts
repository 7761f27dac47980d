import type { SourceItem } from '../../agent/model/ports.js';
import type { RawRecord } from '../../agent/model/raw-record.js';

/** All that an iteration gives. */
export async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The records of the pages among what a source gave. */
export function recordsOf(items: readonly SourceItem[]): readonly RawRecord[] {
  return items.flatMap((item) => (item.type === 'page' ? item.records : []));
}

/** The gaps among what a source gave. */
export function gapsOf(items: readonly SourceItem[]): readonly Extract<SourceItem, { type: 'gap' }>[] {
  return items.filter((item) => item.type === 'gap');
}
