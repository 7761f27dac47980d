import { isJsonObject, type JsonValue } from './json.js';

/** The logs that hold access; each begins the keys of its records, see `RawRecord.key`. */
export type LogFamily = 'signin' | 'ual' | 'diraudit' | 'risk';

/** Categories of the directory's diagnostic settings, lower case. */
const CATEGORIES: ReadonlyMap<string, LogFamily> = new Map([
  ['signinlogs', 'signin'],
  ['noninteractiveusersigninlogs', 'signin'],
  ['serviceprincipalsigninlogs', 'signin'],
  ['managedidentitysigninlogs', 'signin'],
  ['adfssigninlogs', 'signin'],
  ['auditlogs', 'diraudit'],
  ['userriskevents', 'risk'],
]);

/** Tables of Log Analytics, lower case. */
const TABLES: ReadonlyMap<string, LogFamily> = new Map([
  ['signinlogs', 'signin'],
  ['aadnoninteractiveusersigninlogs', 'signin'],
  ['aadserviceprincipalsigninlogs', 'signin'],
  ['aadmanagedidentitysigninlogs', 'signin'],
  ['adfssigninlogs', 'signin'],
  ['auditlogs', 'diraudit'],
  ['aaduserriskevents', 'risk'],
  ['officeactivity', 'ual'],
]);

/** The log of a diagnostic category, without case; null for categories that hold no access. */
export function familyOfCategory(category: string | null): LogFamily | null {
  return CATEGORIES.get(category?.trim().toLowerCase() ?? '') ?? null;
}

/** The log of a Log Analytics table by its `Type`, without case; null for tables that hold no access. */
export function familyOfTable(type: string | null): LogFamily | null {
  return TABLES.get(type?.trim().toLowerCase() ?? '') ?? null;
}

/**
 * The log that Graph's own record is of, by the fields that it has; null when by them it is of none. Some envelopes carry the
 * category of the act (`DirectoryManagement`) where others carry that of the log.
 */
export function familyOfGraphRecord(read: (field: string) => JsonValue | undefined | null): LogFamily | null {
  const has = (field: string): boolean => (read(field) ?? null) !== null;
  const isAudit = ['activityDateTime', 'initiatedBy', 'targetResources'].some(has);
  if (isText(read('activityDisplayName')) && isAudit) return 'diraudit';
  const isRisk = (has('riskEventType') || has('riskType')) && (has('riskLevel') || has('riskState'));
  if (isRisk && ['detectedDateTime', 'activityDateTime', 'lastUpdatedDateTime'].some(has)) return 'risk';
  const isOfSomebody = ['userPrincipalName', 'userId', 'servicePrincipalId'].some(has);
  const isSignIn = has('ipAddress') || has('clientAppUsed') || isJsonObject(read('status'));
  return has('createdDateTime') && isOfSomebody && isSignIn ? 'signin' : null;
}

function isText(value: JsonValue | undefined | null): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
