import { OutsideError } from '../model/errors.js';
import { MINUTE_MS } from '../model/time.js';
import type { Puller } from '../pull/puller.js';
import { type DecideDeps, decideSafely } from './decide-safely.js';

/** What one pull of one source came to. */
export interface SourceRun {
  readonly source: string;
  readonly records: number;
  readonly fresh: number;
  readonly rejected: number;
  /** Why it fell short; what is missing is read by the next pull. */
  readonly failure: OutsideError | null;
}

/** Brings logs from the provider to the decide floor. */
export interface Collector {
  readonly sources: readonly string[];
  /** Reads one source to the present. Raises `StoreError`. `onProgress` hears the number of records so far. */
  collect(source: string, signal: AbortSignal, onProgress?: (records: number) => void): Promise<SourceRun>;
  /** A source was not read to the present yet, nor found closed: who is marked waits. */
  isBehind(): boolean;
  /** A source is being read just now. */
  isPulling(): boolean;
}

export interface CollectorDeps extends DecideDeps {
  readonly pullers: readonly Puller[];
}

/** How long, in milliseconds, what happens now waits for the past. A small tenant's past is read by then; a large one's takes days. */
export const WAIT_FOR_PAST_MS = 30 * MINUTE_MS;

/**
 * Until every source was read to the present once (or could not be), accounts are only marked: nothing is decided on
 * half of the history. Where that takes long, what is new is scored on as much of the past as is there, so that an intruder
 * of today is not found in a week; the ledger tells what was not read yet. Who waits is scored by the caller, once no
 * source is behind, on all of it.
 */
export function createCollector(deps: CollectorDeps): Collector {
  const pullers = new Map(deps.pullers.map((puller) => [puller.source, puller]));
  const behind = new Set(pullers.keys());
  const waitUntilMs = deps.clock.nowMs() + WAIT_FOR_PAST_MS;
  const isWaiting = (): boolean => behind.size > 0 && deps.clock.nowMs() < waitUntilMs;
  let pulling = 0;
  return {
    sources: [...pullers.keys()],
    async collect(source, signal, onProgress) {
      const puller = pullers.get(source);
      if (puller === undefined) throw new Error(`there is no source "${source}"`);
      pulling += 1;
      try {
        const run = await pull(puller, deps, isWaiting, signal, onProgress);
        behind.delete(source);
        return run;
      } finally {
        pulling -= 1;
      }
    },
    isBehind: () => behind.size > 0,
    isPulling: () => pulling > 0,
  };
}

async function pull(
  puller: Puller,
  deps: CollectorDeps,
  isWaiting: () => boolean,
  signal: AbortSignal,
  onProgress: ((records: number) => void) | undefined,
): Promise<SourceRun> {
  const { source } = puller;
  let [records, fresh, rejected] = [0, 0, 0];
  let failure: OutsideError | null = null;
  try {
    for await (const batch of puller.pull(signal)) {
      const outcome = await decideSafely({ ...batch, isCatchUp: batch.isCatchUp || isWaiting() }, deps);
      records += outcome.records;
      fresh += outcome.fresh;
      rejected += outcome.rejected;
      onProgress?.(records);
    }
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    failure = cause;
    if (cause.kind !== 'aborted') deps.log.warn({ source, reason: cause.message }, 'a log could not be read');
  }
  deps.log.debug({ source, records, fresh, rejected }, 'pulled');
  return { source, records, fresh, rejected, failure };
}
