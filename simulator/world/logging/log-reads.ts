import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord, FolderItem } from '../../shapes/newer-shapes.js';
import { floorToSecond, toSecond } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import { groupBy } from '../group-by.js';
import type { Stage } from '../stage.js';
import { drawLinkage, type ExchangeTenant, mailboxRecord } from './exchange-base.js';
import { contextOf, type FoldedRead, foldReads } from './fold-reads.js';
import type { ReadIntent } from './mail-log.js';

/** Writes what Exchange logs of all openings collected so far. */
export function logReads(stage: Stage): void {
  const byMailbox = groupBy(
    stage.mailLog.intents.filter((read) => stage.calendar.isHistory(read.atMs)),
    (read) => read.mailbox.upn,
  );
  for (const [upn, reads] of byMailbox) {
    const random = stage.random.fork(`binds/${upn}`);
    for (const folded of foldReads(reads)) logBind(stage, random, folded);
  }
}

function logBind(stage: Stage, random: Random, folded: FoldedRead): void {
  const [first] = folded.reads;
  if (first === undefined) return;
  const own = random.fork(`${first.atMs - stage.calendar.startMs}/${contextOf(first)}`);
  const record = bindRecord(own, folded, stage.tenant);
  const pace = folded.reads.some((read) => read.isStory) ? 'prompt-audit' : 'audit';
  stage.logbook.add('Audit.Exchange', String(record.Id), floorToSecond(first.atMs), record, pace);
}

/** RecordType 50 of the "Management Activity API schema": the messages by name, no ClientIP. */
export function bindRecord(random: Random, folded: FoldedRead, tenant: ExchangeTenant): Fixed<AuditRecord> {
  const first = folded.reads[0];
  if (first === undefined) throw new RangeError('bindRecord: nothing was read');
  const parts = {
    id: random.guid(),
    operation: 'MailItemsAccessed',
    recordType: 50,
    atMs: first.atMs,
    mailbox: first.mailbox,
    actor: first.actor,
    linkage: drawLinkage(random, first.actor),
    tenant,
  } as const;
  return mailboxRecord(parts, {
    OperationProperties: random.shuffle([
      { Name: 'MailAccessType', Value: 'Bind' },
      { Name: 'IsThrottled', Value: folded.isThrottled ? 'True' : 'False' },
    ]),
    Folders: [
      {
        Id: first.folder.id,
        Path: first.folder.path,
        FolderItems: folded.reads.map((read) => folderItem(random, read)),
      },
    ],
    OperationCount: folded.reads.length,
  });
}

function folderItem(random: Random, read: ReadIntent): FolderItem {
  return {
    InternetMessageId: read.messageId,
    SizeInBytes: read.sizeBytes,
    ...(random.chance(0.3)
      ? { ClientRequestId: `{${random.guid()}}`, CreationTime: toSecond(read.atMs) }
      : {}),
  };
}
