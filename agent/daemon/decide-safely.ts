import { StoreError } from '../model/errors.js';
import type { Batch, Clock, Log } from '../model/ports.js';
import type { RejectedRecord } from '../model/raw-record.js';
import type { Store } from '../model/store.js';
import type { DecideSettings } from '../pipeline/settings.js';
import { type BatchOutcome, decideBatch } from '../pipeline.js';

export interface DecideDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => DecideSettings;
}

const TRIES = 3;

/**
 * Decides one batch in one transaction. A batch that fails through a fault of our own is tried again; when it keeps
 * failing, it is cut down to the record that breaks it, which is set aside with its reason while the rest goes on.
 * Raises `StoreError` only.
 */
export async function decideSafely(batch: Batch, deps: DecideDeps): Promise<BatchOutcome> {
  let failure: unknown;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      return await decide(batch, deps);
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      failure = cause;
    }
  }
  if (batch.records.length === 0) throw failure;
  return batch.records.length === 1 ? setAside(batch, failure, deps) : decideHalves(batch, deps);
}

function decide(batch: Batch, deps: DecideDeps): Promise<BatchOutcome> {
  return deps.store.write('batch', (tx) => decideBatch(batch, tx, deps.settings(), deps.clock.now()));
}

/** Coverage and cursor go with the second half: they hold once everything is written. */
async function decideHalves(batch: Batch, deps: DecideDeps): Promise<BatchOutcome> {
  const middle = Math.ceil(batch.records.length / 2);
  const first = { ...batch, records: batch.records.slice(0, middle), coverage: [], cursor: null };
  const second = { ...batch, records: batch.records.slice(middle), rejected: [] };
  const outcomes = [await decideSafely(first, deps), await decideSafely(second, deps)];
  return {
    records: sum(outcomes.map((one) => one.records)),
    fresh: sum(outcomes.map((one) => one.fresh)),
    rejected: sum(outcomes.map((one) => one.rejected)),
  };
}

function setAside(batch: Batch, failure: unknown, deps: DecideDeps): Promise<BatchOutcome> {
  const name = failure instanceof Error ? failure.name : 'unknown';
  const rejected: RejectedRecord[] = batch.records.map((record) => ({
    key: record.key,
    source: record.source,
    reason: `own fault: it broke the decision (${name}); please report it`,
    record,
    bytes: null,
  }));
  deps.log.error(
    { source: batch.source, key: batch.records[0]?.key, error: String(failure) },
    'a record is set aside',
  );
  return decide({ ...batch, records: [], rejected: [...batch.rejected, ...rejected] }, deps);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
