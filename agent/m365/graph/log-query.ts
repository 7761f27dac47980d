import { OutsideError } from '../../model/errors.js';
import type { Log, LogSource, SourceItem, Window } from '../../model/ports.js';
import { DAY_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../model/time.js';
import { ANSWER_TOO_LONG } from '../../runtime/http.js';
import type { Lane } from '../calls/budget.js';
import { STALE_PAGE } from '../calls/judge-answer.js';
import { type RecordFamily, toPage } from '../raw-records.js';
import type { Graph, GraphCall } from './graph.js';
import type { LogReach } from './log-reach.js';

/** One of Graph's logs, as its documentation describes the listing. */
export interface LogQuery {
  readonly family: RecordFamily;
  readonly name: string;
  readonly needs: string;
  readonly lane: Lane;
  readonly version: GraphCall['version'];
  readonly path: readonly string[];
  /** The property that windows are cut by; it takes `ge` and `le`. */
  readonly filterField: string;
  readonly timeBasis: LogSource['timeBasis'];
  /** Added to the time filter, one listing each. */
  readonly classes: readonly string[];
  readonly pageSize: number;
  /** How much is asked for at once: the busier the log, the shorter. */
  readonly maxWindowMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it depends on the licence how long the log is kept. */
  readonly reach?: LogReach;
}

/** How one window is read. */
interface Reading {
  /** Added to the time filter. */
  readonly filter: string;
  readonly isPast: boolean;
  readonly signal: AbortSignal;
}

/** A window that the provider cannot answer whole is read in halves, down to this. */
const SMALLEST_SPLIT_MS = MINUTE_MS;
const TRIES_BEFORE_SPLIT = 4;
const FREE = 'without Entra ID P1 or P2 this log is kept for seven days';

/** Reads one of Graph's logs, which are retained for thirty days with Entra ID P1 or P2. */
export function graphLogSource(query: LogQuery, graph: Graph, log: Log): LogSource {
  return {
    name: query.family.source,
    timeBasis: query.timeBasis,
    lookBackMs: 30 * DAY_MS,
    maxWindowMs: query.maxWindowMs,
    prepare: async () => {},
    async *read(window, signal, isPast = false) {
      const lost = (await query.reach?.unkept(window, signal)) ?? null;
      if (lost !== null) yield { type: 'gap', ...lost, reason: 'retention-passed', detail: FREE };
      const rest = { from: lost?.to ?? window.from, to: window.to };
      if (rest.from >= rest.to) return;
      for (const filter of query.classes) yield* readSplitting(rest, { filter, isPast, signal });
    },
  };

  /** Rows can come twice when a window is begun anew: they are known by their ids. */
  async function* readSplitting(window: Window, reading: Reading): AsyncGenerator<SourceItem> {
    const lengthMs = toMs(window.to) - toMs(window.from);
    const isSplittable = lengthMs > SMALLEST_SPLIT_MS;
    try {
      yield* readWhole(window, reading, isSplittable ? TRIES_BEFORE_SPLIT : undefined);
      return;
    } catch (error) {
      if (!isSplittable || !isTooMuch(error)) throw error;
      const source = query.family.source;
      log.warn({ source, lengthMs }, 'the window could not be read whole; reading it in halves');
    }
    const middle = toInstant(toMs(window.from) + Math.floor(lengthMs / 2 / SECOND_MS) * SECOND_MS);
    yield* readSplitting({ from: window.from, to: middle }, reading);
    yield* readSplitting({ from: middle, to: window.to }, reading);
  }

  async function* readWhole(
    window: Window,
    { filter, isPast, signal }: Reading,
    maxAttempts: number | undefined,
  ): AsyncGenerator<SourceItem> {
    const pages = graph.pages({
      name: query.name,
      identity: 'reader',
      needs: query.needs,
      lane: query.lane,
      version: query.version,
      path: query.path,
      query: {
        $filter: `${timeFilter(query.filterField, window)}${filter}`,
        $top: String(query.pageSize),
      },
      priority: isPast ? 'low' : 'normal',
      ...(query.headers === undefined ? {} : { headers: query.headers }),
      ...(maxAttempts === undefined ? {} : { limits: { maxAttempts } }),
      signal,
    });
    for await (const values of pages) yield toPage(query.family, values);
  }
}

/**
 * Only `ge` and `le` are supported everywhere: `gt` and `lt` once gave unfiltered rows in silence. Whole seconds
 * outwards, as in the documentation; `le` takes the end in, so neighbouring windows share rows and lose none.
 */
function timeFilter(field: string, window: Window): string {
  const from = Math.floor(toMs(window.from) / SECOND_MS) * SECOND_MS;
  const to = Math.ceil(toMs(window.to) / SECOND_MS) * SECOND_MS;
  return `${field} ge ${wholeSeconds(from)} and ${field} le ${wholeSeconds(to)}`;
}

function wholeSeconds(ms: number): string {
  return `${toInstant(ms).slice(0, 19)}Z`;
}

/** Time-outs and 5xx deep in the paging, page tokens that the provider lost and pages too long to take go away with smaller windows. */
function isTooMuch(error: unknown): boolean {
  return (
    error instanceof OutsideError &&
    (error.kind === 'server-error' ||
      error.kind === 'timeout' ||
      error.code === STALE_PAGE ||
      error.code === ANSWER_TOO_LONG)
  );
}
