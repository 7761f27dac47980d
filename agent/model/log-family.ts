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
