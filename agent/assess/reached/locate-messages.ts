import type { Principal } from '../../model/access-event.js';
import type { Proof } from '../../model/exposure.js';
import type { MailboxReader, MessageHeader } from '../../model/ports.js';
import { strongerProof } from '../customers/proof.js';
import type { Examination } from './examination.js';
import { mapConcurrent } from './map-concurrent.js';
import type { OpenedMessage, ReadPlan, SyncedFolder } from './plan-reads.js';
import type { ReachedMessage } from './reached-message.js';
import { spanTimes } from './span-times.js';

/** Graph runs four requests at once into one mailbox and refuses the fifth; one is left for containment. */
export const MOST_AT_ONCE = 3;

/** The messages behind a plan, headers only. What was read twice may be there twice. */
export async function locateMessages(
  examination: Examination,
  plan: ReadPlan,
  mostMessages: number,
): Promise<readonly ReachedMessage[]> {
  const { signal } = examination;
  const opened = await mapConcurrent(plan.opened, MOST_AT_ONCE, signal, (each) =>
    findNamed(examination, each, 'opened'),
  );
  const synced = await mapConcurrent(plan.synced, MOST_AT_ONCE, signal, (each) =>
    listSynced(examination, each, mostMessages),
  );
  return [...opened, ...synced.flat()];
}

/** One entry per message with its strongest proof, sorted by Message-ID. */
export function joinMessages(found: readonly ReachedMessage[]): readonly ReachedMessage[] {
  const messages = new Map<string, ReachedMessage>();
  for (const message of found) {
    const known = messages.get(message.id);
    messages.set(message.id, known === undefined ? message : joined(known, message));
  }
  return [...messages].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, message]) => message);
}

/** A message that the log names, with its copies. One that is gone is noted. */
export async function findNamed(
  examination: Examination,
  opened: OpenedMessage,
  proof: Proof,
): Promise<ReachedMessage> {
  const { mailbox, messageId, folder, firstAt, lastAt } = opened;
  const search = (reader: MailboxReader) => reader.find(mailbox, messageId, examination.signal);
  const copies = await examination.attempt(mailbox, messageId, search, true);
  if (copies?.length === 0) examination.note(messageId, 'the message is gone');
  return {
    id: messageId,
    mailbox,
    folder: folder ?? copies?.[0]?.folderId ?? null,
    proof,
    firstAt,
    lastAt,
    copies: inOrder(copies ?? [], folder),
  };
}

/** What the log names comes first; else by id, so that the same copy is read each time. */
function inOrder(copies: readonly MessageHeader[], folder: string | null): readonly MessageHeader[] {
  const rank = (header: MessageHeader): string => `${header.folderId === folder ? 0 : 1} ${header.id}`;
  return [...copies].sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

async function listSynced(
  examination: Examination,
  synced: SyncedFolder,
  mostMessages: number,
): Promise<readonly ReachedMessage[]> {
  const { mailbox, folder, path } = synced;
  const found = await examination.attempt(mailbox, `folder ${folder}`, async (reader) => {
    const taken: ReachedMessage[] = [];
    for await (const header of reader.listFolder(mailbox, { id: folder, path }, examination.signal)) {
      const message = takenBy(synced, mailbox, header);
      if (message === null) continue;
      if (taken.length >= mostMessages) {
        examination.note(`folder ${folder}`, `more than ${mostMessages} messages; the rest was not read`);
        break;
      }
      taken.push(message);
    }
    return taken;
  });
  return found ?? [];
}

/** Null for what came in after the last synchronisation. Without a time of arrival it counts as taken. */
function takenBy(synced: SyncedFolder, mailbox: Principal, header: MessageHeader): ReachedMessage | null {
  const { receivedAt } = header;
  const times = receivedAt === null ? synced.at : synced.at.filter((at) => at >= receivedAt);
  const span = spanTimes(times);
  if (span === null) return null;
  const id = header.messageId === '' ? header.id : header.messageId;
  return { id, mailbox, folder: synced.folder, proof: 'synced', ...span, copies: [header] };
}

/** The stronger proof counts; the times span both. */
function joined(left: ReachedMessage, right: ReachedMessage): ReachedMessage {
  const [first, second] =
    strongerProof(left.proof, right.proof) === left.proof ? [left, right] : [right, left];
  const span = spanTimes([left.firstAt, left.lastAt, right.firstAt, right.lastAt]);
  return { ...first, ...span, copies: first.copies.length > 0 ? first.copies : second.copies };
}
