import { OutsideError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { Log, Window } from '../../model/ports.js';
import {
  type AuditQuery,
  type AuditQueryDeps,
  awaitQuery,
  isSearchOver,
  queryRecords,
  submitQuery,
} from './audit-query.js';
import type { DailyShare } from './daily-share.js';
import type { KeptSearches } from './kept-searches.js';

/** The searches of one log, each window several times, over restarts. Raises `OutsideError`. */
export interface SearchRuns {
  /** Orders what is not under way yet, and waits until all runs have ended. */
  end(window: Window, signal: AbortSignal): Promise<readonly AuditQuery[]>;
  /** What one of them found, page by page. */
  records(window: Window, id: string, signal: AbortSignal): AsyncIterable<readonly JsonValue[]>;
  /** The window was read: it is ordered anew when it is asked for again. */
  forget(window: Window): Promise<void>;
}

export interface SearchRunDeps extends AuditQueryDeps {
  readonly source: string;
  /** A workload's name, such as `Exchange`. */
  readonly service: string;
  readonly share: DailyShare;
  readonly kept: KeptSearches;
  readonly log: Log;
}

/** Each window is searched so often. */
const RUNS = 2;

export function createSearchRuns(deps: SearchRunDeps): SearchRuns {
  const { kept, log, source } = deps;

  /** All runs are ordered at once, since each waits in the provider's queue; those of before a restart go on. */
  async function order(window: Window, signal: AbortSignal): Promise<readonly string[]> {
    const ids = [...(await kept.idsOf(window))];
    if (ids.length > 0) log.info({ source, searches: ids.length }, 'going on with searches under way');
    while (ids.length < RUNS) {
      await deps.share.take();
      const id = await submitQuery(deps, deps.service, window, signal);
      await kept.keep(window, id);
      ids.push(id);
    }
    return ids;
  }

  /** A search of which nothing more will come is not waited for again. */
  async function unlessOver<T>(window: Window, id: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof OutsideError && isSearchOver(error)) await kept.forget(window, id);
      throw error;
    }
  }

  return {
    async end(window, signal) {
      const queries: AuditQuery[] = [];
      for (const id of await order(window, signal))
        queries.push(await unlessOver(window, id, awaitQuery(deps, id, signal)));
      return queries;
    },

    async *records(window, id, signal) {
      const pages = queryRecords(deps, id, signal)[Symbol.asyncIterator]();
      for (;;) {
        const { done, value } = await unlessOver(window, id, pages.next());
        if (done === true) return;
        yield value;
      }
    },

    forget: (window) => kept.forget(window),
  };
}
