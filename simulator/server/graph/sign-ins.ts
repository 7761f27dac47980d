import { pick, type Shown } from '../../shapes/show.js';
import type { Json, JsonRecord } from '../../tenant.js';
import type { Filter } from '../odata/filter.js';
import type { QueryOptions } from '../odata/query-options.js';
import type { GraphRequest, GraphRoute, Version } from './graph-route.js';
import { getLogRecord, type LogCollection, listLog } from './log-collection.js';
import {
  FIRST_MEMBERS,
  SIGN_IN_FILTERS_BETA,
  SIGN_IN_FILTERS_V1,
  SIGN_IN_PROPERTIES_V1,
} from './sign-in-properties.js';

const EVOLVED = 'include-unknown-enum-members';

function collectionOf(version: Version): LogCollection {
  const isBeta = version === 'beta';
  return {
    log: 'signIns',
    name: 'auditLogs/signIns',
    timeProperty: 'createdDateTime',
    isIndexed: true,
    rules: {
      filter: isBeta ? SIGN_IN_FILTERS_BETA : SIGN_IN_FILTERS_V1,
      orderBy: ['createdDateTime'],
      pageSize: 1000,
      largestPage: 1000,
      selectable: isBeta ? null : SIGN_IN_PROPERTIES_V1,
    },
    accepts: (record, options) => isOfAskedClass(record, options),
    shape: (record, request) => (isBeta ? shapeBeta(record, request) : shapeV1(record, request)),
    headers: (request) => (wantsEvolved(request) ? { 'preference-applied': EVOLVED } : {}),
  };
}

/** Interactive sign-ins only, unless the filter speaks of classes. */
function isOfAskedClass(record: JsonRecord, options: QueryOptions): boolean {
  if (options.filter !== null && namesClass(options.filter)) return true;
  const classes = record.signInEventTypes;
  return Array.isArray(classes) && classes.includes('interactiveUser');
}

function namesClass(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return namesClass(filter.left) || namesClass(filter.right);
    case 'any':
      return filter.path === 'signInEventTypes';
    default:
      return false;
  }
}

function shapeBeta(record: Shown, request: GraphRequest): Shown {
  const shown = withoutPolicies(record, request);
  if (wantsEvolved(request)) return shown;
  const hidden: Record<string, Json> = {};
  for (const [name, members] of Object.entries(FIRST_MEMBERS)) {
    const value = shown[name];
    if (typeof value === 'string' && !members.has(value)) hidden[name] = 'unknownFutureValue';
  }
  return { ...shown, ...hidden };
}

function shapeV1(record: Shown, request: GraphRequest): Shown {
  return pick(withoutPolicies(record, request), [...SIGN_IN_PROPERTIES_V1]);
}

/** Shown only to those who may read Conditional Access policies. */
function withoutPolicies(record: Shown, request: GraphRequest): Shown {
  if (request.token.roles.some((role) => role.startsWith('Policy.Read'))) return record;
  return { ...record, appliedConditionalAccessPolicies: [] };
}

function wantsEvolved(request: GraphRequest): boolean {
  return (request.call.headers.prefer ?? '').toLowerCase().includes(EVOLVED);
}

const COLLECTIONS = { 'v1.0': collectionOf('v1.0'), beta: collectionOf('beta') };
const ACCESS = { roles: ['AuditLog.Read.All'], lane: 'reports' } as const;

export const SIGN_IN_ROUTES: readonly GraphRoute[] = [
  {
    ...ACCESS,
    method: 'GET',
    path: '/auditLogs/signIns',
    handle: (context, request) => listLog(COLLECTIONS[request.version], context, request),
  },
  {
    ...ACCESS,
    method: 'GET',
    path: '/auditLogs/signIns/{id}',
    handle: (context, request) => getLogRecord(COLLECTIONS[request.version], context, request),
  },
];
