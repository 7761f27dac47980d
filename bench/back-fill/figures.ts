import { SECOND_MS } from '../../agent/model/time.js';
import type { JournalCall } from './journal.js';
import type { Limit } from './limits.js';
import type { SourcePull } from './pull-tenant.js';

export interface LimitFigure {
  readonly name: string;
  readonly calls: number;
  /** Whole windows of the limit while there was something left to read; null when there was none. */
  readonly windows: number;
  /** Calls let through in these windows, of those allowed, 0 to 1; NaN without a whole window. */
  readonly share: number;
  /** Of all calls, 0 to 1. */
  readonly throttledShare: number;
  readonly records: number;
  readonly recordsPerSecond: number;
  /** Everything there was has been read. */
  readonly isDone: boolean;
}

/** How far a limit was used, by the tenant's own journal. */
export function toLimitFigure(
  limit: Limit,
  journal: readonly JournalCall[],
  pulls: readonly SourcePull[],
  endMs: number,
): LimitFigure {
  const calls = journal.filter(({ origin, route }) => limit.counts(origin, route));
  const own = pulls.filter(({ source }) => limit.sources.includes(source));
  const isDone = own.every(({ endedAtMs }) => endedAtMs !== null);
  const firstMs = calls[0]?.atMs ?? endMs;
  // With nothing left to read, the limit is not what bounds it.
  const untilMs = isDone ? (calls.at(-1)?.atMs ?? endMs) : endMs;
  const windows = Math.floor((untilMs - firstMs) / limit.windowMs);
  const untilWholeMs = firstMs + windows * limit.windowMs;
  const passed = calls.filter(({ atMs, status }) => atMs < untilWholeMs && status !== limit.throttledStatus);
  const records = own.reduce((sum, pull) => sum + pull.records, 0);
  return {
    name: limit.name,
    calls: calls.length,
    windows,
    share: passed.length / (windows * limit.calls),
    throttledShare: calls.filter(({ status }) => status === limit.throttledStatus).length / calls.length,
    records,
    recordsPerSecond: (records * SECOND_MS) / (untilMs - firstMs),
    isDone,
  };
}

/** The figures as a table for people. */
export function renderFigures(figures: readonly LimitFigure[]): string {
  const rows = figures.map((one) => [
    one.name,
    String(one.calls),
    String(one.windows),
    percent(one.share),
    percent(one.throttledShare),
    String(one.records),
    one.recordsPerSecond.toFixed(0),
    one.isDone ? 'yes' : 'no',
  ]);
  const heads = ['limit', 'calls', 'whole windows', 'used', 'throttled', 'records', 'a second', 'all read'];
  return [heads, ...rows].map((row) => row.map(pad).join('  ')).join('\n');
}

function pad(cell: string, column: number): string {
  return column === 0 ? cell.padEnd(30) : cell.padStart(13);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`;
}
