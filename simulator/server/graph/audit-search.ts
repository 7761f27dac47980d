import { type Shown, shown } from '../../shapes/show.js';
import type { Reply } from '../http/call.js';
import type { CollectionRules } from '../odata/query-options.js';
import type { AuditQuery } from '../state/audit-queries.js';
import { readQuestion } from './audit-question.js';
import { auditRecord } from './audit-record.js';
import { collectionReply, objectReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';

const ALL = 'AuditLogsQuery.Read.All';
const ROLE_OF: Readonly<Record<string, string>> = {
  Exchange: 'AuditLogsQuery-Exchange.Read.All',
  AzureActiveDirectory: 'AuditLogsQuery-Entra.Read.All',
};
const ROLES = [ALL, ...Object.values(ROLE_OF)];

const NAME = 'security/auditLog/queries';
const RECORDS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 150,
  largestPage: 1000,
  selectable: null,
};
function createQuery(context: GraphContext, request: GraphRequest): Reply {
  const question = readQuestion(request);
  for (const service of question.services) needRole(request, service);
  const query = context.tenant.auditQueries.submit(question, request.call.nowMs);
  if (query === null) {
    throw refuse(
      request.call,
      429,
      'TooManyRequests',
      'The audit log query limit of the tenant is reached.',
      {
        'retry-after': '3600',
      },
    );
  }
  const reply = objectReply(context, request, NAME, toObject(context, request, query));
  return { ...reply, status: 201 };
}

/** Permissions are of one service each. */
function needRole(request: GraphRequest, service: string): void {
  const { roles } = request.token;
  if (roles.includes(ALL) || roles.includes(ROLE_OF[service] ?? ALL)) return;
  throw refuse(
    request.call,
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

function getQuery(context: GraphContext, request: GraphRequest): Reply {
  return objectReply(context, request, NAME, toObject(context, request, queryNamed(context, request)));
}

function listRecords(context: GraphContext, request: GraphRequest): Reply {
  const query = queryNamed(context, request);
  const { nowMs } = request.call;
  const { auditQueries } = context.tenant;
  const isDone = auditQueries.statusOf(query, nowMs) === 'succeeded';
  const options = queryOf(request, RECORDS);
  return collectionReply(context, request, {
    name: `${NAME}('${query.id}')/records`,
    items: isDone ? auditQueries.records(query, context.tenant.logs(nowMs)) : [],
    position: positionOf(context, request, options),
    top: options.top,
    render: ({ record, service }) => auditRecord(record, service),
  });
}

function queryNamed(context: GraphContext, request: GraphRequest): AuditQuery {
  const query = context.tenant.auditQueries.find(param(request, 'query'));
  if (query !== null) return query;
  throw refuse(request.call, 404, 'UnknownError', 'The audit log query was not found.');
}

/** "auditLogQuery resource type", with the properties that say whether the answer is whole (2026). */
function toObject(context: GraphContext, request: GraphRequest, query: AuditQuery): Shown {
  const { auditQueries } = context.tenant;
  const { nowMs } = request.call;
  const status = auditQueries.statusOf(query, nowMs);
  const isDone = status === 'succeeded';
  return shown('auditLogQuery', {
    id: query.id,
    displayName: query.displayName,
    filterStartDateTime: new Date(query.fromMs).toISOString(),
    filterEndDateTime: new Date(query.toMs).toISOString(),
    serviceFilters: query.services,
    status,
    recordCountLimit: auditQueries.recordLimit,
    isRecordCountLimitExceeded: isDone && auditQueries.isCutOff(query, context.tenant.logs(nowMs)),
  });
}

const ACCESS = { roles: ROLES, lane: 'directory' } as const;

export const AUDIT_SEARCH_ROUTES: readonly GraphRoute[] = [
  { ...ACCESS, method: 'POST', path: '/security/auditLog/queries', handle: createQuery },
  { ...ACCESS, method: 'GET', path: '/security/auditLog/queries/{query}', handle: getQuery },
  { ...ACCESS, method: 'GET', path: '/security/auditLog/queries/{query}/records', handle: listRecords },
];
