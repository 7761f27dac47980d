import type { Log, LogSource } from '../../model/ports.js';
import { HOUR_MS } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphLogSource } from './log-query.js';

/**
 * Sign-ins, interactive and not ("List signIns", beta: v1.0 has neither session nor token id, nor ASN). Rows appear
 * minutes late and change afterwards, so callers overlap windows.
 */
export function signInSource(graph: Graph, log: Log): LogSource {
  return graphLogSource(
    {
      family: {
        source: 'signIns',
        shape: 'graph-sign-in',
        prefix: 'signin',
        idField: 'id',
        timeField: 'createdDateTime',
      },
      name: 'graph:GET signIns',
      needs: 'AuditLog.Read.All',
      lane: 'reports',
      version: 'beta',
      path: ['auditLogs', 'signIns'],
      filterField: 'createdDateTime',
      timeBasis: 'event',
      // The log answers with interactive sign-ins unless the filter names another class.
      classes: ['', " and signInEventTypes/any(t: t eq 'nonInteractiveUser')"],
      pageSize: 1000,
      maxWindowMs: 6 * HOUR_MS,
      // Without it newer members of enumerations are all written as unknownFutureValue.
      headers: { prefer: 'include-unknown-enum-members' },
    },
    graph,
    log,
  );
}
