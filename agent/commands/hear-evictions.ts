import type { Log } from '../model/ports.js';
import type { Evicted } from '../pipeline/correlate/create-memory.js';
import type { Meter } from '../runtime/metrics/create-meter.js';

const LOG_EVERY = 10_000;
const NONE = { evicted: 0, turnedAway: 0 };

/** Counts what the memory of correlations had no room for; the log tells of it at first and then of every so many. */
export function hearEvictions(meter: Pick<Meter, 'roomShort'>, log: Log): (evicted: Evicted) => void {
  const unlogged = new Map<string, Omit<Evicted, 'correlation'>>();
  return ({ correlation, evicted, turnedAway }) => {
    meter.roomShort(correlation, 'evicted', evicted);
    meter.roomShort(correlation, 'turned-away', turnedAway);
    const known = unlogged.get(correlation);
    const waiting = {
      evicted: (known?.evicted ?? 0) + evicted,
      turnedAway: (known?.turnedAway ?? 0) + turnedAway,
    };
    const isDue = known === undefined || waiting.evicted + waiting.turnedAway >= LOG_EVERY;
    unlogged.set(correlation, isDue ? NONE : waiting);
    if (!isDue) return;
    log.warn(
      { correlation, ...waiting },
      'correlations look into the store for groups that memory has no room for; no result is lost',
    );
  };
}
