import type { AccessEventKind, EventMail, Outcome, ReachedMessage } from '../../model/access-event.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { type NamedValues, namedValues } from '../fields/named-values.js';
import { toNetwork } from '../fields/network.js';
import { type AuditActor, readAuditActor } from './audit-actor.js';
import { folderPermissionFacts } from './folder-permission.js';
import { readUpdateInboxRules } from './inbox-rule.js';
import { mailboxOperationKind } from './operation-kinds.js';
import { acceptedDomains, countRecipients } from './recipients.js';
import { ruleFacts } from './rule-facts.js';

/**
 * A record of the mailbox audit log: record types 2, 3, 50 and 101. Reads come in two shapes: Bind, the messages by name
 * (type 50, `Folders`), and Sync, a folder taken as a whole (type 2, `Item.ParentFolder`). Type 50 has its address in
 * `ClientIPAddress` only.
 */
export function normaliseMailboxAct(
  fields: Fields,
  operation: string,
  context: NormaliseContext,
): EventParts {
  const actor = readAuditActor(fields, context);
  const properties = namedValues(fields.objects('OperationProperties'));
  const isSync = properties.get('MailAccessType')?.toLowerCase() === 'sync';
  const known = mailboxOperationKind(operation);
  const kind = known === 'mail-read' && isSync ? 'mail-sync' : known;
  const isReading = kind === 'mail-read' || kind === 'mail-sync';
  return {
    kind,
    operation,
    outcome: outcomeOf(fields.text('ResultStatus')),
    user: actor.user,
    mailbox: actor.mailbox ?? actor.user,
    actorType: actor.type,
    network: toNetwork(
      fields.text('ClientIPAddress', 'Client_IPAddress') ?? fields.text('ClientIP', 'ActorIP'),
    ),
    client: actor.client,
    session: actor.session,
    mail: kind.startsWith('mail-') ? mailOf(fields, properties, kind) : null,
    facts: {
      ...factsOf(kind, fields, properties, actor, context),
      isOwnRead: isReading && actor.isOwn ? true : null,
      isOwnAct: actor.isOwn ? true : null,
      isExternalAccess: fields.flag('ExternalAccess') === true ? true : null,
      program: actor.exchange.program,
      itemCount: fields.number('OperationCount'),
    },
    // Mail that comes in from outside is written by the transport.
    needsCredential: actor.type !== 'service',
  };
}

function factsOf(
  kind: AccessEventKind,
  fields: Fields,
  properties: NamedValues,
  actor: AuditActor,
  context: NormaliseContext,
): NonNullable<EventParts['facts']> {
  const domains = acceptedDomains(context.domains, (actor.mailbox ?? actor.user)?.upn ?? null);
  if (kind === 'inbox-rule') {
    const { effects, act, ruleId } = readUpdateInboxRules(properties);
    return { ...ruleFacts(effects, act, domains), ruleId };
  }
  if (kind === 'mailbox-permission') return folderPermissionFacts(fields, domains);
  if (kind !== 'mail-send') return {};
  const recipients = fields.texts('RecipientList');
  if (recipients.length === 0) return { recipientCount: fields.number('RecipientCount') };
  const count = countRecipients(recipients, domains);
  return { recipientCount: recipients.length, outsideRecipients: count.outside };
}

function mailOf(fields: Fields, properties: NamedValues, kind: AccessEventKind): EventMail {
  const isThrottled = properties.flag('IsThrottled') === true;
  if (kind === 'mail-sync') return { messages: [], folders: syncedFolders(fields), isThrottled };
  const folders = fields.objects('Folders', 'Folder');
  const inFolders = folders.flatMap((folder) =>
    folder.objects('FolderItems').map((item) => ({ item, folderId: folder.text('Id') })),
  );
  const items = [...fields.objects('AffectedItems'), ...fields.objects('Item')].map((item) => ({
    item,
    folderId: item.object('ParentFolder').text('Id'),
  }));
  return { messages: distinctMessages([...inFolders, ...items]), folders: [], isThrottled };
}

/** A path can be `Not Available`, with the folder's name beside it; only its id says which folder it is. */
function syncedFolders(fields: Fields): EventMail['folders'] {
  const parent = fields.object('Item').object('ParentFolder');
  const folders = parent.text('Id') === null ? fields.objects('Folders', 'Folder') : [parent];
  return folders.flatMap((folder) => {
    const id = folder.text('Id');
    const path = folder.text('Path');
    const isNamed = path !== null && path.toLowerCase() !== 'not available';
    return id === null ? [] : [{ id, path: isNamed ? path : folder.text('Name') }];
  });
}

/** One record may name a message several times. */
function distinctMessages(
  items: readonly { readonly item: Fields; readonly folderId: string | null }[],
): readonly ReachedMessage[] {
  const byId = new Map<string, ReachedMessage>();
  for (const { item, folderId } of items) {
    const messageId = item.text('InternetMessageId');
    if (messageId !== null && !byId.has(messageId)) byId.set(messageId, { messageId, folderId });
  }
  return [...byId.values()];
}

function outcomeOf(status: string | null): Outcome {
  const word = status?.toLowerCase() ?? '';
  if (word === 'failed' || word === 'false') return 'failure';
  return word === 'succeeded' || word === 'partiallysucceeded' || word === 'true' || word === 'success'
    ? 'success'
    : 'unknown';
}
