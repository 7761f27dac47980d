import { internetMessageId } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { MailActor } from '../logging/mail-log.js';
import { folderById, folderOf, type WorldMailbox, type WorldMessage } from '../mail/world-mailbox.js';
import type { Stage } from '../stage.js';

const SHARE_KEPT = 0.3;

/** Somebody opens a message that is still in the mailbox. */
export function openMessage(
  stage: Stage,
  mailbox: WorldMailbox,
  actor: MailActor,
  atMs: number,
  { message, sizeBytes }: WorldMessage,
  isStory = false,
): void {
  const { folder, path } = folderById(mailbox, message.folderId);
  stage.mailLog.read({
    mailbox: mailbox.identity,
    actor,
    atMs,
    folder: { id: folder.id, path },
    messageId: message.internetMessageId,
    sizeBytes,
    isStory,
  });
}

/** Somebody opens mail as one does: mostly what came in and will be thrown away, sometimes what is kept. */
export function openSome(
  stage: Stage,
  random: Random,
  mailbox: WorldMailbox,
  actor: MailActor,
  atMs: number,
  count: number,
): void {
  const kept = mailbox.messages.filter(({ message }) => message.receivedAtMs < atMs);
  for (let index = 0; index < count; index += 1) {
    const openedMs = atMs + index * random.int(8_000, 40_000);
    if (kept.length > 0 && random.chance(SHARE_KEPT)) {
      openMessage(stage, mailbox, actor, openedMs, random.pick(kept));
    } else {
      openPassing(stage, random, mailbox, actor, openedMs);
    }
  }
}

/** Mail that the owner threw away afterwards: known from the log only. */
function openPassing(
  stage: Stage,
  random: Random,
  mailbox: WorldMailbox,
  actor: MailActor,
  atMs: number,
): void {
  const { folder, path } = folderOf(mailbox, 'inbox');
  stage.mailLog.read({
    mailbox: mailbox.identity,
    actor,
    atMs,
    folder: { id: folder.id, path },
    messageId: internetMessageId(random, 'relay.mailroute.example'),
    sizeBytes: random.int(9_000, 90_000),
    isStory: false,
  });
}
