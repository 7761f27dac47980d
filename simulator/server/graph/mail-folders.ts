import { pick, type Shown, shown } from '../../shapes/show.js';
import type { SimFolder } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { passesFilter } from '../odata/evaluate-filter.js';
import type { CollectionRules } from '../odata/query-options.js';
import { rootFolderId } from '../state/mailboxes.js';
import { collectionReply, objectReply, positionOf, queryOf } from './collection-reply.js';
import { type GraphContext, type GraphRequest, type GraphRoute, param } from './graph-route.js';
import { folderOf, type MailboxAccess, mailboxOf } from './mailbox-access.js';

const FOLDERS: CollectionRules = {
  filter: {
    typeName: 'microsoft.graph.mailFolder',
    properties: { displayName: { type: 'string', operators: ['eq', 'startsWith'] } },
  },
  orderBy: ['displayName'],
  pageSize: 10,
  largestPage: 1000,
  selectable: null,
};

function listTopFolders(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  return foldersReply(context, request, access, null);
}

function listChildFolders(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const isRoot = ['msgfolderroot', rootFolderId(access.user.id)].includes(param(request, 'folder'));
  return foldersReply(context, request, access, isRoot ? null : folderOf(request, access).id);
}

function foldersReply(
  context: GraphContext,
  request: GraphRequest,
  access: MailboxAccess,
  parentId: string | null,
): Reply {
  const options = queryOf(request, FOLDERS);
  const { filter } = options;
  const records = access.mailbox.mailbox.folders
    .filter((folder) => folder.parentFolderId === parentId)
    .filter((folder) => folder.isHidden !== true || wantsHidden(request))
    .map((folder) => folderRecord(folder, access))
    .filter((record) => filter === null || passesFilter(filter, record));
  return collectionReply(context, request, {
    name: `users('${access.user.id}')/mailFolders`,
    items: records,
    position: positionOf(context, request, options),
    top: options.top,
    render: (record) => pick(record, options.select === null ? null : ['id', ...options.select]),
  });
}

/** "List mailFolders": hidden ones are left out unless the query asks for them. */
function wantsHidden(request: GraphRequest): boolean {
  return request.call.query.get('includeHiddenFolders') === 'true';
}

function getFolder(context: GraphContext, request: GraphRequest): Reply {
  const access = mailboxOf(context, request);
  const record = folderRecord(folderOf(request, access), access);
  return objectReply(context, request, `users('${access.user.id}')/mailFolders`, record);
}

function folderRecord(folder: SimFolder, { user, mailbox }: MailboxAccess): Shown {
  return shown('mailFolder', {
    id: folder.id,
    displayName: folder.displayName,
    parentFolderId: folder.parentFolderId ?? rootFolderId(user.id),
    childFolderCount: mailbox.mailbox.folders.filter((one) => one.parentFolderId === folder.id).length,
    unreadItemCount: 0,
    totalItemCount: mailbox.messages.filter((message) => message.folderId === folder.id).length,
    sizeInBytes: 0,
    isHidden: folder.isHidden === true,
  });
}

const ACCESS = {
  method: 'GET',
  roles: ['Mail.Read', 'Mail.ReadWrite', 'Mail.ReadBasic.All'],
  lane: 'mailbox',
} as const;

export const FOLDER_ROUTES: readonly GraphRoute[] = [
  { ...ACCESS, path: '/users/{user}/mailFolders', handle: listTopFolders },
  { ...ACCESS, path: '/users/{user}/mailFolders/{folder}', handle: getFolder },
  { ...ACCESS, path: '/users/{user}/mailFolders/{folder}/childFolders', handle: listChildFolders },
];
