import type { RecordFamily } from '../raw-records.js';
import type { AuditLogName } from './audit-logs.js';

/** How rows of the unified audit log are known, whether the feed or a search gave them. */
export function auditFamily(name: AuditLogName): RecordFamily {
  return { source: name, shape: 'audit-record', prefix: 'ual', idField: 'Id', timeField: 'CreationTime' };
}
