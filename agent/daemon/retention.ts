import type { Clock, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { DAY_MS, HOUR_MS, shift } from '../model/time.js';

const EVERY_MS = HOUR_MS;

/** Drops raw records that were received longer ago than the retention allows. Raises `StoreError`. */
export async function purgeExpired(
  store: Store,
  clock: Clock,
  log: Log,
  retentionDays: number,
): Promise<void> {
  const before = shift(clock.now(), -retentionDays * DAY_MS);
  const dropped = await store.write('purge', (tx) => tx.purgeRecords(before));
  if (dropped > 0) log.info({ dropped, before }, 'raw records beyond the retention were dropped');
}

/** The same, again and again until `signal` is aborted. */
export async function keepPurging(
  parts: {
    readonly store: Store;
    readonly clock: Clock;
    readonly log: Log;
    readonly retentionDays: number;
  },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await purgeExpired(parts.store, parts.clock, parts.log, parts.retentionDays);
    await parts.clock.sleep(EVERY_MS, signal).catch(() => {});
  }
}
