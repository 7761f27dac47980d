import type { FileAttachment } from '@microsoft/microsoft-graph-types';
import { pick, type Shown, shown } from '../../shapes/show.js';
import type { SimAttachment } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { type CollectionRules, readSelect } from '../odata/query-options.js';
import { collectionReply, objectReply, orRefuse, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { itemIdFor, mailboxOf, messageOf, preferencesApplied } from './mailbox-access.js';

const ATTACHMENTS: CollectionRules = {
  filter: null,
  orderBy: [],
  pageSize: 100,
  largestPage: 1000,
  selectable: null,
};
/** What Exchange adds to the bytes when it counts an attachment's size. */
const OVERHEAD_BYTES = 124;

function listAttachments(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const { attachments } = noteAndOpen(context, request);
  const options = queryOf(request, ATTACHMENTS);
  return collectionReply(context, request, {
    name: `users('${access.user.id}')/messages('${param(request, 'message')}')/attachments`,
    items: attachments,
    position: positionOf(context, request, options),
    top: options.top,
    render: (attachment) => showAttachment(attachment, request, options.select),
    headers: preferencesApplied(request),
  });
}

function getAttachment(context: GraphContext, request: GraphRequest): Reply {
  const select = orRefuse(request, () => readSelect(request.call.query.get('$select'), null));
  const attachment = attachmentOf(context, request);
  const name = `users('${param(request, 'user')}')/messages/attachments`;
  return objectReply(
    context,
    request,
    name,
    showAttachment(attachment, request, select),
    preferencesApplied(request),
  );
}

function getAttachmentBytes(context: GraphContext, request: GraphRequest): Reply {
  const { contentType, bytes } = attachmentOf(context, request);
  return { status: 200, headers: { 'content-type': contentType }, body: bytes };
}

function attachmentOf(context: GraphContext, request: GraphRequest): SimAttachment {
  const id = param(request, 'attachment');
  const { attachments } = noteAndOpen(context, request);
  const found = attachments.find((attachment) => itemIdFor(request, attachment.id) === id);
  if (found !== undefined) return found;
  throw refuse(request.call, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** To reach an attachment is to read its message. */
function noteAndOpen(
  context: GraphContext,
  request: GraphRequest,
): { attachments: readonly SimAttachment[] } {
  const access = mailboxOf(context, request);
  const message = messageOf(request, access);
  const { user, mailbox } = access;
  context.tenant.reads.note({ appId: request.token.appId, user, mailbox, message, atMs: request.call.nowMs });
  return message;
}

function showAttachment(
  attachment: SimAttachment,
  request: GraphRequest,
  select: readonly string[] | null,
): Shown {
  const record = shown('fileAttachment', {
    '@odata.type': '#microsoft.graph.fileAttachment',
    '@odata.mediaContentType': attachment.contentType,
    id: itemIdFor(request, attachment.id),
    lastModifiedDateTime: null,
    name: attachment.name,
    contentType: attachment.contentType,
    size: attachment.bytes.length + OVERHEAD_BYTES,
    isInline: false,
    contentId: null,
    contentLocation: null,
    ...contentBytesOf(attachment, select),
  });
  return pick(record, select === null ? null : ['id', ...select]);
}

function contentBytesOf(
  { bytes }: SimAttachment,
  select: readonly string[] | null,
): Pick<FileAttachment, 'contentBytes'> {
  const hasBytes = select === null || select.includes('contentBytes');
  return hasBytes ? { contentBytes: Buffer.from(bytes).toString('base64') } : {};
}

const ACCESS = { method: 'GET', roles: ['Mail.Read', 'Mail.ReadWrite'], lane: 'mailbox' } as const;
const ROOT = '/users/{user}/messages/{message}/attachments';

export const ATTACHMENT_ROUTES: readonly GraphRoute[] = [
  { ...ACCESS, path: ROOT, handle: listAttachments },
  { ...ACCESS, path: `${ROOT}/{attachment}`, handle: getAttachment },
  { ...ACCESS, path: `${ROOT}/{attachment}/$value`, handle: getAttachmentBytes },
];
