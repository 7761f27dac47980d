import { StoreError } from '../model/errors.js';
import type { Clock, Log } from '../model/ports.js';
import type { RejectedRecord } from '../model/raw-record.js';
import type { Store } from '../model/store.js';
import { type RetrySettings, retryRecords } from '../pipeline/retry-records.js';

export interface RetryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: RetrySettings;
}

/** What a retry came to. */
export interface RetryOutcome {
  /** Keys that were looked at. */
  readonly tried: number;
  /** Records that are events now. */
  readonly used: number;
  /** Kept as bytes, in which there is no record to be read again. */
  readonly unreadable: number;
}

const RECORDS_AT_ONCE = 200;

/**
 * Runs what was set aside again: one key, or all. Each portion is a transaction of its own, so that a long quarantine holds up
 * no revoke; a process that is killed within goes on where it was when it is asked again. Raises `StoreError`.
 */
export async function retryRejected(key: string | null, deps: RetryDeps): Promise<RetryOutcome> {
  const keys = key === null ? await deps.store.read((reads) => reads.rejectedKeys()) : [key];
  let [tried, used, unreadable] = [0, 0, 0];
  for (let from = 0; from < keys.length; from += RECORDS_AT_ONCE) {
    const portion = keys.slice(from, from + RECORDS_AT_ONCE);
    const rejected = await deps.store.read((reads) => reads.rejectedRecords(portion));
    const records = rejected.filter((one) => one.record !== null);
    tried += rejected.length;
    unreadable += rejected.length - records.length;
    used += await retrySafely(records, deps);
  }
  return { tried, used, unreadable };
}

/** A portion that breaks is cut down to the record that breaks it, which stays where it is. */
async function retrySafely(records: readonly RejectedRecord[], deps: RetryDeps): Promise<number> {
  if (records.length === 0) return 0;
  const { store, settings, clock, log } = deps;
  try {
    return await store.write('retry-records', (tx) => retryRecords(records, tx, settings, clock.now()));
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    if (records.length === 1) {
      log.error({ key: records[0]?.key, error: String(cause) }, 'a record breaks the decision still');
      return 0;
    }
    const middle = Math.ceil(records.length / 2);
    const first = await retrySafely(records.slice(0, middle), deps);
    return first + (await retrySafely(records.slice(middle), deps));
  }
}
