import type { AuditLogRecord } from '../../shapes/beta.js';
import { type Shown, shown } from '../../shapes/show.js';
import type { Json, JsonRecord } from '../../tenant.js';

type RecordType = NonNullable<AuditLogRecord['auditLogRecordType']>;

/** Numbers of the feed's schema and their names in Graph ("auditLogRecord resource type", auditLogRecordType). */
const TYPES: Readonly<Record<number, RecordType>> = {
  1: 'ExchangeAdmin',
  2: 'ExchangeItem',
  3: 'ExchangeItemGroup',
  8: 'AzureActiveDirectory',
  15: 'AzureActiveDirectoryStsLogon',
  40: 'SecurityComplianceAlerts',
  50: 'ExchangeItemAggregated',
};
const USER_TYPES: readonly NonNullable<AuditLogRecord['userType']>[] = [
  'Regular',
  'Reserved',
  'Admin',
  'DcAdmin',
  'System',
  'Application',
  'ServicePrincipal',
];

/**
 * One row of a search: the record's chief fields beside the record itself, an open type with the annotations of OData
 * ("auditLogRecord resource type").
 */
export function auditRecord(record: JsonRecord, service: string): Shown {
  return shown('auditLogRecord', {
    id: String(record.Id),
    createdDateTime: `${String(record.CreationTime)}Z`,
    auditLogRecordType: recordTypeName(record),
    operation: textOf(record.Operation),
    organizationId: textOf(record.OrganizationId),
    userType: USER_TYPES[Number(record.UserType)] ?? 'Regular',
    userId: textOf(record.UserKey),
    userPrincipalName: textOf(record.UserId),
    service,
    objectId: textOf(record.ObjectId),
    clientIp: textOf(record.ClientIP ?? record.ClientIPAddress),
    administrativeUnits: [''],
    auditData: { '@odata.type': '#microsoft.graph.security.defaultAuditData', ...annotated(record) },
  });
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** `ExchangeItem` and the like; later members of the enumeration are all one. */
export function recordTypeName(record: JsonRecord): RecordType {
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
