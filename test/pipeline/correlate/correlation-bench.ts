import fc from 'fast-check';
import { judgeAll } from '../../../agent/detect/correlation/correlate.js';
import type { Sighting } from '../../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../../agent/detect/correlation/correlation-set.js';
import type { Store } from '../../../agent/model/store.js';
import type { CorrelationMemory } from '../../../agent/pipeline/correlate/memory.js';
import { correlateRecords, type MatchedRecord } from '../../../agent/pipeline/correlate.js';
import { correlationOf, sightingsOf } from '../../detect/correlation/correlation-builder.js';
import { accessEvent } from '../../store/samples.js';

const counted = (type: string, condition: string): string =>
  correlationOf(`type: ${type}\nrules: [a, b]\ngroup-by: [user]\ntimespan: 20s\ncondition: ${condition}`);
const near = (type: string, more = ''): string =>
  correlationOf(`type: ${type}\nrules: [a, b, c]\ngroup-by: [user]\ntimespan: 20s\n${more}`);
const MANY = correlationOf(
  'type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 20s\ncondition: { gte: 2 }',
  'many',
);

/** One set for each type, and for what is special in it. */
export const SETS: Readonly<Record<string, readonly string[]>> = {
  event_count: [counted('event_count', '{ gte: 3 }')],
  'event_count in a range': [counted('event_count', '{ gt: 1, lte: 3 }')],
  value_count: [counted('value_count', '{ field: bytes, gte: 3 }')],
  value_sum: [counted('value_sum', '{ field: bytes, gte: 9 }')],
  value_avg: [counted('value_avg', '{ field: bytes, gt: 2 }')],
  value_percentile: [counted('value_percentile', '{ field: bytes, percentile: 80, gte: 3 }')],
  'value_percentile as a share': [counted('value_percentile', '{ field: bytes, lte: 50 }')],
  value_median: [counted('value_median', '{ field: bytes, gte: 2 }')],
  temporal: [near('temporal')],
  'temporal with a condition': [near('temporal', 'condition: a and not b or c')],
  temporal_ordered: [near('temporal_ordered')],
  'temporal_ordered with a condition': [near('temporal_ordered', 'condition: a and (b or c)')],
  'without a group': [correlationOf('type: event_count\nrules: [a]\ntimespan: 40s\ncondition: { gte: 3 }')],
  'a chain': [
    correlationOf('type: temporal_ordered\nrules: [many, c]\ngroup-by: [user]\ntimespan: 30s'),
    MANY,
  ],
  'a chain that counts': [
    correlationOf('type: event_count\nrules: [many]\ntimespan: 60s\ncondition: { gte: 2 }'),
    MANY,
  ],
};

/** Matches in a random order of time; some need no credential, some tell of an act that another tells of better. */
function recordsWithin(seconds: number, bounds: { readonly minLength?: number; readonly maxLength: number }) {
  return fc
    .array(
      fc.record({
        rule: fc.constantFrom('a', 'b', 'c'),
        at: fc.integer({ min: 1, max: seconds }),
        user: fc.constantFrom('x', 'y', 'x,y'),
        bytes: fc.integer({ min: 0, max: 5 }),
        isOpen: fc.boolean(),
        isTwin: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
      }),
      bounds,
    )
    .map((list) =>
      sightingsOf(
        list.map(({ rule, at, user, bytes }) => `${rule}@${at} user=${user} bytes=${bytes}`),
      ).flatMap((one, at) => {
        const needsCredential = list[at]?.isOpen !== true;
        const [record, twin] = [`signin:${one.record}`, `ual:${one.record}`];
        const told = { ...one, record, act: record, needsCredential };
        return list[at]?.isTwin === true ? [told, { ...told, record: twin }] : [told];
      }),
    );
}

export const RECORDS = recordsWithin(120, { maxLength: 30 });
/** Over forty times the timespan of most correlations. */
export const LONG_RECORDS = recordsWithin(900, { minLength: 60, maxLength: 140 });

/** A list in another order, some of it twice, in portions. */
export function portions(list: readonly Sighting[]): fc.Arbitrary<readonly (readonly Sighting[])[]> {
  return fc
    .tuple(
      fc.subarray([...list]),
      fc.infiniteStream(fc.integer({ min: 0, max: 0x7fff_ffff })),
      fc.integer({ min: 1, max: 8 }),
    )
    .map(([doubled, numbers, size]) => {
      const keyed = [...list, ...doubled].map((one) => ({ one, key: numbers.next().value ?? 0 }));
      const order = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
      return Array.from({ length: Math.ceil(order.length / size) }, (_, at) =>
        order.slice(at * size, (at + 1) * size),
      );
    });
}

/** What came of records: the episodes, and by correlation and event whether it is part of one. */
export interface Outcome {
  readonly hits: readonly string[];
  readonly parts: readonly string[];
}

/** Shows records to the correlations, each portion in a transaction of its own. `memoryFor` is asked before each. */
export async function throughStore(
  store: Store,
  set: CorrelationSet,
  order: readonly (readonly Sighting[])[],
  memoryFor: (portion: number) => CorrelationMemory | null,
): Promise<Outcome> {
  const known = new Set<string>();
  for (const [at, portion] of order.entries()) {
    const unique = [...new Map(portion.map((one) => [one.record, one])).values()];
    const records = unique.map((one) => toRecord(one, !known.has(one.record)));
    const settings = { correlations: set, memory: memoryFor(at) };
    await store.write('batch', (tx) => correlateRecords(records, tx, settings, '2026-03-01T00:00:00.000Z'));
    for (const { record } of unique) known.add(record);
  }
  return store.read(async (reads) => {
    const hits = await reads.correlationHits();
    const parts = new Map<string, string>();
    for (const { rule } of set.correlations) {
      for (const { event, part } of await reads.sightingsAt(rule.id, [...known]))
        note(parts, `${rule.id} ${event}`, part);
    }
    return {
      hits: hits
        .map(({ correlation, anchor, event, at }) => `${correlation} ${anchor} ${event} ${at}`)
        .sort(),
      parts: [...parts].map(([name, part]) => `${name} ${part}`).sort(),
    };
  });
}

/** The same, in memory and in one go. */
export function atOnce(set: CorrelationSet, sightings: readonly Sighting[]): Outcome {
  const groups = judgeAll(set, sightings);
  const parts = new Map<string, string>();
  const hits = groups.flatMap(({ correlation: { rule }, sightings: judged }) =>
    judged.flatMap(({ sighting, mark }) => {
      note(parts, `${rule.id} ${sighting.record}`, mark.part);
      return mark.anchor === null ? [] : [`${rule.id} ${mark.anchor} ${sighting.record} ${sighting.at}`];
    }),
  );
  return { hits: hits.sort(), parts: [...parts].map(([name, part]) => `${name} ${part}`).sort() };
}

const RANK = ['none', 'open', 'proven'];

function note(parts: Map<string, string>, name: string, part: string): void {
  if (RANK.indexOf(part) > RANK.indexOf(parts.get(name) ?? 'none')) parts.set(name, part);
}

/** The record of a match. Its time lies in the day of the other samples. */
export function toRecord(
  { rule, record, at, values, needsCredential }: Sighting,
  isNew: boolean,
): MatchedRecord {
  const event = accessEvent(record, {
    at: new Date(at).toISOString(),
    needsCredential: needsCredential !== false,
  });
  return { event, hits: [{ rule, values }], isNew };
}
