import type { RecordFamily } from '../../../agent/m365/raw-records.js';
import type { LogName } from '../logging/label.js';

/** Keys and shapes as the live sources have them. */
export const FAMILIES: Readonly<Record<LogName, RecordFamily>> = {
  signIns: {
    source: 'signIns',
    shape: 'graph-sign-in',
    prefix: 'signin',
    idField: 'id',
    timeField: 'createdDateTime',
  },
  'Audit.Exchange': {
    source: 'exchangeAudit',
    shape: 'audit-record',
    prefix: 'ual',
    idField: 'Id',
    timeField: 'CreationTime',
  },
  directoryAudits: {
    source: 'directoryAudits',
    shape: 'graph-directory-audit',
    prefix: 'diraudit',
    idField: 'id',
    timeField: 'activityDateTime',
  },
};
