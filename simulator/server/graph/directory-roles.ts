import { pick, type Shown, shown } from '../../shapes/show.js';
import type { Reply } from '../http/call.js';
import { passesFilter } from '../odata/evaluate-filter.js';
import type { CollectionRules } from '../odata/query-options.js';
import type { RoleMember } from '../state/roles.js';
import { collectionReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';

const ROLES: CollectionRules = {
  filter: {
    typeName: 'microsoft.graph.directoryRole',
    properties: {
      displayName: { type: 'string', operators: ['eq'] },
      roleTemplateId: { type: 'string', operators: ['eq'] },
    },
  },
  orderBy: [],
  pageSize: 100,
  largestPage: 999,
  selectable: new Set(['id', 'displayName', 'description', 'roleTemplateId', 'deletedDateTime']),
};
const MEMBERS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 999,
  selectable: null,
};

function listRoles(context: GraphContext, request: GraphRequest): Reply {
  const options = queryOf(request, ROLES);
  const { filter } = options;
  const records = context.tenant.roles.all.map((role) =>
    shown('directoryRole', {
      id: role.id,
      deletedDateTime: null,
      description: null,
      displayName: role.displayName,
      roleTemplateId: role.templateId,
    }),
  );
  return collectionReply(context, request, {
    name: 'directoryRoles',
    items: records.filter((record) => filter === null || passesFilter(filter, record)),
    position: positionOf(context, request, options),
    top: options.top,
    render: (record) => pick(record, options.select),
  });
}

function listRoleMembers(context: GraphContext, request: GraphRequest): Reply {
  const id = param(request, 'role').toLowerCase();
  const role = context.tenant.roles.all.find((one) => one.id === id);
  if (role === undefined) throw missing(request, id);
  return membersReply(context, request, role.members);
}

function listGroupMembers(context: GraphContext, request: GraphRequest): Reply {
  const id = param(request, 'group');
  const members = context.tenant.roles.transitiveMembers(id);
  if (members === null) throw missing(request, id);
  return membersReply(context, request, members);
}

function membersReply(context: GraphContext, request: GraphRequest, members: readonly RoleMember[]): Reply {
  const options = queryOf(request, MEMBERS);
  return collectionReply(context, request, {
    name: 'directoryObjects',
    items: members,
    position: positionOf(context, request, options),
    top: options.top,
    render: (member) => pick(showMember(member), options.select),
  });
}

function showMember({ type, record }: RoleMember): Shown {
  const own = { '@odata.type': `#microsoft.graph.${type}` };
  return type === 'user' ? shown('user', { ...own, ...record }) : shown('group', { ...own, ...record });
}

function missing(request: GraphRequest, id: string): Error {
  return refuse(
    request.call,
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

const ROLE_READ = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
];

export const DIRECTORY_ROLE_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: '/directoryRoles', roles: ROLE_READ, lane: 'directory', handle: listRoles },
  {
    method: 'GET',
    path: '/directoryRoles/{role}/members',
    roles: ROLE_READ,
    lane: 'directory',
    handle: listRoleMembers,
  },
  {
    method: 'GET',
    path: '/groups/{group}/transitiveMembers',
    roles: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
    lane: 'directory',
    handle: listGroupMembers,
  },
];
