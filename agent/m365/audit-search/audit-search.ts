import type { Notes } from '../../model/notes.js';
import type { AuditSearch, Log, SourceItem, Window } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../model/time.js';
import { auditFamily } from '../management/audit-family.js';
import type { AuditLogName } from '../management/audit-logs.js';
import { toPage } from '../raw-records.js';
import type { AuditQuery, AuditQueryDeps } from './audit-query.js';
import type { DailyShare } from './daily-share.js';
import { createKeptSearches } from './kept-searches.js';
import { toLiveRecord } from './live-record.js';
import { createSearchRuns } from './search-runs.js';

/** The logs that a search can stand in for: their records are those of one service. */
const SERVICES = {
  exchangeAudit: { service: 'Exchange', needs: 'AuditLogsQuery-Exchange.Read.All' },
  entraAudit: { service: 'AzureActiveDirectory', needs: 'AuditLogsQuery-Entra.Read.All' },
} as const satisfies Partial<Record<AuditLogName, object>>;

export type SearchableLog = keyof typeof SERVICES;

export interface AuditSearchDeps extends Omit<AuditQueryDeps, 'needs'> {
  readonly share: DailyShare;
  /** Where the searches under way are kept, so that a restart does not order them again. */
  readonly notes: Notes;
  readonly log: Log;
}

/** A window whose answer is cut off is searched in halves, down to this. */
const SMALLEST_SPLIT_MS = MINUTE_MS;

/**
 * Purview audit search for one log of the audit feed. Paging one finished search twice has given different counts in the
 * field, so every window is searched twice and the answers are joined by id; a search that succeeded can still be cut off,
 * which only `isRecordCountLimitExceeded` tells.
 */
export function auditSearch(name: SearchableLog, deps: AuditSearchDeps): AuditSearch {
  const family = auditFamily(name);
  const { service, needs } = SERVICES[name];
  const kept = createKeptSearches(name, deps.notes, deps.clock);
  const runs = createSearchRuns({ ...deps, source: name, service, needs, kept });

  async function* search(window: Window, signal: AbortSignal): AsyncGenerator<SourceItem> {
    const queries = await runs.end(window, signal);
    const halves = queries.some((query) => query.isTruncated) ? halve(window) : null;
    if (halves === null) {
      yield* joined(window, queries, signal);
      if (queries.some((query) => query.isTruncated)) yield cutOff(window);
    } else {
      deps.log.info({ source: name }, 'the search was cut off; searching the window in halves');
      for (const half of halves) yield* search(half, signal);
    }
    await runs.forget(window);
  }

  /** The records of all runs, each once: what a later run repeats is left out. */
  async function* joined(
    window: Window,
    queries: readonly AuditQuery[],
    signal: AbortSignal,
  ): AsyncGenerator<SourceItem> {
    const seen = new Set<string>();
    for (const [run, { id }] of queries.entries()) {
      let fresh = 0;
      for await (const rows of runs.records(window, id, signal)) {
        const page = toPage(family, rows.map(toLiveRecord));
        const records = page.records.filter(({ key }) => !seen.has(key));
        for (const { key } of page.records) seen.add(key);
        fresh += records.length;
        yield { ...page, records };
      }
      if (run > 0 && fresh > 0)
        deps.log.warn({ source: name, fresh }, 'the second search found records that the first had not');
    }
  }

  return { search };
}

/** In whole seconds; null when it is too small for that. */
function halve({ from, to }: Window): readonly Window[] | null {
  const lengthMs = toMs(to) - toMs(from);
  if (lengthMs <= SMALLEST_SPLIT_MS) return null;
  const middle = toInstant(toMs(from) + Math.floor(lengthMs / 2 / SECOND_MS) * SECOND_MS);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

function cutOff(window: Window): SourceItem {
  const detail = 'the audit search gives no more records than this of one minute';
  return { type: 'gap', ...window, reason: 'throttled-out', detail };
}
