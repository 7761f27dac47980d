import { setImmediate } from 'node:timers/promises';
import { toPage } from '../../agent/m365/raw-records.js';
import type { JsonValue } from '../../agent/model/json.js';
import type { LogSource, SourceItem } from '../../agent/model/ports.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import { DAY_MS, toMs } from '../../agent/model/time.js';
import type { LoggedRecord } from '../../simulator/tenant.js';
import type { DayStream } from './day-stream.js';
import type { BenchLog } from './logs.js';
import type { Stopwatch } from './stopwatch.js';

/** What went through a source. */
export interface Traffic {
  records: number;
  bytes: number;
}

export interface StreamSourceOptions {
  readonly log: LoggedRecord['log'];
  readonly as: BenchLog;
  readonly stream: DayStream;
  readonly stopwatch: Stopwatch;
  readonly traffic: Traffic;
  /** Sees each page, outside of every measured stage. */
  readonly onPage: (records: readonly RawRecord[]) => void;
}

const PAGE_SIZE = 1_000;

/**
 * A log whose provider answers at once: pages are made, then read as an answer is read. Making them is the stage
 * `generate`, which belongs to the provider and not to us.
 */
export function streamSource(options: StreamSourceOptions): LogSource {
  const { log, as, stream, stopwatch, traffic } = options;
  return {
    name: as.family.source,
    timeBasis: 'event',
    lookBackMs: 60 * DAY_MS,
    maxWindowMs: as.maxWindowMs,
    prepare: async () => {},
    async *read(window): AsyncGenerator<SourceItem> {
      const records = stream.records(log, toMs(window.from), toMs(window.to));
      for (;;) {
        // As an answer from the network would: what native objects leave behind is cleared away only between turns.
        await setImmediate();
        const texts = stopwatch.run('generate', () => take(records, PAGE_SIZE));
        if (texts.length === 0) return;
        const answer = stopwatch.run('generate', () => `[${texts.join(',')}]`);
        const values = stopwatch.run('parse', () => JSON.parse(answer) as readonly JsonValue[]);
        const page = stopwatch.run('to records', () => toPage(as.family, values));
        traffic.records += values.length;
        traffic.bytes += Buffer.byteLength(answer);
        options.onPage(page.records);
        yield page;
      }
    },
  };
}

function take<T>(items: Iterator<T>, limit: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < limit) {
    const step = items.next();
    if (step.done === true) break;
    taken.push(step.value);
  }
  return taken;
}
