import type { Log, LogSource } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphLogSource } from './log-query.js';
import type { LogReach } from './log-reach.js';

/** Changes in the directory: consents, sign-in methods, roles ("List directoryAudits"). Shares the sign-in log's throttle. */
export function directoryAuditSource(graph: Graph, log: Log, reach: LogReach): LogSource {
  return graphLogSource(
    {
      family: {
        source: 'directoryAudits',
        shape: 'graph-directory-audit',
        prefix: 'diraudit',
        idField: 'id',
        timeField: 'activityDateTime',
      },
      name: 'graph:GET directoryAudits',
      needs: 'AuditLog.Read.All',
      lane: 'reports',
      version: 'v1.0',
      path: ['auditLogs', 'directoryAudits'],
      filterField: 'activityDateTime',
      timeBasis: 'event',
      classes: [''],
      pageSize: 1000,
      maxWindowMs: DAY_MS,
      reach,
    },
    graph,
    log,
  );
}
