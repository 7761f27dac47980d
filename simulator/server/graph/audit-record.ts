import type { Json, JsonRecord } from '../../tenant.js';

/** Numbers of the feed's schema and their names in Graph ("auditLogRecord resource type", auditLogRecordType). */
const TYPES: Readonly<Record<number, string>> = {
  1: 'exchangeAdmin',
  2: 'exchangeItem',
  3: 'exchangeItemGroup',
  8: 'azureActiveDirectory',
  15: 'azureActiveDirectoryStsLogon',
  40: 'securityComplianceAlerts',
  50: 'exchangeItemAggregated',
};
const USER_TYPES = ['Regular', 'Reserved', 'Admin', 'DcAdmin', 'System', 'Application', 'ServicePrincipal'];

/**
 * One row of a search: the record's chief fields beside the record itself, an open type with the annotations of OData
 * ("auditLogRecord resource type").
 */
export function auditRecord(record: JsonRecord, service: string): JsonRecord {
  return {
    id: record.Id ?? null,
    createdDateTime: `${String(record.CreationTime)}Z`,
    auditLogRecordType: recordTypeName(record),
    operation: record.Operation ?? null,
    organizationId: record.OrganizationId ?? null,
    userType: USER_TYPES[Number(record.UserType)] ?? 'Regular',
    userId: record.UserKey ?? null,
    userPrincipalName: record.UserId ?? null,
    service,
    objectId: record.ObjectId ?? null,
    clientIp: record.ClientIP ?? record.ClientIPAddress ?? null,
    administrativeUnits: [''],
    auditData: { '@odata.type': '#microsoft.graph.security.defaultAuditData', ...annotated(record) },
  };
}

/** `exchangeItem` and the like; later members of the enumeration are all one. */
export function recordTypeName(record: JsonRecord): string {
  return TYPES[Number(record.RecordType)] ?? 'unknownFutureValue';
}

/** Lists in an open type say what they are lists of. */
function annotated(record: JsonRecord): JsonRecord {
  const entries = Object.entries(record).flatMap(([name, value]): [string, Json][] =>
    Array.isArray(value)
      ? [
          [`${name}@odata.type`, '#Collection(microsoft.graph.Json)'],
          [name, value],
        ]
      : [[name, value]],
  );
  return Object.fromEntries(entries);
}
