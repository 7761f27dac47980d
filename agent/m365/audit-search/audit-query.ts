import { OutsideError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { Clock, Window } from '../../model/ports.js';
import { HOUR_MS, SECOND_MS } from '../../model/time.js';
import { stopIfAborted } from '../calls/call-policy.js';
import type { Graph, GraphCall } from '../graph/graph.js';

/** One search of the audit log as the provider runs it ("auditLogQuery resource type"). */
export interface AuditQuery {
  readonly id: string;
  /** It succeeded, and holds the first part of the records only. */
  readonly isTruncated: boolean;
}

export interface AuditQueryDeps {
  readonly graph: Graph;
  readonly clock: Clock;
  /** Divides the waits, for a simulated tenant that runs faster. */
  readonly scale: number;
  /** The application permission for this service's records. */
  readonly needs: string;
}

/** Minutes to hours are usual; nothing is promised. */
const LONGEST_WAIT_MS = 6 * HOUR_MS;
const FIRST_POLL_MS = 10 * SECOND_MS;
const POLL_STEP_MS = 5 * SECOND_MS;
const SLOWEST_POLL_MS = 60 * SECOND_MS;
/** Any other status, later members of the enumeration too, means that it goes on. */
const DEAD: ReadonlySet<JsonValue | undefined> = new Set(['failed', 'cancelled']);
/** Begins our own codes for a search that came to nothing. */
const OVER = 'AuditLogQuery_';

/** Orders a search and gives its id. `service` is a workload's name, such as `Exchange`. Counts against the tenant's day. */
export async function submitQuery(
  deps: AuditQueryDeps,
  service: string,
  window: Window,
  signal: AbortSignal,
): Promise<string> {
  const made = await deps.graph.create(callOf(deps, 'POST auditLog query', [], signal), {
    displayName: 'mailwarden',
    filterStartDateTime: window.from,
    filterEndDateTime: window.to,
    serviceFilters: [service],
  });
  if (typeof made.id === 'string' && made.id !== '') return made.id;
  throw new OutsideError('malformed-answer', 'graph:POST auditLog query: expected an id');
}

/** Waits until the search has ended. Raises server-error when it failed or was cancelled, timeout when it does not end. */
export async function awaitQuery(deps: AuditQueryDeps, id: string, signal: AbortSignal): Promise<AuditQuery> {
  let pauseMs = FIRST_POLL_MS;
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += pauseMs) {
    pauseMs = Math.min(SLOWEST_POLL_MS, waitedMs === 0 ? FIRST_POLL_MS : pauseMs + POLL_STEP_MS);
    await pause(deps, pauseMs, signal);
    const query = await deps.graph.object(callOf(deps, 'GET auditLog query', [id], signal));
    if (query.status === 'succeeded') return { id, isTruncated: query.isRecordCountLimitExceeded === true };
    if (DEAD.has(query.status)) throw ended(String(query.status));
  }
  throw new OutsideError('timeout', 'graph:auditLog query: still not done after six hours', {
    code: `${OVER}unended`,
  });
}

/** True for a failure after which nothing more will come of this search; others pass, and it goes on meanwhile. */
export function isSearchOver({ kind, code }: OutsideError): boolean {
  return kind === 'not-found' || code?.startsWith(OVER) === true;
}

async function pause({ clock, scale }: AuditQueryDeps, pauseMs: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(Math.ceil(pauseMs / scale), signal);
  } catch (cause) {
    stopIfAborted(signal, cause);
    throw cause;
  }
}

/** The records of a search that has ended, page by page. */
export function queryRecords(
  deps: AuditQueryDeps,
  id: string,
  signal: AbortSignal,
): AsyncIterable<readonly JsonValue[]> {
  return deps.graph.pages(callOf(deps, 'GET auditLog records', [id, 'records'], signal));
}

function callOf(deps: AuditQueryDeps, name: string, path: readonly string[], signal: AbortSignal): GraphCall {
  return {
    name: `graph:${name}`,
    identity: 'reader',
    needs: deps.needs,
    lane: 'audit-search',
    version: 'v1.0',
    path: ['security', 'auditLog', 'queries', ...path],
    // Repair waits for everything that is alive.
    priority: 'low',
    signal,
  };
}

function ended(status: string): OutsideError {
  return new OutsideError('server-error', `graph:auditLog query: the provider's search has ${status}`, {
    code: `${OVER}${status}`,
  });
}
