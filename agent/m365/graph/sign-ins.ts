import { OutsideError } from '../../model/errors.js';
import type { Log, LogSource, SourceItem, Window } from '../../model/ports.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../model/time.js';
import { STALE_PAGE } from '../calls/judge-answer.js';
import { type RecordFamily, toPage } from '../raw-records.js';
import type { Graph } from './graph.js';

const FAMILY: RecordFamily = {
  source: 'signIns',
  shape: 'graph-sign-in',
  prefix: 'signin',
  idField: 'id',
  timeField: 'createdDateTime',
};

/** The log answers with interactive sign-ins unless the filter names another class ("List signIns", beta). */
const CLASSES = ['', " and signInEventTypes/any(t: t eq 'nonInteractiveUser')"] as const;

/** A window that the provider cannot answer whole is read in halves, down to this. */
const SMALLEST_SPLIT_MS = MINUTE_MS;
const TRIES_BEFORE_SPLIT = 4;

/**
 * Sign-ins, interactive and not. The beta endpoint: v1.0 has neither session nor token id, nor ASN. Retained for
 * thirty days with Entra ID P1 or P2. Rows appear minutes late and change afterwards, so callers overlap windows.
 */
export function signInSource(graph: Graph, log: Log): LogSource {
  return {
    name: FAMILY.source,
    timeBasis: 'event',
    lookBackMs: 30 * DAY_MS,
    maxWindowMs: 6 * HOUR_MS,
    prepare: async () => {},
    async *read(window, signal) {
      for (const filter of CLASSES) yield* readSplitting(window, filter, signal);
    },
  };

  /** Rows can come twice when a window is begun anew: they are known by their ids. */
  async function* readSplitting(
    window: Window,
    filter: string,
    signal: AbortSignal,
  ): AsyncGenerator<SourceItem> {
    const lengthMs = toMs(window.to) - toMs(window.from);
    const isSplittable = lengthMs > SMALLEST_SPLIT_MS;
    try {
      yield* readWhole(window, filter, signal, isSplittable ? TRIES_BEFORE_SPLIT : undefined);
      return;
    } catch (error) {
      if (!isSplittable || !isTooMuch(error)) throw error;
      log.warn(
        { source: FAMILY.source, lengthMs },
        'the window could not be read whole; reading it in halves',
      );
    }
    const middle = toInstant(toMs(window.from) + Math.floor(lengthMs / 2 / SECOND_MS) * SECOND_MS);
    yield* readSplitting({ from: window.from, to: middle }, filter, signal);
    yield* readSplitting({ from: middle, to: window.to }, filter, signal);
  }

  async function* readWhole(
    window: Window,
    filter: string,
    signal: AbortSignal,
    maxAttempts: number | undefined,
  ): AsyncGenerator<SourceItem> {
    const pages = graph.pages({
      name: 'graph:GET signIns',
      identity: 'reader',
      needs: 'AuditLog.Read.All',
      lane: 'reports',
      version: 'beta',
      path: ['auditLogs', 'signIns'],
      query: { $filter: `${timeFilter(window)}${filter}`, $top: '1000' },
      // Without it newer members of enumerations are all written as unknownFutureValue.
      headers: { prefer: 'include-unknown-enum-members' },
      ...(maxAttempts === undefined ? {} : { limits: { maxAttempts } }),
      signal,
    });
    for await (const values of pages) yield toPage(FAMILY, values);
  }
}

/**
 * Only `ge` and `le` are supported: `gt` and `lt` once gave unfiltered rows in silence. Whole seconds outwards, as
 * in the documentation; `le` takes the end in, so neighbouring windows share rows and lose none.
 */
function timeFilter(window: Window): string {
  const from = Math.floor(toMs(window.from) / SECOND_MS) * SECOND_MS;
  const to = Math.ceil(toMs(window.to) / SECOND_MS) * SECOND_MS;
  return `createdDateTime ge ${wholeSeconds(from)} and createdDateTime le ${wholeSeconds(to)}`;
}

function wholeSeconds(ms: number): string {
  return `${toInstant(ms).slice(0, 19)}Z`;
}

/** Time-outs and 5xx deep in the paging, and page tokens that the provider lost, go away with smaller windows. */
function isTooMuch(error: unknown): boolean {
  return (
    error instanceof OutsideError &&
    (error.kind === 'server-error' || error.kind === 'timeout' || error.code === STALE_PAGE)
  );
}
