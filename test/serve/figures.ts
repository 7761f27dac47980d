import type { Figures, LiveFigures } from '../../agent/model/metrics.js';
import { at } from '../store/samples.js';

/** Of an agent that has seen one of everything. */
export const LIVE: LiveFigures = {
  startedAt: at(0),
  sources: [
    { source: 'signIns', records: 12, rejected: 1, lastReadAt: at(9), closedFor: null },
    { source: 'riskDetections', records: 0, rejected: 0, lastReadAt: null, closedFor: 'licence' },
  ],
  readFailures: [{ name: 'signIns', outcome: 'throttled', count: 2 }],
  crossings: [
    { name: 'graph', outcome: 'answered-2xx', count: 5 },
    { name: 'commit', outcome: 'done', count: 7 },
  ],
  deliveries: [{ name: 'soc', outcome: 'timeout', count: 1 }],
  correlationRoom: [{ name: 'sprayed', outcome: 'evicted', count: 40 }],
};

export const FIGURES: Figures = {
  store: {
    jobs: [{ kind: 'deliver', status: 'pending', count: 3, oldestDueAt: at(8) }],
    actions: [
      { kind: 'revoke-sessions', status: 'held', heldBy: 'breaker', count: 2 },
      { kind: 'revoke-sessions', status: 'held', heldBy: 'protection', count: 1 },
    ],
    incidents: [{ status: 'open', count: 4 }],
    deliveries: [{ sink: 'soc', outcome: 'sent', count: 9 }],
    openSendings: 1,
    sources: [{ source: 'signIns', coveredTo: at(5), completeTo: at(4), backfillMs: 60_000 }],
    gaps: [{ source: 'signIns', reason: 'outage', count: 1, totalMs: 120_000 }],
    rejected: [{ source: 'signIns', count: 6 }],
    waitingAccounts: 8,
    pendingRequests: 1,
    storeBytes: 40_960,
  },
  response: {
    mode: 'enforce',
    isStopped: false,
    learningUntil: at(3),
    burstAccounts: 20,
    budgetLeftAccounts: 12.5,
    holdingTrips: 1,
  },
};
