import type { OAuth2PermissionGrant } from '@microsoft/microsoft-graph-types';
import { pick, type Shown, shown } from '../../shapes/show.js';
import { emptyReply, type Reply } from '../http/call.js';
import type { CollectionRules } from '../odata/query-options.js';
import type { Consent } from '../state/consents.js';
import { collectionReply, objectReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { jsonBody } from './json-body.js';
import { userOf } from './users.js';

const GRANTS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 999,
  selectable: null,
};
function toRecord({ id, clientId, resourceId, principalId, scope }: Consent): Shown {
  const consentType = principalId === null ? 'AllPrincipals' : 'Principal';
  return shown('oAuth2PermissionGrant', { clientId, consentType, id, principalId, resourceId, scope });
}

function listGrants(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  const options = queryOf(request, GRANTS);
  return collectionReply(context, request, {
    name: 'oauth2PermissionGrants',
    items: context.tenant.consents.of(user.id).map(toRecord),
    position: positionOf(context, request, options),
    top: options.top,
    render: (record) => pick(record, options.select),
  });
}

function removeGrant(context: GraphContext, request: GraphRequest): Reply {
  const consent = context.tenant.consents.find(param(request, 'grant'));
  if (consent === null) throw missing(request);
  context.tenant.consents.remove(consent.id);
  note(context, request, consent, 'remove-grant');
  return emptyReply(204);
}

function addGrant(context: GraphContext, request: GraphRequest): Reply {
  const { clientId, consentType, principalId, resourceId, scope } = jsonBody<OAuth2PermissionGrant>(request);
  const { tenant } = context;
  if (typeof clientId !== 'string' || typeof resourceId !== 'string' || typeof scope !== 'string')
    throw refuse(request.call, 400, 'Request_BadRequest', 'A required property is missing.');
  const isForOne = consentType === 'Principal' && typeof principalId === 'string';
  if (!isForOne && consentType !== 'AllPrincipals')
    throw refuse(
      request.call,
      400,
      'Request_BadRequest',
      'Invalid value specified for property consentType.',
    );
  if (!tenant.consents.knows(clientId)) throw missing(request);
  const made = tenant.consents.add({
    appId: '',
    clientId,
    resourceId,
    principalId: isForOne ? String(principalId) : null,
    scope,
  });
  if (made === null) {
    const code = 'Request_MultipleObjectsWithSameKeyValue';
    throw refuse(request.call, 409, code, 'Permission entry already exists.');
  }
  note(context, request, made, 'add-grant');
  return { ...objectReply(context, request, 'oauth2PermissionGrants', toRecord(made)), status: 201 };
}

function note(
  context: GraphContext,
  request: GraphRequest,
  { principalId }: Consent,
  kind: 'remove-grant' | 'add-grant',
): void {
  const { nowMs } = request.call;
  const { appId } = request.token;
  const user = context.tenant.accounts.find(principalId ?? '');
  const activity = `${kind === 'add-grant' ? 'Add' : 'Remove'} delegated permission grant`;
  if (user !== null) context.tenant.audit(activity, user, appId, nowMs);
  context.journal.act({ atMs: nowMs, kind, userId: principalId ?? '', appId });
}

function missing(request: GraphRequest): Error {
  return refuse(
    request.call,
    404,
    'Request_ResourceNotFound',
    'The resource does not exist or one of its queried reference-property objects are not present.',
  );
}

const lane = 'directory' as const;
const WRITE = ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'];

/** "oAuth2PermissionGrant resource type". */
export const PERMISSION_GRANT_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/users/{user}/oauth2PermissionGrants',
    roles: ['DelegatedPermissionGrant.Read.All', 'Directory.Read.All', ...WRITE],
    lane,
    handle: listGrants,
  },
  { method: 'DELETE', path: '/oauth2PermissionGrants/{grant}', roles: WRITE, lane, handle: removeGrant },
  { method: 'POST', path: '/oauth2PermissionGrants', roles: WRITE, lane, handle: addGrant },
];
