import { OutsideError } from '../model/errors.js';
import type { Batch, Clock, Log, LogSource, SourceCursor, Window } from '../model/ports.js';
import type { RawRecord, RejectedRecord } from '../model/raw-record.js';
import type { Instant } from '../model/time.js';
import { type Plan, planWindows } from './plan-windows.js';
import { gapEntry, type NamedGap, stateCoverage } from './state-coverage.js';

export interface PullerOptions {
  readonly source: LogSource;
  /** The stored cursor; read at the start of each pull, since the store is the truth. */
  readonly readCursor: () => Promise<SourceCursor | null>;
  readonly clock: Clock;
  readonly log: Log;
  /** How far behind the cursor each pull begins. */
  readonly overlapMs: number;
  /** How far back the first pull goes; the provider's memory bounds it. */
  readonly initialMs: number;
  /** Records and rejected ones of a batch together. */
  readonly maxBatch?: number;
}

export interface Puller {
  readonly source: string;
  /**
   * Reads from the cursor to now, oldest window first. The caller commits each batch before it asks for the next.
   * Raises `OutsideError` when a window could not be read: the cursor then stands at the last whole window, and
   * the next pull begins there. A log that is closed to us until a person opens it is no error but a named gap,
   * and the cursor stays before it.
   */
  pull(signal: AbortSignal): AsyncIterable<Batch>;
}

const MAX_BATCH = 1_000;

export function createPuller(options: PullerOptions): Puller {
  const { source, log } = options;
  return {
    source: source.name,
    async *pull(signal) {
      const cursor = await options.readCursor();
      const now = options.clock.now();
      const plan = planWindows({
        ...options,
        ...limitsOf(source),
        now,
        coveredTo: cursor?.coveredTo ?? null,
      });
      // Fixed at once, so that the first pull's beginning does not wander while a log is closed to us.
      if (cursor === null) yield emptyBatch(source.name, [], plan.coveredTo);
      let { coveredTo } = plan;
      try {
        await source.prepare(signal);
        for await (const batch of pullWindows(source, plan, options.maxBatch ?? MAX_BATCH, signal)) {
          coveredTo = batch.cursor?.coveredTo ?? coveredTo;
          yield batch;
        }
      } catch (error) {
        const gap = closedGap(error, coveredTo, now);
        if (gap === null) throw error;
        log.warn({ source: source.name, reason: gap.reason }, gap.detail);
        yield emptyBatch(source.name, [gap], null);
      }
    },
  };
}

async function* pullWindows(
  source: LogSource,
  plan: Plan,
  maxBatch: number,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let { coveredTo, lost } = plan;
  for (const [index, window] of plan.windows.entries()) {
    const isCatchUp = index < plan.windows.length - 1;
    const reading = readWindow(source, window, maxBatch, signal);
    let step = await reading.next();
    for (; step.done !== true; step = await reading.next()) {
      yield { source: source.name, ...step.value, isCatchUp, coverage: [], cursor: null };
    }
    const { rest, gaps, count } = step.value;
    const before = lost === null ? [] : [lostGap(source, lost)];
    const begin = lost === null ? coveredTo : lost.to;
    lost = null;
    if (window.to > coveredTo) coveredTo = window.to;
    yield {
      source: source.name,
      ...rest,
      isCatchUp,
      coverage: [
        ...before.map((gap) => gapEntry(source.name, gap)),
        ...stateCoverage(source.name, window, begin, gaps, count),
      ],
      cursor: { source: source.name, coveredTo },
    };
  }
}

interface Portion {
  readonly records: readonly RawRecord[];
  readonly rejected: readonly RejectedRecord[];
}

interface WindowEnd {
  /** What did not fill a batch. */
  readonly rest: Portion;
  readonly gaps: readonly NamedGap[];
  /** All that was read, rejected ones and duplicates included. */
  readonly count: number;
}

/** Gives full portions as they fill up, and at the end what remains. Ends only when the window was read whole. */
async function* readWindow(
  source: LogSource,
  window: Window,
  maxBatch: number,
  signal: AbortSignal,
): AsyncGenerator<Portion, WindowEnd> {
  let records: RawRecord[] = [];
  const rejected: RejectedRecord[] = [];
  const gaps: NamedGap[] = [];
  let count = 0;
  for await (const item of source.read(window, signal)) {
    if (item.type === 'gap') {
      gaps.push(item);
      continue;
    }
    count += item.records.length + item.rejected.length;
    rejected.push(...item.rejected);
    for (const record of item.records) records.push(record);
    while (records.length + rejected.length > maxBatch) {
      const set = rejected.splice(0, maxBatch);
      yield { records: records.slice(0, maxBatch - set.length), rejected: set };
      records = records.slice(maxBatch - set.length);
    }
  }
  return { rest: { records, rejected }, gaps, count };
}

function limitsOf(source: LogSource): { readonly lookBackMs: number; readonly maxWindowMs: number } {
  return { lookBackMs: source.lookBackMs, maxWindowMs: source.maxWindowMs };
}

/** What can be read no more, because nobody read it in time. */
function lostGap(source: LogSource, lost: Window): NamedGap {
  return {
    ...lost,
    reason: source.timeBasis === 'event' ? 'retention-passed' : 'expired-content',
    detail: 'the provider had dropped it before it was read',
  };
}

/** Null for a failure that may pass by itself. */
function closedGap(error: unknown, from: Instant, now: Instant): NamedGap | null {
  if (!(error instanceof OutsideError) || error.gap === null || error.isRetryable) return null;
  return { from, to: now, reason: error.gap, detail: error.message };
}

function emptyBatch(source: string, gaps: readonly NamedGap[], coveredTo: Instant | null): Batch {
  return {
    source,
    records: [],
    rejected: [],
    isCatchUp: false,
    coverage: gaps.map((gap) => gapEntry(source, gap)),
    cursor: coveredTo === null ? null : { source, coveredTo },
  };
}
