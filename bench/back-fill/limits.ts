import { MINUTE_MS, SECOND_MS } from '../../agent/model/time.js';

/** One throttle of the provider that a back-fill runs into. */
export interface Limit {
  readonly name: string;
  readonly calls: number;
  readonly windowMs: number;
  /** Whether a call of the journal counts against it. */
  readonly counts: (origin: string, route: string) => boolean;
  /** How it is refused. Nothing else is, in a tenant that grants all that is asked for. */
  readonly throttledStatus: number;
  /** The sources that share it. */
  readonly sources: readonly string[];
}

/** "Microsoft Graph service-specific throttling limits" and the "Management Activity API reference". */
export const LIMITS: readonly Limit[] = [
  {
    name: 'sign-ins and directory audits',
    calls: 5,
    windowMs: 10 * SECOND_MS,
    counts: (origin, route) => origin === 'graph' && route.includes('/auditLogs/'),
    throttledStatus: 429,
    sources: ['signIns', 'directoryAudits'],
  },
  {
    name: 'identity protection',
    calls: 1,
    windowMs: SECOND_MS,
    counts: (origin, route) => origin === 'graph' && route.includes('/identityProtection/'),
    throttledStatus: 429,
    sources: ['riskDetections', 'riskyUsers'],
  },
  {
    name: 'audit feed',
    calls: 2_000,
    windowMs: MINUTE_MS,
    counts: (origin) => origin === 'management',
    throttledStatus: 403,
    sources: ['exchangeAudit', 'entraAudit', 'generalAudit'],
  },
];
