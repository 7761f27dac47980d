import { pick, type Shown } from '../../shapes/show.js';
import type { SimMessage } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { passesFilter } from '../odata/evaluate-filter.js';
import type { Filter, PropertyRule } from '../odata/filter.js';
import { type CollectionRules, readSelect } from '../odata/query-options.js';
import { collectionReply, objectReply, orRefuse, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';
import { folderOf, type MailboxAccess, mailboxOf, messageOf, preferencesApplied } from './mailbox-access.js';
import { CONTENT_PROPERTIES, headerRecord, messageRecord, mimeOf } from './message-record.js';

const TEXT: PropertyRule = { type: 'string', operators: ['eq', 'ne', 'startsWith'] };
const FLAG: PropertyRule = { type: 'boolean', operators: ['eq', 'ne'] };
const TIME: PropertyRule = { type: 'time', operators: ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] };

const MESSAGES: CollectionRules = {
  filter: {
    typeName: 'microsoft.graph.message',
    properties: {
      internetMessageId: TEXT,
      subject: TEXT,
      receivedDateTime: TIME,
      sentDateTime: TIME,
      hasAttachments: FLAG,
      isRead: FLAG,
      isDraft: FLAG,
      parentFolderId: TEXT,
      conversationId: TEXT,
      'from/emailAddress/address': TEXT,
      'sender/emailAddress/address': TEXT,
    },
  },
  orderBy: ['receivedDateTime', 'sentDateTime', 'subject'],
  pageSize: 10,
  largestPage: 1000,
  selectable: null,
};

/** What lies beyond the Deleted Items folder is reached through its own folder only. */
const BEYOND = 'recoverableitemsdeletions';

function listMessages(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const beyond = access.mailbox.folder(BEYOND)?.id;
  const messages = access.mailbox.messages.filter((message) => message.folderId !== beyond);
  return messagesReply(context, request, access, messages);
}

function listFolderMessages(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const { id } = folderOf(request, access);
  const messages = access.mailbox.messages.filter((message) => message.folderId === id);
  return messagesReply(context, request, access, messages);
}

function messagesReply(
  context: GraphContext,
  request: GraphRequest,
  access: MailboxAccess,
  messages: readonly SimMessage[],
): Reply {
  const options = queryOf(request, MESSAGES);
  const position = positionOf(context, request, options);
  const { filter, orderBy, select } = options;
  if (filter !== null && orderBy !== null && firstPath(filter) !== orderBy.path) {
    throw refuse(
      request.call,
      400,
      'InefficientFilter',
      'The restriction or sort order is too complex for this operation.',
    );
  }
  const found = messages
    .map((message) => ({ message, header: headerRecord(message) }))
    .filter(({ header }) => filter === null || passesFilter(filter, header));
  if (orderBy !== null) {
    const sign = orderBy.isDescending ? -1 : 1;
    found.sort((a, b) => sign * compareText(a.header[orderBy.path], b.header[orderBy.path]));
  }
  const page = found.slice(position.offset, position.offset + options.top);
  refuseLargePage(request, page, select);
  for (const { message } of page) noteRead(context, request, access, message, select);
  return collectionReply(context, request, {
    name: `users('${access.user.id}')/messages`,
    items: found,
    position,
    top: options.top,
    render: ({ message }) => pick(visible(messageRecord(message, request), request), withId(select)),
    headers: preferencesApplied(request),
  });
}

/** "List messages": large pages with bodies can time out. Here they always do. */
const LARGEST_PAGE_LENGTH = 4_000_000;

function refuseLargePage(
  request: GraphRequest,
  page: readonly { readonly message: SimMessage }[],
  select: readonly string[] | null,
): void {
  if (page.length < 2 || (select !== null && !select.includes('body'))) return;
  const length = page.reduce((sum, { message }) => sum + message.body.length, 0);
  if (length > LARGEST_PAGE_LENGTH) throw refuse(request.call, 504, 'UnknownError', '');
}

function getMessage(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const message = messageOf(request, access);
  const select = orRefuse(request, () => readSelect(request.call.query.get('$select'), null));
  noteRead(context, request, access, message, select);
  const record = pick(visible(messageRecord(message, request), request), withId(select));
  return objectReply(
    context,
    request,
    `users('${access.user.id}')/messages`,
    record,
    preferencesApplied(request),
  );
}

function getMime(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const message = messageOf(request, access);
  noteRead(context, request, access, message, null);
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: mimeOf(message) };
}

/** Content that is shown is logged; headers are not. */
function noteRead(
  context: GraphContext,
  request: GraphRequest,
  access: MailboxAccess,
  message: SimMessage,
  select: readonly string[] | null,
): void {
  const isShown = select === null || CONTENT_PROPERTIES.some((name) => select.includes(name));
  if (!isShown || !mayReadContent(request)) return;
  const { user, mailbox } = access;
  const { appId } = request.token;
  context.tenant.reads.note({ appId, user, mailbox, message, atMs: request.call.nowMs });
}

/** Mail.ReadBasic.All shows headers only. */
function visible(record: Shown, request: GraphRequest): Shown {
  if (mayReadContent(request)) return record;
  return pick(
    record,
    Object.keys(record).filter((name) => !CONTENT_PROPERTIES.includes(name)),
  );
}

function mayReadContent(request: GraphRequest): boolean {
  return request.token.roles.some((role) => role === 'Mail.Read' || role === 'Mail.ReadWrite');
}

/** Exchange gives the id whether it is asked for or not. */
function withId(select: readonly string[] | null): readonly string[] | null {
  return select === null ? null : ['id', ...select];
}

function firstPath(filter: Filter): string {
  return 'left' in filter ? firstPath(filter.left) : filter.path;
}

function compareText(a: unknown, b: unknown): number {
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const READ = ['Mail.Read', 'Mail.ReadWrite', 'Mail.ReadBasic.All'];
const lane = 'mailbox' as const;

export const MESSAGE_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: '/users/{user}/messages', roles: READ, lane, handle: listMessages },
  { method: 'GET', path: '/users/{user}/messages/{message}', roles: READ, lane, handle: getMessage },
  {
    method: 'GET',
    path: '/users/{user}/messages/{message}/$value',
    roles: ['Mail.Read', 'Mail.ReadWrite'],
    lane,
    handle: getMime,
  },
  {
    method: 'GET',
    path: '/users/{user}/mailFolders/{folder}/messages',
    roles: READ,
    lane,
    handle: listFolderMessages,
  },
];
