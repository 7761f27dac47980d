import { internetMessageId, itemId } from '../chance/ids.js';
import { type AuditItem, logRemoval, logSend } from '../logging/log-mailbox-acts.js';
import type { MailActor } from '../logging/mail-log.js';
import { folderOf } from '../mail/world-mailbox.js';
import type { PersonDay } from './day.js';

/** Mail written and thrown away, whatever the program. */
export function sendAndTidy(about: PersonDay, actor: MailActor, fromMs: number): void {
  const { stage, random, mailbox } = about;
  const act = (atMs: number) => ({ mailbox: mailbox.identity, actor, atMs, isStory: false });
  const sent = folderOf(mailbox, 'sentitems');
  for (let left = random.int(0, 2); left > 0; left -= 1) {
    const atMs = fromMs + random.int(60_000, 6_000_000);
    logSend(stage, random, act(atMs), passingItem(about, `Re: shift note ${random.digits(4)}`), sent);
  }
  if (!random.chance(0.5)) return;
  const items = Array.from({ length: random.int(1, 3) }, () => passingItem(about, 'Weekly digest'));
  const operation = random.chance(0.8) ? 'MoveToDeletedItems' : 'SoftDelete';
  logRemoval(stage, random, act(fromMs + random.int(60_000, 7_000_000)), operation, items, {
    from: folderOf(mailbox, 'inbox'),
    to: operation === 'MoveToDeletedItems' ? folderOf(mailbox, 'deleteditems') : null,
  });
}

function passingItem({ random, stage }: PersonDay, subject: string): AuditItem {
  return {
    id: itemId(random),
    messageId: internetMessageId(random, stage.tenant.domain),
    subject,
    sizeBytes: random.int(6_000, 60_000),
  };
}
