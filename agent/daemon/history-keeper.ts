import { OutsideError } from '../model/errors.js';
import type { AuditSearch, SourceCursor } from '../model/ports.js';
import type { StoreReads } from '../model/store.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, shift, toMs } from '../model/time.js';
import { firstHistory, historyCursorName, searchWindowMs } from '../pull/plan-history.js';
import { readHistory } from '../pull/read-history.js';
import { gapEntry } from '../pull/state-coverage.js';
import { type DecideDeps, decideSafely } from './decide-safely.js';

export interface HistoryLog {
  readonly source: string;
  readonly search: AuditSearch;
  /** How far back is wanted, from the first start. */
  readonly backMs: number;
}

export interface HistoryDeps extends DecideDeps {
  readonly logs: readonly HistoryLog[];
  /** Every log that is pulled: their own back-fill goes first. */
  readonly sources: readonly string[];
}

/** Reads by audit search what the audit feed had dropped before the first start, newest first. */
export interface HistoryKeeper {
  /** One stretch of one log's history. Gives how long to wait before the next, in milliseconds; null when all is read. Raises `StoreError`. */
  step(signal: AbortSignal): Promise<number | null>;
  /** Step by step until all is read or `signal` is aborted. Raises `StoreError`. */
  keep(signal: AbortSignal): Promise<void>;
}

const BEGINNING = '1970-01-01T00:00:00.000Z';
const NEXT_MS = MINUTE_MS;
const FIRST_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_WAIT_MS = 6 * HOUR_MS;
const RATE_DAYS = 7;

export function createHistoryKeeper(deps: HistoryDeps): HistoryKeeper {
  /** How often each log failed in a row, and when it may be tried again. */
  const waits = new Map<string, { readonly failures: number; readonly untilMs: number }>();

  async function step(signal: AbortSignal): Promise<number | null> {
    if (deps.logs.length === 0) return null;
    if (await isBackfilling(deps)) return NEXT_MS;
    let isLeft = false;
    for (const log of deps.logs) {
      const cursor = await cursorOf(log, deps);
      if (cursor !== null && cursor.backfill === undefined) continue;
      isLeft = true;
      const untilMs = waits.get(log.source)?.untilMs ?? 0;
      if (cursor === null || untilMs > deps.clock.nowMs()) continue;
      await tryStep(log, cursor, signal);
    }
    return isLeft ? NEXT_MS : null;
  }

  async function tryStep(log: HistoryLog, cursor: SourceCursor, signal: AbortSignal): Promise<void> {
    try {
      await readOne(log, cursor, deps, signal);
      waits.delete(log.source);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      if (error.kind === 'aborted') return;
      const failures = (waits.get(log.source)?.failures ?? 0) + 1;
      const waitMs = error.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
      waits.set(log.source, { failures, untilMs: deps.clock.nowMs() + waitMs });
      await nameWhatIsClosed(log, cursor, error, deps);
      deps.log.warn(
        { source: log.source, reason: error.message, waitMs },
        'the history could not be read on',
      );
    }
  }

  return {
    step,
    async keep(signal) {
      while (!signal.aborted) {
        const waitMs = await step(signal);
        if (waitMs === null) return;
        await deps.clock.sleep(waitMs, signal).catch(() => {});
      }
    },
  };
}

/** The last weeks of every log go first. */
function isBackfilling({ store, sources }: HistoryDeps): Promise<boolean> {
  return store.read(async (reads) => {
    for (const source of sources) if ((await reads.cursor(source))?.backfill !== undefined) return true;
    return false;
  });
}

/** The stored place, or the first one, which is fixed at once. Null while the log itself was not read. */
function cursorOf(
  { source, backMs }: HistoryLog,
  { store, clock }: HistoryDeps,
): Promise<SourceCursor | null> {
  return store.write('history', async (tx) => {
    const known = await tx.cursor(historyCursorName(source));
    if (known !== null) return known;
    const now = clock.now();
    const first = firstHistory(source, await tx.coverage(source, BEGINNING, now), now, backMs);
    if (first !== null) await tx.putCursor(first);
    return first;
  });
}

async function readOne(
  log: HistoryLog,
  cursor: SourceCursor,
  deps: HistoryDeps,
  signal: AbortSignal,
): Promise<void> {
  const { source } = log;
  const now = deps.clock.now();
  const windowMs = searchWindowMs(await deps.store.read((reads) => recordsADay(source, reads, cursor)));
  let records = 0;
  for await (const batch of readHistory({ source, cursor, now, windowMs }, log.search, signal)) {
    records += (await decideSafely(batch, deps)).records;
    const left = batch.cursor?.backfill ?? null;
    if (batch.cursor === null) continue;
    deps.log.info(
      { source, records, readBackTo: left?.to ?? cursor.backfill?.from, wantedFrom: cursor.backfill?.from },
      left === null ? 'the history was read' : 'a part of the history was read',
    );
  }
}

/** By the last week before the present, of which nearly all is there. */
async function recordsADay(source: string, reads: StoreReads, { coveredTo }: SourceCursor): Promise<number> {
  const hours = await reads.volume(source, coveredTo);
  const until = shift(coveredTo, RATE_DAYS * DAY_MS);
  const records = hours.filter(({ hour }) => hour < until).reduce((sum, hour) => sum + hour.records, 0);
  const last = hours.at(-1)?.hour ?? coveredTo;
  const days = Math.max(1, Math.min(RATE_DAYS, (toMs(last) - toMs(coveredTo)) / DAY_MS));
  return records / days;
}

/** What stays closed until a person opens it is a named gap, and is tried again all the same. */
async function nameWhatIsClosed(
  { source }: HistoryLog,
  { backfill }: SourceCursor,
  { gap: reason, message: detail, isRetryable }: OutsideError,
  { store }: HistoryDeps,
): Promise<void> {
  if (reason === null || isRetryable || backfill === undefined) return;
  await store.write('history-gap', (tx) =>
    tx.putCoverage([gapEntry(source, { ...backfill, reason, detail })]),
  );
}
