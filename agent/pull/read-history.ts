import type { AuditSearch, Batch, SourceCursor } from '../model/ports.js';
import type { Instant } from '../model/time.js';
import { nextBackfill } from './plan-backfill.js';
import { HISTORY_MS } from './plan-history.js';
import { readWindow } from './read-window.js';
import { gapEntry, stateCoverage } from './state-coverage.js';

export interface HistoryStep {
  /** The log whose records are looked for. */
  readonly source: string;
  readonly cursor: SourceCursor;
  readonly now: Instant;
  readonly windowMs: number;
  readonly maxBatch?: number;
}

const MAX_BATCH = 1_000;

/**
 * Looks for the newest part of a log's history that was not read yet. The cursor moves with the last batch: what ended before
 * it is looked for again. Raises `OutsideError`. No batch when nothing is left.
 */
export async function* readHistory(
  step: HistoryStep,
  search: AuditSearch,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const { source, cursor } = step;
  if (cursor.backfill === undefined) return;
  const limits = { now: step.now, lookBackMs: HISTORY_MS, maxWindowMs: step.windowMs };
  const { window, lost, rest } = nextBackfill(cursor.backfill, limits);
  const { backfill: _read, ...done } = cursor;
  const place: SourceCursor = rest === null ? done : { ...done, backfill: rest };
  const before = lost === null ? [] : [gapEntry(source, { ...lost, ...TOO_OLD })];
  const empty = { source, records: [], rejected: [], isCatchUp: true, coverage: [], cursor: null };
  if (window === null) {
    yield { ...empty, coverage: before, cursor: place };
    return;
  }
  const reading = readWindow(search.search(window, signal), step.maxBatch ?? MAX_BATCH);
  let next = await reading.next();
  for (; next.done !== true; next = await reading.next()) yield { ...empty, ...next.value };
  const { rest: last, gaps, count } = next.value;
  const stated = stateCoverage(source, window, window.from, gaps, count);
  yield { ...empty, ...last, coverage: [...before, ...stated], cursor: place };
}

const TOO_OLD = {
  reason: 'retention-passed',
  detail: 'older than the audit search reaches by the time it was its turn',
} as const;
