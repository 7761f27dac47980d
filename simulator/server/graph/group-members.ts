import type { CheckMemberGroupsBody, ReferenceBody } from '../../shapes/newer-shapes.js';
import { emptyReply, jsonReply, type Reply } from '../http/call.js';
import { contextOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { jsonBody } from './json-body.js';
import { userOf } from './users.js';

function checkGroups(context: GraphContext, request: GraphRequest): Reply {
  const user = userOf(context, request);
  const { groupIds } = jsonBody<CheckMemberGroupsBody>(request);
  if (!Array.isArray(groupIds) || groupIds.length === 0 || groupIds.length > 20)
    throw refuse(request.call, 400, 'Request_BadRequest', 'Between 1 and 20 group ids must be given.');
  const value = groupIds.map(String).filter((id) => context.tenant.roles.isMember(id, user.id));
  return jsonReply(200, { '@odata.context': contextOf(context, request, 'Collection(Edm.String)'), value });
}

function addMember(context: GraphContext, request: GraphRequest): Reply {
  const group = groupOf(context, request);
  const reference = String(jsonBody<ReferenceBody>(request)['@odata.id'] ?? '');
  const prefix = `${context.origin()}/v1.0/directoryObjects/`;
  if (!reference.startsWith(prefix))
    throw refuse(request.call, 400, 'Request_BadRequest', 'Invalid URL was specified as a reference.');
  const user = context.tenant.accounts.find(decodeURIComponent(reference.slice(prefix.length)));
  if (user === null) throw missing(request);
  if (context.tenant.roles.isMember(group, user.id)) {
    const text =
      "One or more added object references already exist for the following modified properties: 'members'.";
    throw refuse(request.call, 400, 'Request_BadRequest', text);
  }
  context.tenant.roles.setMember(group, user.id, true);
  note(context, request, user.id, 'add-member');
  return emptyReply(204);
}

function removeMember(context: GraphContext, request: GraphRequest): Reply {
  const group = groupOf(context, request);
  const user = context.tenant.accounts.find(param(request, 'member'));
  if (user === null || !context.tenant.roles.isMember(group, user.id)) throw missing(request);
  context.tenant.roles.setMember(group, user.id, false);
  note(context, request, user.id, 'remove-member');
  return emptyReply(204);
}

/** Raises a Refusal: 404 for no such group, 403 for one that holds a role, which takes more than this permission. */
function groupOf(context: GraphContext, request: GraphRequest): string {
  const group = context.tenant.roles.group(param(request, 'group'));
  if (group === null) throw missing(request);
  if (group.roles.length === 0) return group.id;
  const text = 'Insufficient privileges to complete the operation.';
  throw refuse(request.call, 403, 'Authorization_RequestDenied', text);
}

function note(
  context: GraphContext,
  request: GraphRequest,
  userId: string,
  kind: 'add-member' | 'remove-member',
): void {
  context.journal.act({ atMs: request.call.nowMs, kind, userId, appId: request.token.appId });
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
const WRITE = ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];

/** "Add members", "Remove member", "user: checkMemberGroups". */
export const GROUP_MEMBER_ROUTES: readonly GraphRoute[] = [
  {
    method: 'POST',
    path: '/users/{user}/checkMemberGroups',
    roles: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
    lane,
    handle: checkGroups,
  },
  { method: 'POST', path: '/groups/{group}/members/$ref', roles: WRITE, lane, handle: addMember },
  {
    method: 'DELETE',
    path: '/groups/{group}/members/{member}/$ref',
    roles: WRITE,
    lane,
    handle: removeMember,
  },
];
