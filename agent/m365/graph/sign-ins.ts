import type { Log, LogSource } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphLogSource } from './log-query.js';

/** Beside interactive ones, which the log gives when its filter names no class. */
const OTHER_CLASSES = ['nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];

/**
 * Sign-ins of people, interactive and not, and of applications ("List signIns", beta: v1.0 has neither session nor token id, nor ASN). Rows appear
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
      classes: ['', ...OTHER_CLASSES.map((name) => ` and signInEventTypes/any(t: t eq '${name}')`)],
      pageSize: 1000,
      // Five calls in ten seconds are all there is: a month in shorter windows would take a quarter of an hour for empty days.
      maxWindowMs: DAY_MS,
      // Without it newer members of enumerations are all written as unknownFutureValue.
      headers: { prefer: 'include-unknown-enum-members' },
    },
    graph,
    log,
  );
}
