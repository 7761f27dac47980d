import type { Clock, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { DAY_MS, HOUR_MS, shift } from '../model/time.js';
import { purgeSightings } from '../pipeline/correlate/purge-sightings.js';
import type { DecideSettings } from '../pipeline/settings.js';

const EVERY_MS = HOUR_MS;

export interface RetentionParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How long raw records are kept. */
  readonly retentionDays: number;
  readonly settings: () => Pick<DecideSettings, 'rules' | 'tuning' | 'pastMs'>;
}

/** Accounts whose old events are dropped in one transaction: scoring waits for it. */
const ACCOUNTS_AT_ONCE = 200;

/**
 * Drops raw records that were received longer ago than the retention allows, events that are no longer judged by, and what
 * correlations saw and no record can still make anything of. Raises `StoreError`.
 */
export async function purgeExpired(parts: RetentionParts): Promise<void> {
  const { store, clock, log, retentionDays, settings } = parts;
  const now = clock.now();
  const before = shift(now, -retentionDays * DAY_MS);
  const dropped = await store.write('purge', (tx) => tx.purgeRecords(before));
  if (dropped > 0) log.info({ dropped, before }, 'raw records beyond the retention were dropped');
  await purgeEvents(parts);
  const sightings = await store.write('purge-sightings', (tx) => purgeSightings(settings(), tx, now));
  if (sightings > 0) log.debug({ sightings }, 'matches that no correlation needs any more were dropped');
}

/** Events of cases stay with them. */
async function purgeEvents({ store, clock, log, settings }: RetentionParts): Promise<void> {
  const { pastMs } = settings();
  if (pastMs === undefined) return;
  // A day more: what is judged begins with a whole day.
  const before = shift(clock.now(), -pastMs - DAY_MS);
  let dropped = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const purged = await store.write('purge-events', (tx) => tx.purgeEvents(before, from, ACCOUNTS_AT_ONCE));
    dropped += purged.dropped;
    after = purged.last;
  }
  if (dropped > 0) log.info({ dropped, before }, 'events that are no longer judged by were dropped');
}

/** The same, again and again until `signal` is aborted. */
export async function keepPurging(parts: RetentionParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await purgeExpired(parts);
    await parts.clock.sleep(EVERY_MS, signal).catch(() => {});
  }
}
