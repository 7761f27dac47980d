import { OutsideError, type OutsideErrorKind } from '../../model/errors.js';
import type { SourceReading } from '../../model/metrics.js';
import type { Clock, LogSource, SourceItem, Window } from '../../model/ports.js';
import { type OutcomeCounter, outsideKind } from './count-outcomes.js';

/** A log that counts what it gives. */
export interface MeasuredSource {
  readonly source: LogSource;
  reading(): SourceReading;
}

/** The same log; what is read of it is counted, and when it was last read to the end of a window. */
export function measureSource(
  inner: LogSource,
  failures: OutcomeCounter<OutsideErrorKind | 'fault'>,
  clock: Clock,
): MeasuredSource {
  const { name, timeBasis, lookBackMs, maxWindowMs } = inner;
  let reading: SourceReading = { source: name, records: 0, rejected: 0, lastReadAt: null, closedFor: null };
  const note = (change: Partial<SourceReading>): void => {
    reading = { ...reading, ...change };
  };
  const failed = (cause: unknown): unknown => {
    // Being told to stop is no failure of the log.
    if (outsideKind(cause) !== 'aborted') failures.add(name, outsideKind(cause));
    if (cause instanceof OutsideError && cause.gap !== null) note({ closedFor: cause.gap });
    return cause;
  };
  async function* read(window: Window, signal: AbortSignal, isPast?: boolean): AsyncGenerator<SourceItem> {
    try {
      for await (const item of inner.read(window, signal, isPast)) {
        if (item.type === 'page') {
          note({
            records: reading.records + item.records.length,
            rejected: reading.rejected + item.rejected.length,
          });
        }
        yield item;
      }
      note({ lastReadAt: clock.now(), closedFor: null });
    } catch (cause) {
      throw failed(cause);
    }
  }
  const source: LogSource = {
    name,
    timeBasis,
    lookBackMs,
    maxWindowMs,
    read,
    prepare: (signal) =>
      inner.prepare(signal).catch((cause: unknown) => {
        throw failed(cause);
      }),
  };
  return { source, reading: () => reading };
}
