import type { SimFolder, SimMessage, SimUser } from '../../tenant.js';
import { immutableId, isImmutableId, type OpenMailbox } from '../state/mailboxes.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, param } from './graph-route.js';
import { userOf } from './users.js';

export interface MailboxAccess {
  readonly user: SimUser;
  readonly mailbox: OpenMailbox;
}

/** The mailbox of a route with `{user}`. Raises a Refusal with 404 for an account that has none. */
export function mailboxOf(context: GraphContext, request: GraphRequest): MailboxAccess {
  const user = userOf(context, request);
  const mailbox = user.mailboxKind === 'none' ? null : context.tenant.mailboxes.open(user.id);
  if (mailbox !== null) return { user, mailbox };
  throw refuse(
    request.call,
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );
}

/** The folder of a route with `{folder}`. Raises a Refusal with 404. */
export function folderOf(request: GraphRequest, { mailbox }: MailboxAccess): SimFolder {
  const folder = mailbox.folder(param(request, 'folder'));
  if (folder !== null) return folder;
  throw refuse(request.call, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/**
 * The message of a route with `{message}`. Raises a Refusal: 400 for an id of the form that the call does not speak,
 * 404 for one that is gone.
 */
export function messageOf(request: GraphRequest, { mailbox }: MailboxAccess): SimMessage {
  const id = param(request, 'message');
  if (isImmutableId(id) !== wantsImmutableIds(request)) {
    throw refuse(request.call, 400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  }
  const message = mailbox.byImmutableId.get(id) ?? mailbox.byId.get(id);
  if (message !== undefined) return message;
  throw refuse(request.call, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** An item's id in the form that the call asks for. Folder ids have one form only. */
export function itemIdFor(request: GraphRequest, id: string): string {
  return wantsImmutableIds(request) ? immutableId(id) : id;
}

export function wantsImmutableIds(request: GraphRequest): boolean {
  return /idtype\s*=\s*"immutableid"/i.test(request.call.headers.prefer ?? '');
}

export function wantsPlainText(request: GraphRequest): boolean {
  return /outlook\.body-content-type\s*=\s*"text"/i.test(request.call.headers.prefer ?? '');
}

/** What the answer says of the preferences that it follows. */
export function preferencesApplied(request: GraphRequest): Readonly<Record<string, string>> {
  const applied = [
    ...(wantsImmutableIds(request) ? ['IdType="ImmutableId"'] : []),
    ...(wantsPlainText(request) ? ['outlook.body-content-type="text"'] : []),
  ];
  return applied.length === 0 ? {} : { 'preference-applied': applied.join(', ') };
}
