import { type AccessEvent, type Principal, principalKey } from '../../model/access-event.js';
import type { UnreadPart } from '../../model/exposure.js';
import type { FolderReference } from '../../model/ports.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import { spanTimes, type TimeSpan } from './span-times.js';

/** A message that a record of the log names. */
export interface OpenedMessage extends TimeSpan {
  readonly mailbox: Principal;
  readonly messageId: string;
  readonly folder: string | null;
}

/** A folder that was taken as a whole, with the times of its synchronisations, oldest first. */
export interface SyncedFolder {
  readonly mailbox: Principal;
  readonly folder: string;
  readonly path: string | null;
  readonly at: readonly Instant[];
}

/** What has to be looked at, from the log alone. */
export interface ReadPlan {
  readonly opened: readonly OpenedMessage[];
  readonly synced: readonly SyncedFolder[];
  /** From these times on the provider logged no reads of the mailbox for a day. */
  readonly throttled: readonly { readonly source: string; readonly from: Instant; readonly to: Instant }[];
  /** Reads that do not say what was read. */
  readonly unread: readonly UnreadPart[];
  /** The times of those. */
  readonly unnamedAt: readonly Instant[];
}

/** Sorts the mail events of an incident into what was opened and what was synced; everything once, sorted. */
export function planReads(events: readonly AccessEvent[], owner: Principal): ReadPlan {
  const opened = new Map<string, OpenedMessage>();
  const synced = new Map<string, SyncedFolder>();
  const throttled = new Map<string, { source: string; from: Instant; to: Instant }>();
  const unread: UnreadPart[] = [];
  const unnamedAt: Instant[] = [];
  for (const event of events.filter(isTheirRead)) {
    const mailbox = event.mailbox ?? owner;
    for (const message of event.mail?.messages ?? []) addOpened(opened, mailbox, message, event.at);
    for (const folder of event.mail?.folders ?? []) addSynced(synced, mailbox, folder, event.at);
    if (event.mail?.isThrottled === true)
      throttled.set(event.at, { source: event.source, from: event.at, to: shift(event.at, DAY_MS) });
    else if (saysNothing(event)) {
      unread.push({ part: `event ${event.id}`, reason: UNNAMED });
      unnamedAt.push(event.at);
    }
  }
  return {
    opened: inOrder(opened),
    synced: inOrder(synced).map((folder) => ({ ...folder, at: [...folder.at].sort() })),
    throttled: inOrder(throttled),
    unread,
    unnamedAt,
  };
}

const UNNAMED = 'the log has a read here that names neither message nor folder';

/** The examiner's own reads stand in the same log, and are nobody's access. */
function isTheirRead(event: AccessEvent): boolean {
  if (event.facts.isOwnRead === true) return false;
  return (event.kind === 'mail-read' || event.kind === 'mail-sync') && event.outcome !== 'failure';
}

function saysNothing({ mail }: AccessEvent): boolean {
  return mail === null || (mail.messages.length === 0 && mail.folders.length === 0);
}

function addOpened(
  opened: Map<string, OpenedMessage>,
  mailbox: Principal,
  message: { readonly messageId: string; readonly folderId: string | null },
  at: Instant,
): void {
  const key = JSON.stringify([principalKey(mailbox), message.messageId]);
  const known = opened.get(key);
  const span = spanTimes(known === undefined ? [at] : [at, known.firstAt, known.lastAt]);
  const folder = known?.folder ?? message.folderId;
  if (span !== null) opened.set(key, { mailbox, messageId: message.messageId, folder, ...span });
}

function addSynced(
  synced: Map<string, SyncedFolder>,
  mailbox: Principal,
  folder: FolderReference,
  at: Instant,
): void {
  const key = JSON.stringify([principalKey(mailbox), folder.id]);
  const known = synced.get(key);
  const path = known?.path ?? folder.path;
  synced.set(key, { mailbox, folder: folder.id, path, at: [...(known?.at ?? []), at] });
}

function inOrder<T>(entries: ReadonlyMap<string, T>): readonly T[] {
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}
