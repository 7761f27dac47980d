import type { MessageRule } from '@microsoft/microsoft-graph-types';
import type { Fixed } from '../../shapes/graph-shapes.js';
import type { SimMailbox, SimMessage } from '../../tenant.js';
import type { MailboxIdentity } from '../people/person.js';
import type { Mention } from './customer.js';
import type { Topic } from './draft.js';
import type { WorldFolder } from './folders.js';

/** A message with what is known of it beside its text. */
export interface WorldMessage {
  readonly message: SimMessage;
  readonly topic: Topic;
  readonly mentions: readonly Mention[];
  readonly sizeBytes: number;
}

/** A mailbox with its truth. Messages are in order of arrival. */
export interface WorldMailbox {
  readonly identity: MailboxIdentity;
  readonly folders: readonly WorldFolder[];
  readonly messages: readonly WorldMessage[];
  readonly rules: Fixed<MessageRule>[];
}

/** The folder with a well-known or display name. Raises a RangeError when there is none. */
export function folderOf(mailbox: WorldMailbox, name: string): WorldFolder {
  const found = mailbox.folders.find(
    ({ folder }) => folder.wellKnownName === name || folder.displayName === name,
  );
  if (found === undefined) throw new RangeError(`no folder ${name} in ${mailbox.identity.upn}`);
  return found;
}

/** The folder that a message lies in. */
export function folderById(mailbox: WorldMailbox, id: string): WorldFolder {
  const found = mailbox.folders.find(({ folder }) => folder.id === id);
  if (found === undefined) throw new RangeError(`no folder with id ${id} in ${mailbox.identity.upn}`);
  return found;
}

/** Without the truth: as the mailbox API serves it. */
export function toSimMailbox(mailbox: WorldMailbox): SimMailbox {
  return {
    userId: mailbox.identity.userId,
    folders: mailbox.folders.map(({ folder }) => folder),
    messages: mailbox.messages.map(({ message }) => message),
    rules: mailbox.rules,
  };
}
