import type { Log, LogSource } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphLogSource } from './log-query.js';

/**
 * What Identity Protection holds to be risky ("List riskDetections"). A detection changes after it was made, so windows
 * go by the last change; one call a second for the whole tenant, and a throttled answer names no wait.
 */
export function riskDetectionSource(graph: Graph, log: Log): LogSource {
  return graphLogSource(
    {
      family: {
        source: 'riskDetections',
        shape: 'graph-risk-detection',
        prefix: 'risk',
        idField: 'id',
        timeField: 'activityDateTime',
      },
      name: 'graph:GET riskDetections',
      needs: 'IdentityRiskEvent.Read.All',
      lane: 'identity-protection',
      version: 'v1.0',
      path: ['identityProtection', 'riskDetections'],
      filterField: 'lastUpdatedDateTime',
      timeBasis: 'available',
      classes: [''],
      pageSize: 500,
      maxWindowMs: 10 * DAY_MS,
    },
    graph,
    log,
  );
}
