import { pick, type Shown, shown } from '../../shapes/show.js';
import type { SimUser } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { passesFilter } from '../odata/evaluate-filter.js';
import type { CollectionRules } from '../odata/query-options.js';
import { collectionReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';

const OWNERS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 999,
  selectable: null,
};
const BY_APP_ID = { appId: { type: 'string', operators: ['eq'] } } as const;
const APPLICATIONS: CollectionRules = {
  ...OWNERS,
  filter: { typeName: 'microsoft.graph.application', properties: BY_APP_ID },
  selectable: new Set(['id', 'appId', 'displayName']),
};
const PRINCIPALS: CollectionRules = {
  ...OWNERS,
  filter: { typeName: 'microsoft.graph.servicePrincipal', properties: BY_APP_ID },
  selectable: new Set(['id', 'appId', 'displayName', 'accountEnabled']),
};

/** An application of another tenant has a service principal here, and no application. */
function listPrincipals(context: GraphContext, request: GraphRequest): Reply {
  const { consents, applications } = context.tenant;
  const own = applications.all.map(({ principalId, appId }) => ({ id: principalId, appId }));
  const known = [...consents.principals(), ...own].map((one) => shown('servicePrincipal', one));
  return listByAppId(context, request, PRINCIPALS, 'servicePrincipals', known);
}

function listApplications(context: GraphContext, request: GraphRequest): Reply {
  const known = context.tenant.applications.all.map(({ id, appId }) => shown('application', { id, appId }));
  return listByAppId(context, request, APPLICATIONS, 'applications', known);
}

function listByAppId(
  context: GraphContext,
  request: GraphRequest,
  rules: CollectionRules,
  name: string,
  known: readonly Shown[],
): Reply {
  const options = queryOf(request, rules);
  const { filter } = options;
  if (filter === null)
    throw refuse(request.call, 400, 'Request_BadRequest', 'Only a filter by appId is served.');
  return collectionReply(context, request, {
    name,
    items: known.filter((record) => passesFilter(filter, record)),
    position: positionOf(context, request, options),
    top: options.top,
    render: (record) => pick(record, options.select),
  });
}

function listPrincipalOwners(context: GraphContext, request: GraphRequest): Reply {
  const { applications, consents } = context.tenant;
  const id = param(request, 'principal').toLowerCase();
  // Of a vendor's application nobody here is the owner.
  if (applications.findByPrincipal(id) === null && consents.knows(id)) return owners(context, request, []);
  if (applications.findByPrincipal(id) === null) throw missing(request, id);
  return owners(context, request, applications.owners);
}

function listApplicationOwners(context: GraphContext, request: GraphRequest): Reply {
  const { applications } = context.tenant;
  const id = param(request, 'application');
  if (applications.find(id) === null) throw missing(request, id);
  return owners(context, request, applications.owners);
}

function owners(context: GraphContext, request: GraphRequest, found: readonly SimUser[]): Reply {
  const options = queryOf(request, OWNERS);
  return collectionReply(context, request, {
    name: 'directoryObjects',
    items: found,
    position: positionOf(context, request, options),
    top: options.top,
    render: ({ id, displayName, userPrincipalName, mail }) => {
      const type = '#microsoft.graph.user';
      return pick(
        shown('user', { '@odata.type': type, id, displayName, userPrincipalName, mail }),
        options.select,
      );
    },
  });
}

function missing(request: GraphRequest, id: string): Error {
  return refuse(
    request.call,
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

const lane = 'directory' as const;
const READ = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];

/** As much of applications and service principals as it takes to name one, and who owns them ("List owners" of both). */
export const APPLICATION_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: '/servicePrincipals', roles: READ, lane, handle: listPrincipals },
  {
    method: 'GET',
    path: '/servicePrincipals/{principal}/owners',
    roles: READ,
    lane,
    handle: listPrincipalOwners,
  },
  { method: 'GET', path: '/applications', roles: READ, lane, handle: listApplications },
  {
    method: 'GET',
    path: '/applications/{application}/owners',
    roles: READ,
    lane,
    handle: listApplicationOwners,
  },
];
