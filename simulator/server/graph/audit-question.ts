import type { AuditLogQuery } from '../../shapes/beta.js';
import type { Body } from '../../shapes/show.js';
import type { Json, JsonRecord } from '../../tenant.js';
import { type AuditQuestion, SEARCHED_SERVICES } from '../state/audit-queries.js';
import { recordTypeName } from './audit-record.js';
import { refuse } from './graph-error.js';
import type { GraphRequest } from './graph-route.js';
import { jsonBody } from './json-body.js';

const DAY_MS = 86_400_000;

/** Collections of texts of which a record must fit one ("auditLogQuery resource type"), and what is held against them. */
const FILTERS: { readonly [Name in keyof AuditLogQuery]?: (record: JsonRecord) => Json | undefined } = {
  recordTypeFilters: (record) => recordTypeName(record),
  operationFilters: (record) => record.Operation,
  userPrincipalNameFilters: (record) => record.UserId,
  ipAddressFilters: (record) => record.ClientIP ?? record.ClientIPAddress,
  objectIdFilters: (record) => record.ObjectId,
};
/** Filters that no record here has anything for. */
const NOT_PLAYED: readonly string[] = [
  'administrativeUnitIdFilters',
  'keywordFilter',
] satisfies (keyof AuditLogQuery)[];
const PROPERTIES: ReadonlySet<string> = new Set([
  ...Object.keys(FILTERS),
  'serviceFilters',
  'displayName',
  'filterStartDateTime',
  'filterEndDateTime',
]);

/** What the body of a new search asks for. Raises a Refusal with 400 for what the type does not have, and for filters that are not played. */
export function readQuestion(request: GraphRequest): AuditQuestion {
  const body: Body<AuditLogQuery> = jsonBody<AuditLogQuery>(request);
  for (const name of Object.keys(body)) {
    if (NOT_PLAYED.includes(name))
      throw bad(request, `${name}: the simulated tenant does not play this filter.`);
    if (!PROPERTIES.has(name) && !name.startsWith('@')) {
      throw bad(
        request,
        `The property '${name}' does not exist on type 'microsoft.graph.security.auditLogQuery'.`,
      );
    }
  }
  const nowMs = request.call.nowMs;
  const tests = Object.entries(FILTERS).flatMap(([name, valueIn]) => {
    const wanted = textsOf(request, body, name);
    return wanted.length === 0 ? [] : [(record: JsonRecord) => fits(wanted, valueIn(record))];
  });
  const services = textsOf(request, body, 'serviceFilters');
  return {
    displayName: typeof body.displayName === 'string' ? body.displayName : null,
    fromMs: timeOf(request, body.filterStartDateTime ?? null) ?? nowMs - DAY_MS,
    toMs: timeOf(request, body.filterEndDateTime ?? null) ?? nowMs,
    services: services.length === 0 ? SEARCHED_SERVICES : services,
    matches: (record) => tests.every((test) => test(record)),
  };
}

function fits(wanted: readonly string[], value: Json | undefined): boolean {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return wanted.some((one) => one.toLowerCase() === text);
}

function textsOf(
  request: GraphRequest,
  body: Readonly<Record<string, Json>>,
  name: string,
): readonly string[] {
  const given = body[name] ?? [];
  if (Array.isArray(given) && given.every((one) => typeof one === 'string')) return given;
  throw bad(request, `${name}: a collection of strings is expected.`);
}

function timeOf(request: GraphRequest, value: Json): number | null {
  if (value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw bad(request, 'A DateTimeOffset is expected.');
  return ms;
}

function bad(request: GraphRequest, message: string): Error {
  return refuse(request.call, 400, 'BadRequest', message);
}
