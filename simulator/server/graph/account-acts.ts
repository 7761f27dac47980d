import type { User } from '@microsoft/microsoft-graph-types';
import { emptyReply, jsonReply, type Reply } from '../http/call.js';
import { contextOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';
import { jsonBody } from './json-body.js';
import { refusePrivileged } from './refuse-privileged.js';
import { userOf } from './users.js';

export const ACCOUNT_ACT_ROUTES: readonly GraphRoute[] = [
  {
    method: 'PATCH',
    path: '/users/{user}',
    roles: ['User.EnableDisableAccount.All', 'User.ReadWrite.All'],
    lane: 'directory',
    handle: changeUser,
  },
  {
    method: 'POST',
    path: '/users/{user}/revokeSignInSessions',
    roles: ['User.RevokeSessions.All', 'User.ReadWrite.All'],
    lane: 'directory',
    handle: revoke,
  },
];

function revoke(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  refusePrivileged(context, request, user);
  const { nowMs } = request.call;
  context.tenant.revoke(user, request.token.appId, nowMs);
  context.journal.act({ atMs: nowMs, kind: 'revoke', userId: user.id, appId: request.token.appId });
  // Documented as 204, sent as 200 with a body (Graph "known issues").
  return jsonReply(200, { '@odata.context': contextOf(context, request, 'Edm.Boolean'), value: true });
}

function changeUser(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  const body = jsonBody<User>(request);
  const { accountEnabled, ...others } = body;
  if (typeof accountEnabled !== 'boolean' || Object.keys(others).length > 0) {
    throw refuse(
      request.call,
      400,
      'Request_BadRequest',
      'Only accountEnabled can be changed, to true or false.',
    );
  }
  refusePrivileged(context, request, user);
  if (user.onPremisesSyncEnabled) {
    throw refuse(
      request.call,
      400,
      'Request_BadRequest',
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
  }
  const { nowMs } = request.call;
  context.tenant.setEnabled(user, accountEnabled, request.token.appId, nowMs);
  const kind = accountEnabled ? 'enable' : 'disable';
  context.journal.act({ atMs: nowMs, kind, userId: user.id, appId: request.token.appId });
  return emptyReply(204);
}
