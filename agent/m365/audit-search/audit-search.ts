import type { AuditSearch, Log, SourceItem, Window } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../model/time.js';
import { auditFamily } from '../management/audit-family.js';
import type { AuditLogName } from '../management/audit-logs.js';
import { toPage } from '../raw-records.js';
import {
  type AuditQuery,
  type AuditQueryDeps,
  awaitQuery,
  queryRecords,
  submitQuery,
} from './audit-query.js';
import type { DailyShare } from './daily-share.js';
import { toLiveRecord } from './live-record.js';

/** The logs that a search can stand in for: their records are those of one service. */
const SERVICES = {
  exchangeAudit: { service: 'Exchange', needs: 'AuditLogsQuery-Exchange.Read.All' },
  entraAudit: { service: 'AzureActiveDirectory', needs: 'AuditLogsQuery-Entra.Read.All' },
} as const satisfies Partial<Record<AuditLogName, object>>;

export type SearchableLog = keyof typeof SERVICES;

export interface AuditSearchDeps extends Omit<AuditQueryDeps, 'needs'> {
  readonly share: DailyShare;
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
  const queryDeps = { ...deps, needs };

  async function order(window: Window, signal: AbortSignal): Promise<string> {
    await deps.share.take();
    return submitQuery(queryDeps, service, window, signal);
  }

  async function* search(window: Window, signal: AbortSignal): AsyncGenerator<SourceItem> {
    // Both are ordered at once, since each waits in the provider's queue.
    const ids = [await order(window, signal), await order(window, signal)];
    const queries: AuditQuery[] = [];
    for (const id of ids) queries.push(await awaitQuery(queryDeps, id, signal));
    const halves = queries.some((query) => query.isTruncated) ? halve(window) : null;
    if (halves !== null) {
      deps.log.info({ source: name }, 'the search was cut off; searching the window in halves');
      for (const half of halves) yield* search(half, signal);
      return;
    }
    yield* joined(queries, signal);
    if (queries.some((query) => query.isTruncated)) yield cutOff(window);
  }

  /** The records of all runs, each once: what a later run repeats is left out. */
  async function* joined(queries: readonly AuditQuery[], signal: AbortSignal): AsyncGenerator<SourceItem> {
    const seen = new Set<string>();
    for (const [run, { id }] of queries.entries()) {
      let fresh = 0;
      for await (const rows of queryRecords(queryDeps, id, signal)) {
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
