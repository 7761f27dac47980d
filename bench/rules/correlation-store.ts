import type { Sighting } from '../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../agent/detect/correlation/correlation-set.js';
import type { Store, StoreTx } from '../../agent/model/store.js';
import { createCorrelationMemory } from '../../agent/pipeline/correlate/create-memory.js';
import { judgeArrivals } from '../../agent/pipeline/correlate/judge-arrivals.js';
import { createSeeded, type Seeded } from './seeded.js';

export interface StoreRun {
  readonly cpuMs: number;
  /** How often a group was read from the store. */
  readonly reads: number;
}

export interface Traffic {
  readonly events: number;
  /** Users, each a group of its own. */
  readonly keys: number;
  /** Between 0 and 1. */
  readonly lateShare: number;
  /** Events that come before, and do not count. */
  readonly warmUp?: number;
  /** Events of one transaction. */
  readonly batch?: number;
  readonly stepMs?: number;
}

const BATCH = 1_000;
const STEP_MS = 500;
const LATE_MS = 12 * 3_600_000;
const START_MS = 1_772_000_000_000;

/** Records in batches through memory and store, as the pipeline shows them to a correlation; some come up to 12 hours late. */
export async function storeRun(store: Store, set: CorrelationSet, traffic: Traffic): Promise<StoreRun> {
  const random = createSeeded(11);
  const memory = createCorrelationMemory();
  const [correlation] = set.correlations;
  if (correlation === undefined) throw new Error('there is no correlation');
  const reads = { count: 0 };
  const { events, warmUp = 0, batch = BATCH } = traffic;
  let began = process.cpuUsage();
  for (let from = 0; from < events + warmUp; ) {
    const size = from < warmUp ? Math.min(BATCH, warmUp - from) : batch;
    if (from === warmUp) {
      began = process.cpuUsage();
      reads.count = 0;
    }
    const sightings = Array.from({ length: size }, (_, at) =>
      recordAt(from + at, correlation.rules, random, traffic),
    );
    from += size;
    const arrivals = { sightings, gone: { places: [], events: [] }, isQuick: true, isRead: false, all: 1 };
    await store.write('bench', async (tx) => {
      await judgeArrivals(correlation, arrivals, counting(tx, reads), memory, '2026-03-01T00:00:00.000Z');
    });
  }
  const cpu = process.cpuUsage(began);
  return { cpuMs: (cpu.user + cpu.system) / 1_000, reads: reads.count };
}

function recordAt(
  index: number,
  rules: readonly string[],
  random: Seeded,
  { keys, lateShare, stepMs = STEP_MS }: Traffic,
): Sighting {
  const lateMs = random.below(1_000) < lateShare * 1_000 ? random.below(LATE_MS) : 0;
  return {
    rule: rules[random.below(rules.length)] ?? '',
    record: `record-${index}`,
    at: START_MS + index * stepMs - lateMs,
    values: new Map([
      ['user', [String(random.below(keys))]],
      ['address', [String(random.below(50))]],
      ['bytes', [String(random.below(1_000))]],
    ]),
  };
}

function counting(tx: StoreTx, reads: { count: number }): StoreTx {
  return {
    ...tx,
    sightings: (stretch, limit) => {
      reads.count += 1;
      return tx.sightings(stretch, limit);
    },
  };
}
