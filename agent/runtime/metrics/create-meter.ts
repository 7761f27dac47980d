import type { Sink } from '../../model/alert.js';
import type { OutsideErrorKind } from '../../model/errors.js';
import type { CrossingOutcome, DeliveryAttempt, LiveFigures, RoomShortage } from '../../model/metrics.js';
import type { Boundary, Clock, LogSource } from '../../model/ports.js';
import { answerOf, countOutcomes, failureOf, outsideKind } from './count-outcomes.js';
import { type MeasuredSource, measureSource } from './measure-source.js';

/** Hangs counting parts in place of plain ones. They do the same, and never fail by themselves. */
export interface Meter {
  boundary(inner: Boundary): Boundary;
  source(inner: LogSource): LogSource;
  sink(inner: Sink): Sink;
  /** Counts groups that memory had no room for; `correlation` is its rule's id. */
  roomShort(correlation: string, shortage: RoomShortage, groups: number): void;
  figures(): LiveFigures;
}

/** Counts from now on, in memory alone: after a restart it begins at nought, as a Prometheus counter may. */
export function createMeter(clock: Clock): Meter {
  const startedAt = clock.now();
  const crossings = countOutcomes<CrossingOutcome>();
  const readFailures = countOutcomes<OutsideErrorKind | 'fault'>();
  const deliveries = countOutcomes<DeliveryAttempt>();
  const correlationRoom = countOutcomes<RoomShortage>();
  const sources: MeasuredSource[] = [];
  return {
    boundary: (inner) => ({
      async cross(name, act) {
        try {
          const value = await inner.cross(name, act);
          crossings.add(serviceOf(name), answerOf(value));
          return value;
        } catch (cause) {
          crossings.add(serviceOf(name), failureOf(cause));
          throw cause;
        }
      },
    }),
    source(inner) {
      const measured = measureSource(inner, readFailures, clock);
      sources.push(measured);
      return measured.source;
    },
    sink: (inner) => ({
      name: inner.name,
      async deliver(alert, signal, telling) {
        try {
          await inner.deliver(alert, signal, telling);
          deliveries.add(inner.name, 'accepted');
        } catch (cause) {
          deliveries.add(inner.name, outsideKind(cause));
          throw cause;
        }
      },
    }),
    roomShort: (correlation, shortage, groups) => correlationRoom.add(correlation, shortage, groups),
    figures: () => ({
      startedAt,
      sources: sources.map((one) => one.reading()),
      readFailures: readFailures.counts(),
      crossings: crossings.counts(),
      deliveries: deliveries.counts(),
      correlationRoom: correlationRoom.counts(),
    }),
  };
}

/** Crossings are named `service:what`; only the service is a closed list. */
function serviceOf(name: string): string {
  const [service = ''] = name.split(':', 1);
  return service;
}
