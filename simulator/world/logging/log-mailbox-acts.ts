import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord } from '../../shapes/newer-shapes.js';
import { floorToSecond } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import type { WorldFolder } from '../mail/folders.js';
import type { MailboxIdentity } from '../people/person.js';
import type { Stage } from '../stage.js';
import { drawLinkage, mailboxRecord } from './exchange-base.js';
import type { MailActor } from './mail-log.js';

/** Something done in a mailbox that Exchange logs at once. */
export interface MailboxAct {
  readonly mailbox: MailboxIdentity;
  readonly actor: MailActor;
  readonly atMs: number;
  readonly isStory: boolean;
}

/** A message as an item of the audit log. */
export interface AuditItem {
  readonly id: string;
  readonly messageId: string;
  readonly subject: string;
  readonly sizeBytes: number;
}

/** MailItemsAccessed (Sync): a desktop program took a folder as a whole. */
export function logSync(stage: Stage, random: Random, act: MailboxAct, { folder, path }: WorldFolder): void {
  const hasPath = random.chance(0.7);
  write(stage, random, act, 2, 'MailItemsAccessed', {
    OperationProperties: random.shuffle([
      { Name: 'MailAccessType', Value: 'Sync' },
      { Name: 'IsThrottled', Value: 'False' },
    ]),
    Item: {
      Id: folder.id,
      ParentFolder: { Id: folder.id, Path: hasPath ? path : 'Not Available', Name: folder.displayName },
    },
  });
}

/** A message sent from the mailbox. */
export function logSend(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  item: AuditItem,
  folder: WorldFolder,
): void {
  write(stage, random, act, 2, 'Send', {
    Item: {
      Id: item.id,
      InternetMessageId: item.messageId,
      ParentFolder: { Id: folder.folder.id, Path: folder.path },
      SizeInBytes: item.sizeBytes,
      Subject: item.subject,
    },
    SaveToSentItems: true,
  });
}

/** Messages thrown away or moved. */
export function logRemoval(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  operation: 'MoveToDeletedItems' | 'HardDelete' | 'SoftDelete' | 'Move',
  items: readonly AuditItem[],
  folders: { readonly from: WorldFolder; readonly to: WorldFolder | null },
): void {
  const { from, to } = folders;
  write(stage, random, act, 3, operation, {
    AffectedItems: items.map((item) => ({
      Id: item.id,
      InternetMessageId: item.messageId,
      ParentFolder: { Id: from.folder.id, Path: from.path },
      Subject: item.subject,
    })),
    CrossMailboxOperation: false,
    Folder: { Id: from.folder.id, Path: from.path },
    ...(to === null ? {} : { DestFolder: { Id: to.folder.id, Path: to.path } }),
  });
}

/** UpdateInboxRules of a desktop program: the rule's parts are texts among the operation's properties. */
export function logUpdateInboxRules(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  rule: { readonly operation: string; readonly name: string; readonly actions: string },
): void {
  write(stage, random, act, 2, 'UpdateInboxRules', {
    OperationProperties: [
      { Name: 'RuleOperation', Value: rule.operation },
      { Name: 'RuleId', Value: `-${random.digits(18)}` },
      { Name: 'RuleName', Value: rule.name },
      { Name: 'RuleState', Value: 'Enabled, ErrorFree' },
      { Name: 'RuleProvider', Value: 'RuleOrganizer' },
      { Name: 'RuleActions', Value: rule.actions },
    ],
  });
}

function write(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  recordType: 2 | 3,
  operation: string,
  rest: Fixed<AuditRecord>,
): void {
  if (!stage.calendar.isHistory(act.atMs)) return;
  const id = random.guid();
  const parts = {
    ...act,
    id,
    operation,
    recordType,
    linkage: drawLinkage(random, act.actor),
    tenant: stage.tenant,
  };
  const pace = act.isStory ? 'prompt-audit' : 'audit';
  stage.logbook.add('Audit.Exchange', id, floorToSecond(act.atMs), mailboxRecord(parts, rest), pace);
}
