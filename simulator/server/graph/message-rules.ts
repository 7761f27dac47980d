import type { MessageRule } from '@microsoft/microsoft-graph-types';
import type { Fixed } from '../../shapes/graph-shapes.js';
import { pick, shown } from '../../shapes/show.js';
import { emptyReply, type Reply } from '../http/call.js';
import type { Act } from '../journal.js';
import type { CollectionRules } from '../odata/query-options.js';
import { collectionReply, objectReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { jsonBody } from './json-body.js';
import { type MailboxAccess, mailboxOf } from './mailbox-access.js';

const RULES: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 1000,
  selectable: null,
};
const CHANGEABLE: ReadonlySet<string> = new Set<keyof MessageRule>([
  'displayName',
  'sequence',
  'isEnabled',
  'conditions',
  'actions',
  'exceptions',
]);

function nameOf({ user }: MailboxAccess): string {
  return `users('${user.id}')/mailFolders('inbox')/messageRules`;
}

function listRules(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const options = queryOf(request, RULES);
  return collectionReply(context, request, {
    name: nameOf(access),
    items: [...access.mailbox.rules.values()],
    position: positionOf(context, request, options),
    top: options.top,
    render: (rule) => pick(shown('messageRule', rule), options.select),
  });
}

function getRule(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  return objectReply(context, request, nameOf(access), shown('messageRule', ruleOf(request, access)));
}

function changeRule(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const rule = ruleOf(request, access);
  const changes = jsonBody<MessageRule>(request);
  const unknown = Object.keys(changes).find((name) => !CHANGEABLE.has(name) && !name.startsWith('@'));
  if (unknown !== undefined || ('isEnabled' in changes && typeof changes.isEnabled !== 'boolean')) {
    throw refuse(request.call, 400, 'ErrorInvalidRequest', 'The rule cannot be changed in this way.');
  }
  refuseReadOnly(request, rule);
  const changed: Fixed<MessageRule> = { ...rule, ...(changes as Fixed<MessageRule>) };
  access.mailbox.rules.set(param(request, 'rule'), changed);
  note(context, request, access, 'change-rule');
  return objectReply(context, request, nameOf(access), shown('messageRule', changed));
}

function deleteRule(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  refuseReadOnly(request, ruleOf(request, access));
  access.mailbox.rules.delete(param(request, 'rule'));
  note(context, request, access, 'delete-rule');
  return emptyReply(204);
}

function ruleOf(request: GraphRequest, { mailbox }: MailboxAccess): Fixed<MessageRule> {
  const rule = mailbox.rules.get(param(request, 'rule'));
  if (rule !== undefined) return rule;
  throw refuse(request.call, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

function refuseReadOnly(request: GraphRequest, rule: Fixed<MessageRule>): void {
  if (rule.isReadOnly !== true) return;
  throw refuse(request.call, 403, 'ErrorAccessDenied', 'Access is denied. The rule is read-only.');
}

function note(
  context: GraphContext,
  request: GraphRequest,
  { user }: MailboxAccess,
  kind: Act['kind'],
): void {
  context.journal.act({ atMs: request.call.nowMs, kind, userId: user.id, appId: request.token.appId });
}

const READ = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'];
const WRITE = ['MailboxSettings.ReadWrite'];
/** The permission data knows the Inbox's rules only. */
const ROOT = '/users/{user}/mailFolders/inbox/messageRules';
const lane = 'mailbox' as const;

export const RULE_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: ROOT, roles: READ, lane, handle: listRules },
  { method: 'GET', path: `${ROOT}/{rule}`, roles: READ, lane, handle: getRule },
  { method: 'PATCH', path: `${ROOT}/{rule}`, roles: WRITE, lane, handle: changeRule },
  { method: 'DELETE', path: `${ROOT}/{rule}`, roles: WRITE, lane, handle: deleteRule },
];
