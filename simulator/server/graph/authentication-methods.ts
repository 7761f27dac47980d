import { pick, type Shown, shown } from '../../shapes/show.js';
import type { SimSignInMethod } from '../../tenant.js';
import { emptyReply, type Reply } from '../http/call.js';
import type { CollectionRules } from '../odata/query-options.js';
import { collectionReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { refusePrivileged } from './refuse-privileged.js';
import { userOf } from './users.js';

const METHODS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 999,
  selectable: null,
};

function toRecord({ id, type, createdMs }: SimSignInMethod): Shown {
  return shown('authenticationMethod', {
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id,
    createdDateTime: createdMs === null ? null : `${new Date(createdMs).toISOString().slice(0, 19)}Z`,
  });
}

function listMethods(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  const options = queryOf(request, METHODS);
  return collectionReply(context, request, {
    name: `users('${user.id}')/authentication/methods`,
    items: context.tenant.signInMethods.of(user.id).map(toRecord),
    position: positionOf(context, request, options),
    top: options.top,
    render: (record) => pick(record, options.select),
  });
}

function removeMethod(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  refusePrivileged(context, request, user);
  const methods = context.tenant.signInMethods.of(user.id);
  const collection = param(request, 'collection');
  const method = methods.find(
    (one) => one.id === param(request, 'method') && `${one.type}Methods` === collection,
  );
  if (method === undefined) {
    throw refuse(
      request.call,
      404,
      'resourceNotFound',
      'The requested user or authentication method is not there.',
    );
  }
  if (method.type === 'password')
    throw refuse(request.call, 405, 'methodNotAllowed', 'A password cannot be deleted.');
  // The second factor that is used first is the oldest here; the others go before it.
  const factors = methods.filter(({ type }) => type !== 'password' && type !== 'email');
  if (factors.length > 1 && factors[0]?.id === method.id) {
    const text = 'Cannot delete default method with other methods configured.';
    throw refuse(request.call, 400, 'badRequest', text);
  }
  context.tenant.signInMethods.remove(user.id, method.id);
  const { nowMs } = request.call;
  const { appId } = request.token;
  context.tenant.audit('Admin deleted security info', user, appId, nowMs);
  context.journal.act({ atMs: nowMs, kind: 'remove-method', userId: user.id, appId });
  return emptyReply(204);
}

const WRITE = ['UserAuthenticationMethod.ReadWrite.All'];
/** Shares the narrow throttle of the reports ("Microsoft Graph service-specific throttling limits"). */
const lane = 'reports' as const;

export const AUTHENTICATION_METHOD_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/users/{user}/authentication/methods',
    roles: ['UserAuthenticationMethod.Read.All', ...WRITE],
    lane,
    handle: listMethods,
  },
  {
    method: 'DELETE',
    path: '/users/{user}/authentication/{collection}/{method}',
    roles: WRITE,
    lane,
    handle: removeMethod,
  },
];
