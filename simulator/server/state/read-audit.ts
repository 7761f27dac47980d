import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord } from '../../shapes/newer-shapes.js';
import { logged } from '../../shapes/show.js';
import type { LoggedRecord, SimMessage, SimUser, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';
import type { RowSource } from './logs.js';
import type { OpenMailbox } from './mailboxes.js';

const MINUTE_MS = 60_000;
/** Binds of two minutes and one context fold into one record; the same bind within an hour is left out. */
const FOLD_MS = 2 * MINUTE_MS;
const REPEAT_MS = 60 * MINUTE_MS;
const DELAY_MS = 45 * MINUTE_MS;
const SHORTEST_FOLD_MS = 1000;
const GRAPH_APP = '00000003-0000-0000-c000-000000000000';
const CALLER_ADDRESS = '203.0.113.77';

/** One message of which the body or an attachment was read. */
export interface MailRead {
  readonly appId: string;
  readonly user: SimUser;
  readonly mailbox: OpenMailbox;
  readonly message: SimMessage;
  readonly atMs: number;
}

interface Fold {
  readonly endMs: number;
  readonly reads: MailRead[];
}

/** Logs that callers of the API read mail, as Exchange does for any other reader (MailItemsAccessed, Bind). */
export class ReadAudit implements RowSource {
  readonly #tenantId: string;
  readonly #seed: number;
  readonly #speed: number;
  readonly #folds = new Map<string, Fold>();
  readonly #lastRead = new Map<string, number>();
  /** What the mailbox audit writes of each mailbox, by its owner's name. */
  readonly #identities = new Map<string, Fixed<AuditRecord>>();

  constructor(world: SimWorld, speed: number) {
    this.#tenantId = world.tenantId;
    this.#seed = world.labels.seed;
    this.#speed = speed;
  }

  /** Takes a mailbox's ids from a row of the audit log, so that all rows name it alike. */
  learn(row: LoggedRecord): void {
    if (row.log !== 'Audit.Exchange') return;
    const { MailboxOwnerUPN, MailboxGuid, MailboxOwnerSid, OrganizationName, OriginatingServer } = row.record;
    if (typeof MailboxOwnerUPN !== 'string' || MailboxGuid === undefined) return;
    const key = MailboxOwnerUPN.toLowerCase();
    if (this.#identities.has(key)) return;
    const found = { MailboxOwnerUPN, MailboxGuid, MailboxOwnerSid, OrganizationName, OriginatingServer };
    const known = Object.entries(found).filter(([, value]) => value !== undefined);
    this.#identities.set(key, Object.fromEntries(known) as Fixed<AuditRecord>);
  }

  note(read: MailRead): void {
    const repeat = `${read.appId}/${read.user.id}/${read.message.id}`;
    const last = this.#lastRead.get(repeat);
    if (last !== undefined && read.atMs - last < REPEAT_MS / this.#speed) return;
    this.#lastRead.set(repeat, read.atMs);
    const widthMs = Math.max(SHORTEST_FOLD_MS, FOLD_MS / this.#speed);
    const endMs = Math.ceil((Math.floor(read.atMs / widthMs) + 1) * widthMs);
    const key = `${read.appId}/${read.user.id}/${endMs}`;
    const fold = this.#folds.get(key) ?? { endMs, reads: [] };
    fold.reads.push(read);
    this.#folds.set(key, fold);
  }

  takeRows(nowMs: number): readonly LoggedRecord[] {
    const rows: LoggedRecord[] = [];
    for (const [key, fold] of this.#folds) {
      if (fold.endMs > nowMs) continue;
      this.#folds.delete(key);
      rows.push(this.#toRow(key, fold));
    }
    return rows;
  }

  #toRow(key: string, fold: Fold): LoggedRecord {
    const id = new Random(`read/${this.#seed}/${key}`).guid();
    const [first] = fold.reads;
    const atMs = first?.atMs ?? fold.endMs;
    return {
      log: 'Audit.Exchange',
      id,
      atMs,
      availableAtMs: Math.ceil(fold.endMs + DELAY_MS / this.#speed),
      record: first === undefined ? {} : logged('Audit.Exchange', this.#record(id, first, fold.reads)),
    };
  }

  #record(id: string, first: MailRead, reads: readonly MailRead[]): Fixed<AuditRecord> {
    const { user, appId } = first;
    return {
      CreationTime: new Date(first.atMs).toISOString().slice(0, 19),
      Id: id,
      Operation: 'MailItemsAccessed',
      OrganizationId: this.#tenantId,
      RecordType: 50,
      ResultStatus: 'Succeeded',
      UserKey: appId,
      UserType: 5,
      Version: 1,
      Workload: 'Exchange',
      UserId: user.userPrincipalName,
      AppId: GRAPH_APP,
      ClientAppId: appId,
      ClientIPAddress: CALLER_ADDRESS,
      ClientInfoString: 'Client=REST;;',
      ExternalAccess: false,
      InternalLogonType: 0,
      LogonType: 1,
      ...this.#identityOf(user),
      OperationProperties: [
        { Name: 'MailAccessType', Value: 'Bind' },
        { Name: 'IsThrottled', Value: 'False' },
      ],
      Folders: foldersOf(reads),
      OperationCount: reads.length,
    };
  }

  #identityOf(user: SimUser): Fixed<AuditRecord> {
    return (
      this.#identities.get(user.userPrincipalName.toLowerCase()) ?? {
        MailboxOwnerUPN: user.userPrincipalName,
        MailboxGuid: new Random(`mailbox/${user.id}`).guid(),
      }
    );
  }
}

function foldersOf(reads: readonly MailRead[]): NonNullable<AuditRecord['Folders']> {
  const byFolder = new Map<string, MailRead[]>();
  for (const read of reads) {
    const list = byFolder.get(read.message.folderId) ?? [];
    list.push(read);
    byFolder.set(read.message.folderId, list);
  }
  return [...byFolder].map(([folderId, inside]) => ({
    Id: folderId,
    Path: inside[0] === undefined ? '' : pathOf(inside[0].mailbox, folderId),
    FolderItems: inside.map(({ message }) => ({
      InternetMessageId: message.internetMessageId,
      SizeInBytes: message.body.length + message.attachments.reduce((sum, one) => sum + one.bytes.length, 0),
    })),
  }));
}

function pathOf(mailbox: OpenMailbox, folderId: string): string {
  const names: string[] = [];
  let folder = mailbox.folder(folderId);
  while (folder !== null && names.length < 20) {
    names.unshift(folder.displayName);
    folder = folder.parentFolderId === null ? null : mailbox.folder(folder.parentFolderId);
  }
  return `\\${names.join('\\')}`;
}
