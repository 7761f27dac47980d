import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import {
  familyOfCategory,
  familyOfGraphRecord,
  familyOfTable,
  type LogFamily,
} from '../../model/log-family.js';
import type { RecordShape } from '../../model/raw-record.js';

/** What a record is, with the names of its id and of its time, the best first; `inner` holds them. */
export interface RecordIdentity {
  readonly shape: RecordShape;
  readonly family: LogFamily;
  readonly inner: JsonObject;
  readonly idFields: readonly string[];
  readonly timeFields: readonly string[];
}

const TIME_FIELDS: Readonly<Record<LogFamily, readonly string[]>> = {
  signin: ['createdDateTime', 'TimeGenerated', 'time'],
  diraudit: ['activityDateTime', 'TimeGenerated', 'time'],
  risk: ['activityDateTime', 'detectedDateTime', 'lastUpdatedDateTime', 'TimeGenerated', 'time'],
  ual: ['CreationTime', 'TimeGenerated', 'CreationDate'],
};

/** How a record of each log looks that Graph itself gave. */
const GRAPH_SHAPES: Readonly<Partial<Record<LogFamily, RecordShape>>> = {
  signin: 'graph-sign-in',
  diraudit: 'graph-directory-audit',
  risk: 'graph-risk-detection',
};

/** What log an object is a record of, by its content; null when it is none of those that are read. */
export function shapeOf(value: JsonObject): RecordIdentity | null {
  const get = reader(value);
  return diagnostic(value, get) ?? tableRow(value, get) ?? auditRecord(value, get) ?? graphRecord(value, get);
}

/** Reads a value by name, as written or in another case. */
export function reader(value: JsonObject): (name: string) => JsonValue | undefined {
  let lowered: Map<string, JsonValue | undefined> | null = null;
  return (name) => {
    if (Object.hasOwn(value, name)) return value[name];
    lowered ??= new Map(Object.keys(value).map((key) => [key.toLowerCase(), value[key]]));
    return lowered.get(name.toLowerCase());
  };
}

type Get = (name: string) => JsonValue | undefined;

function diagnostic(value: JsonObject, get: Get): RecordIdentity | null {
  const properties = parsedObject(get('properties'));
  if (properties === null) return null;
  const family = familyOfCategory(textOf(get('category'))) ?? familyOfGraphRecord(reader(properties));
  if (family === null) return null;
  return identity('entra-diagnostic', family, { ...value, ...properties }, ['id']);
}

function tableRow(value: JsonObject, get: Get): RecordIdentity | null {
  if (get('TimeGenerated') === undefined && get('Type') === undefined) return null;
  const family =
    familyOfTable(textOf(get('Type'))) ?? familyOfCategory(textOf(get('Category'))) ?? familyByColumns(get);
  if (family === null) return null;
  // OfficeId is the audit record's own Id; other tables name theirs Id.
  return identity('log-analytics', family, value, family === 'ual' ? ['OfficeId', 'Id'] : ['Id']);
}

function familyByColumns(get: Get): LogFamily | null {
  if (get('TimeGenerated') === undefined) return null;
  const isOffice =
    isText(get('Operation')) && ['UserId', 'RecordType', 'OfficeWorkload', 'Parameters'].some(there(get));
  if (isOffice) return 'ual';
  if (there(get)('TargetResources') && (there(get)('OperationName') || there(get)('ActivityDisplayName')))
    return 'diraudit';
  if (there(get)('RiskEventType') && there(get)('RiskLevel')) return 'risk';
  const isSignIn =
    there(get)('UserPrincipalName') && ['ResultType', 'ClientAppUsed', 'IPAddress'].some(there(get));
  return isSignIn ? 'signin' : null;
}

function auditRecord(value: JsonObject, get: Get): RecordIdentity | null {
  if (!isText(get('Operation'))) return null;
  const marks = ['CreationTime', 'RecordType', 'Workload', 'UserKey'].filter(there(get));
  return marks.length >= 2 ? identity('audit-record', 'ual', value, ['Id']) : null;
}

function graphRecord(value: JsonObject, get: Get): RecordIdentity | null {
  const family = familyOfGraphRecord(get);
  const shape = family === null ? undefined : GRAPH_SHAPES[family];
  return family === null || shape === undefined ? null : identity(shape, family, value, ['id']);
}

function identity(
  shape: RecordShape,
  family: LogFamily,
  inner: JsonObject,
  idFields: readonly string[],
): RecordIdentity {
  return { shape, family, inner, idFields, timeFields: TIME_FIELDS[family] };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function there(get: Get): (name: string) => boolean {
  return (name) => {
    const value = get(name);
    return value !== undefined && value !== null;
  };
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** The envelope's inner record may be JSON text, as in a CSV. */
function parsedObject(value: JsonValue | undefined): JsonObject | null {
  if (isJsonObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    const inner: unknown = JSON.parse(value);
    return isJsonObject(inner) ? inner : null;
  } catch {
    return null;
  }
}
