import type { AccessEvent } from '../model/access-event.js';
import { sha256 } from '../model/ids.js';
import { canonicalJson, isNestedWithin } from '../model/json.js';
import { familyOfCategory, familyOfGraphRecord } from '../model/log-family.js';
import type { RawRecord } from '../model/raw-record.js';
import { type Instant, parseInstant } from '../model/time.js';
import { normaliseAuditRecord } from './audit/normalise-audit-record.js';
import { normaliseDirectoryAudit } from './directory/normalise-directory-audit.js';
import { normaliseRiskDetection } from './directory/normalise-risk-detection.js';
import { isRiskyUser, normaliseRiskyUser } from './directory/normalise-risky-user.js';
import { type EventParts, type NormaliseContext, toEvent } from './fields/event-base.js';
import { Fields } from './fields/fields.js';
import { rowFamily } from './record-family.js';
import { normaliseSignIn } from './signin/normalise-sign-in.js';

export type { NormaliseContext } from './fields/event-base.js';

export type NormaliseResult =
  | { readonly ok: true; readonly event: AccessEvent }
  | { readonly ok: false; readonly reason: string };

/** No provider record is nested deeper; hostile ones would exhaust the stack of whatever walks them. */
const MAX_NESTING = 100;

/** What a transform made of the record, with the names of the fields that hold its time, the best first. */
interface Reading {
  readonly parts: EventParts | null;
  readonly timeFields: readonly string[];
  readonly fields: Fields;
  readonly missing: string;
}

/**
 * Turns one provider record into an event. Total: any JSON object gives an event or a reason, which names the field and what was
 * expected and never repeats a value. Operations that are not known become kind `other`.
 */
export function normaliseRecord(record: RawRecord, context: NormaliseContext): NormaliseResult {
  if (!isNestedWithin(record.body, MAX_NESTING)) {
    return { ok: false, reason: `expected a record nested at most ${MAX_NESTING} levels deep` };
  }
  const reading = read(record, context);
  if (typeof reading === 'string') return { ok: false, reason: reading };
  const { parts, fields, timeFields, missing } = reading;
  if (parts === null) return { ok: false, reason: `${missing}: expected a text that names the act` };
  const at = timeOf(fields, timeFields) ?? record.occurredAt;
  if (at === null) {
    return { ok: false, reason: `${timeFields[0]}: expected an ISO 8601 time such as 2026-03-04T08:15:30Z` };
  }
  const base = {
    id: record.key,
    source: record.source,
    at,
    recordHash: sha256(canonicalJson(record.body)),
  };
  return { ok: true, event: toEvent(parts, base, context) };
}

function read(record: RawRecord, context: NormaliseContext): Reading | string {
  const fields = new Fields(record.body);
  switch (record.shape) {
    case 'graph-sign-in':
      return readSignIn(fields, context);
    case 'graph-directory-audit':
      return readDirectoryAudit(fields, context);
    case 'graph-risk-detection':
      return readRisk(fields);
    case 'audit-record':
      return readAudit(fields, context);
    case 'entra-diagnostic':
      return readDiagnostic(fields, context);
    case 'log-analytics':
      return readTable(fields, context);
    case 'unknown':
      return 'expected a record of a known log: sign-in, directory audit, risk detection or unified audit log';
  }
}

function readSignIn(fields: Fields, context: NormaliseContext, outer?: Fields): Reading {
  const timeFields = ['createdDateTime', 'TimeGenerated'];
  return { parts: normaliseSignIn(fields, context, outer), timeFields, fields, missing: 'operationName' };
}

function readDirectoryAudit(fields: Fields, context: NormaliseContext, outer?: Fields): Reading {
  const timeFields = ['activityDateTime', 'TimeGenerated'];
  return {
    parts: normaliseDirectoryAudit(fields, context, outer),
    timeFields,
    fields,
    missing: 'activityDisplayName',
  };
}

function readRisk(fields: Fields): Reading {
  if (isRiskyUser(fields)) {
    const timeFields = ['riskLastUpdatedDateTime'];
    return { parts: normaliseRiskyUser(fields), timeFields, fields, missing: 'riskState' };
  }
  const timeFields = ['activityDateTime', 'detectedDateTime', 'lastUpdatedDateTime', 'TimeGenerated'];
  return { parts: normaliseRiskDetection(fields), timeFields, fields, missing: 'riskEventType' };
}

function readAudit(fields: Fields, context: NormaliseContext): Reading {
  const timeFields = ['CreationTime', 'TimeGenerated', 'CreationDate'];
  return { parts: normaliseAuditRecord(fields, context), timeFields, fields, missing: 'Operation' };
}

/** The Event Hub envelope: outside the class and the result, inside the record of Graph. */
function readDiagnostic(outer: Fields, context: NormaliseContext): Reading | string {
  const inner = outer.object('properties');
  const reading = readDiagnosticInner(inner, outer, context);
  if (typeof reading === 'string' || timeOf(inner, reading.timeFields) !== null) return reading;
  return { ...reading, fields: outer, timeFields: ['time'] };
}

function readDiagnosticInner(inner: Fields, outer: Fields, context: NormaliseContext): Reading | string {
  const family = familyOfCategory(outer.text('category')) ?? familyOfGraphRecord((name) => inner.raw(name));
  switch (family) {
    case 'signin':
      return readSignIn(inner, context, outer);
    case 'diraudit':
      return readDirectoryAudit(inner, context, outer);
    case 'risk':
      return readRisk(inner);
    default:
      return 'category: expected a sign-in, audit or risk category such as SignInLogs';
  }
}

function readTable(fields: Fields, context: NormaliseContext): Reading | string {
  switch (rowFamily(fields)) {
    case 'signin':
      return readSignIn(fields, context);
    case 'diraudit':
      return readDirectoryAudit(fields, context);
    case 'risk':
      return readRisk(fields);
    case 'ual':
      return readAudit(fields, context);
    default:
      return 'Type: expected SigninLogs, AADNonInteractiveUserSignInLogs, AuditLogs, AADUserRiskEvents or OfficeActivity';
  }
}

function timeOf(fields: Fields, names: readonly string[]): Instant | null {
  for (const name of names) {
    const text = fields.text(name);
    const at = text === null ? null : parseInstant(text);
    if (at !== null) return at;
  }
  return null;
}
