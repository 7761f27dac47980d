import type { RecordFamily } from '../../agent/m365/raw-records.js';
import { DAY_MS, HOUR_MS } from '../../agent/model/time.js';
import type { LoggedRecord } from '../../simulator/tenant.js';

/** One log as the live source of the same name reads it. */
export interface BenchLog {
  readonly family: RecordFamily;
  readonly maxWindowMs: number;
}

/** The logs that are pulled, with the keys, shapes and windows of the sources in `agent/m365`. */
export const LOGS: ReadonlyMap<LoggedRecord['log'], BenchLog> = new Map([
  [
    'signIns',
    {
      family: {
        source: 'signIns',
        shape: 'graph-sign-in',
        prefix: 'signin',
        idField: 'id',
        timeField: 'createdDateTime',
      },
      maxWindowMs: 6 * HOUR_MS,
    },
  ],
  [
    'Audit.Exchange',
    {
      family: {
        source: 'exchangeAudit',
        shape: 'audit-record',
        prefix: 'ual',
        idField: 'Id',
        timeField: 'CreationTime',
      },
      maxWindowMs: DAY_MS,
    },
  ],
  [
    'directoryAudits',
    {
      family: {
        source: 'directoryAudits',
        shape: 'graph-directory-audit',
        prefix: 'diraudit',
        idField: 'id',
        timeField: 'activityDateTime',
      },
      maxWindowMs: DAY_MS,
    },
  ],
]);
