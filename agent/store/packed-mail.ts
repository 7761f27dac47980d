import type { EventMail, ReachedMessage } from '../model/access-event.js';

/**
 * Mail facts of many events, each folder's id once: ids of folders are longer than all else that an event says of mail. Per
 * distinct fact the messages' ids, the places of their folders (-1: none), and the rest as it is.
 */
export interface PackedMail {
  readonly folderIds: readonly string[];
  readonly values: readonly (
    | null
    | readonly [messageIds: readonly string[], folders: readonly number[], rest: Omit<EventMail, 'messages'>]
  )[];
}

const NO_FOLDER = -1;

export function packMail(mails: readonly (EventMail | null)[]): PackedMail {
  const placeOf = new Map<string, number>();
  const values = mails.map((mail): PackedMail['values'][number] => {
    if (mail === null) return null;
    const { messages, ...rest } = mail;
    const places = messages.map(({ folderId }) =>
      folderId === null ? NO_FOLDER : placeIn(placeOf, folderId),
    );
    return [messages.map((message) => message.messageId), places, rest];
  });
  return { folderIds: [...placeOf.keys()], values };
}

/** The facts as they were packed. */
export function unpackMail({ folderIds, values }: PackedMail): readonly (EventMail | null)[] {
  return values.map((value) => {
    if (value === null) return null;
    const [messageIds, folders, rest] = value;
    const messages: readonly ReachedMessage[] = messageIds.map((messageId, at) => ({
      messageId,
      folderId: folderIds[folders[at] ?? NO_FOLDER] ?? null,
    }));
    return { messages, ...rest };
  });
}

function placeIn(placeOf: Map<string, number>, value: string): number {
  const known = placeOf.get(value);
  if (known !== undefined) return known;
  placeOf.set(value, placeOf.size);
  return placeOf.size - 1;
}
