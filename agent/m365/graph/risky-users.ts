import type { Log, LogSource } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphLogSource } from './log-query.js';

/**
 * Whom Identity Protection holds to be at risk ("List riskyUsers"): the present state of an account, one row each, whose
 * earlier states the list forgets. Each state is kept as a record of its own, known by account and moment of change.
 */
export function riskyUserSource(graph: Graph, log: Log): LogSource {
  return graphLogSource(
    {
      family: {
        source: 'riskyUsers',
        shape: 'graph-risk-detection',
        prefix: 'risk',
        idField: 'id',
        stateFields: ['riskLastUpdatedDateTime'],
        timeField: 'riskLastUpdatedDateTime',
      },
      name: 'graph:GET riskyUsers',
      needs: 'IdentityRiskyUser.Read.All',
      lane: 'identity-protection',
      version: 'v1.0',
      path: ['identityProtection', 'riskyUsers'],
      filterField: 'riskLastUpdatedDateTime',
      timeBasis: 'available',
      classes: [''],
      pageSize: 500,
      maxWindowMs: 10 * DAY_MS,
    },
    graph,
    log,
  );
}
