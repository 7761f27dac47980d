import type { User } from '@microsoft/microsoft-graph-types';
import type { Annotations } from '../../shapes/newer-shapes.js';
import { pick, type Shown, shown } from '../../shapes/show.js';
import type { SimUser } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { passesFilter } from '../odata/evaluate-filter.js';
import type { PropertyRule } from '../odata/filter.js';
import { type CollectionRules, readSelect } from '../odata/query-options.js';
import { collectionReply, objectReply, orRefuse, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { plansOf } from './user-licences.js';

/** What comes without `$select` ("user resource type"). */
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];
/** All that `$select` may name. */
export const USER_PROPERTIES: ReadonlySet<string> = new Set([
  ...DEFAULT_PROPERTIES,
  'accountEnabled',
  'assignedPlans',
  'department',
  'onPremisesSyncEnabled',
  'signInSessionsValidFromDateTime',
  'userType',
]);

const PREFIX: PropertyRule = { type: 'string', operators: ['eq', 'startsWith'] };
const USERS: CollectionRules = {
  filter: {
    typeName: 'microsoft.graph.user',
    properties: {
      id: { type: 'string', operators: ['eq'] },
      userPrincipalName: PREFIX,
      mail: PREFIX,
      displayName: PREFIX,
      department: PREFIX,
      accountEnabled: { type: 'boolean', operators: ['eq'] },
      userType: { type: 'string', operators: ['eq'] },
    },
  },
  orderBy: ['displayName', 'userPrincipalName'],
  pageSize: 100,
  largestPage: 999,
  selectable: USER_PROPERTIES,
};

export const READ_USERS = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];

/** The account of a route with `{user}`. Raises a Refusal with 404. */
export function userOf(context: GraphContext, request: GraphRequest): SimUser {
  const key = param(request, 'user');
  const user = context.tenant.accounts.find(key);
  if (user !== null) return user;
  throw refuse(
    request.call,
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function userRecord(context: GraphContext, user: SimUser, atMs: number): Shown {
  const [givenName = '', ...rest] = user.displayName.split(' ');
  const validFrom = context.tenant.accounts.sessionsValidFrom(user.id, atMs);
  return shown('user', {
    businessPhones: [],
    displayName: user.displayName,
    givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: rest.join(' '),
    userPrincipalName: user.userPrincipalName,
    id: user.id,
    accountEnabled: context.tenant.accounts.isEnabled(user.id, atMs),
    assignedPlans: plansOf(user, context.tenant.hasPremium),
    department: user.department,
    onPremisesSyncEnabled: user.onPremisesSyncEnabled ? true : null,
    signInSessionsValidFromDateTime: `${new Date(validFrom).toISOString().slice(0, 19)}Z`,
    userType: user.userType,
  });
}

function listUsers(context: GraphContext, request: GraphRequest): Reply {
  const options = queryOf(request, USERS);
  const position = positionOf(context, request, options);
  const { filter, orderBy } = options;
  const records = context.tenant.accounts.all
    .map((user) => userRecord(context, user, request.call.nowMs))
    .filter((record) => filter === null || passesFilter(filter, record));
  if (orderBy !== null) {
    const sign = orderBy.isDescending ? -1 : 1;
    records.sort((a, b) => sign * String(a[orderBy.path]).localeCompare(String(b[orderBy.path])));
  }
  return collectionReply(context, request, {
    name: 'users',
    items: records,
    position,
    top: options.top,
    render: (record) => pick(record, options.select ?? DEFAULT_PROPERTIES),
  });
}

function getUser(context: GraphContext, request: GraphRequest): Reply {
  const select = orRefuse(request, () => readSelect(request.call.query.get('$select'), USER_PROPERTIES));
  const user = userOf(context, request);
  const record = userRecord(context, user, request.call.nowMs);
  const picked = pick(record, select ?? DEFAULT_PROPERTIES);
  return objectReply(context, request, 'users', { ...picked, ...expanded(context, request, user) });
}

/** The manager, where `$expand` asks for it; an account without one has no such property. Raises a Refusal with 400. */
function expanded(context: GraphContext, request: GraphRequest, user: SimUser): Shown {
  const given = request.call.query.get('$expand');
  if (given === null) return shown('user', {});
  if (given !== 'manager' && given !== 'manager($select=id)') {
    throw refuse(request.call, 400, 'BadRequest', `Could not find a property to expand in '${given}'.`);
  }
  const manager = context.tenant.accounts.find(user.managerId ?? '');
  if (manager === null) return shown('user', {});
  const own: User & Annotations = { '@odata.type': '#microsoft.graph.user', id: manager.id };
  const named: User & Annotations = { ...own, displayName: manager.displayName };
  return shown('user', { manager: given === 'manager' ? named : own });
}

export const USER_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: '/users', roles: READ_USERS, lane: 'directory', handle: listUsers },
  { method: 'GET', path: '/users/{user}', roles: READ_USERS, lane: 'directory', handle: getUser },
];
