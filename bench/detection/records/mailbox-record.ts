import { folderIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { FoldedReads } from '../logging/fold-reads.js';
import type { Label } from '../logging/label.js';
import type { Logbook } from '../logging/logbook.js';
import { PARAMETERS } from '../parameters.js';
import { type JsonRecord, toAuditTime } from '../world/json.js';
import { addressAt, PROVIDER_NETWORK } from '../world/networks.js';
import type { Mailbox } from '../world/people.js';
import type { MailActor } from './mail-actor.js';

/** The company as Exchange names it. */
export interface Tenant {
  readonly id: string;
  readonly domain: string;
  /** `contoso.onmicrosoft.com`. */
  readonly organization: string;
}

interface MailboxAct {
  readonly operation: string;
  readonly recordType: 2 | 3 | 50;
  readonly atMs: number;
  readonly mailbox: Mailbox;
  readonly actor: MailActor;
  readonly rest: JsonRecord;
  readonly label: Label | null;
}

/** Writes one record of the unified log, "Exchange mailbox" schema; one in some loses the ids that lead back to the sign-in. */
export function logMailboxAct(logbook: Logbook, random: Random, tenant: Tenant, act: MailboxAct): void {
  const { actor, mailbox } = act;
  const isServer = actor.client.clientInfo.startsWith('Client=REST') || actor.client.name === 'outlook-phone';
  const isBackend = isServer && random.chance(PARAMETERS.logging.backendAddressShare);
  const address = isBackend ? addressAt(PROVIDER_NETWORK, random.int(0, 2), act.atMs, random) : actor.address;
  const record: Record<string, JsonRecord[string] | null> = {
    CreationTime: toAuditTime(act.atMs),
    Id: random.guid(),
    Operation: act.operation,
    OrganizationId: tenant.id,
    RecordType: act.recordType,
    ResultStatus: 'Succeeded',
    UserKey: actor.applicationId ?? `1003${mailbox.guid.slice(0, 8).toUpperCase()}`,
    UserType: actor.applicationId === null ? 0 : 5,
    Version: 1,
    Workload: 'Exchange',
    ClientIP: act.recordType === 50 ? null : address,
    UserId: actor.upn,
    AppId: actor.client.exchangeAppId,
    ClientAppId: actor.client.exchangeClientAppId,
    ClientIPAddress: address,
    ClientInfoString: actor.client.clientInfo,
    ClientProcessName: actor.client.processName,
    ClientVersion: actor.client.version,
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: actor.logonType,
    LogonUserSid: actor.sid,
    MailboxGuid: mailbox.guid,
    MailboxOwnerSid: mailbox.sid,
    MailboxOwnerUPN: mailbox.upn,
    OrganizationName: tenant.organization,
    OriginatingServer: 'CH0PR14MB4521 (15.20.9115.020)\r\n',
    DeviceId: actor.device.id === '' ? null : actor.device.id,
    ...linkFields(random, tenant, actor),
    ...act.rest,
  };
  logbook.add('Audit.Exchange', act.atMs, withoutNulls(record), act.label);
}

function linkFields(random: Random, tenant: Tenant, actor: MailActor): JsonRecord {
  const { session, client } = actor;
  if (session === null || random.chance(PARAMETERS.logging.lostLinkShare)) return {};
  return {
    SessionId: session.id,
    TokenObjectId: actor.userId,
    TokenTenantId: tenant.id,
    AppAccessContext: {
      AADSessionId: session.id,
      APIId: client.exchangeAppId ?? '',
      ClientAppId: client.appId,
      CorrelationId: session.correlationId,
      IssuedAtTime: toAuditTime(session.tokenAtMs),
      UniqueTokenId: session.tokenId,
    },
  };
}

/** MailItemsAccessed of single messages. */
export function logBind(logbook: Logbook, random: Random, tenant: Tenant, folded: FoldedReads): void {
  const [first] = folded.openings;
  logMailboxAct(logbook, random, tenant, {
    ...{ operation: 'MailItemsAccessed', recordType: 50, atMs: first.atMs },
    ...{ mailbox: first.mailbox, actor: first.actor, label: first.label },
    rest: {
      OperationProperties: accessProperties('Bind', folded.isThrottled),
      Folders: [
        {
          Id: folderIdOf(first.mailbox.guid, first.folder),
          Path: `\\${first.folder}`,
          FolderItems: folded.openings.map(({ messageId }) => ({ InternetMessageId: messageId })),
        },
      ],
      OperationCount: folded.openings.length,
    },
  });
}

/** MailItemsAccessed of a folder that Outlook on a desktop takes whole. */
export function logSync(
  logbook: Logbook,
  random: Random,
  tenant: Tenant,
  act: {
    readonly atMs: number;
    readonly mailbox: Mailbox;
    readonly actor: MailActor;
    readonly folder: string;
    readonly label: Label | null;
  },
): void {
  const { folder, ...rest } = act;
  const id = folderIdOf(act.mailbox.guid, folder);
  logMailboxAct(logbook, random, tenant, {
    ...{ ...rest, operation: 'MailItemsAccessed', recordType: 2 },
    rest: {
      OperationProperties: accessProperties('Sync', false),
      Item: { Id: id, ParentFolder: { Id: id, Name: folder, Path: `\\${folder}` } },
    },
  });
}

/** Send, SendAs, SendOnBehalf, Create: one message. */
export function logItem(
  logbook: Logbook,
  random: Random,
  tenant: Tenant,
  act: {
    readonly operation: 'Send' | 'SendAs' | 'SendOnBehalf' | 'Create' | 'Update';
    readonly recipients: readonly string[];
  } & ItemAct,
): void {
  const { operation, recipients, ...rest } = act;
  logMailboxAct(logbook, random, tenant, {
    ...{ ...rest, operation, recordType: 2 },
    rest: {
      Item: {
        Id: random.text('ABCDEFabcdef0123456789', 40),
        InternetMessageId: `<${random.text('ABCDEF0123456789', 20)}@${tenant.domain}>`,
        ParentFolder: { Id: folderIdOf(act.mailbox.guid, 'Sent Items'), Path: '\\Sent Items' },
        SizeInBytes: random.int(2_000, 80_000),
        Subject: 'RE: update',
      },
      ...(recipients.length === 0
        ? {}
        : { RecipientList: recipients.slice(0, 1_000), RecipientCount: recipients.length }),
      SaveToSentItems: true,
    },
  });
}

interface ItemAct {
  readonly atMs: number;
  readonly mailbox: Mailbox;
  readonly actor: MailActor;
  readonly label: Label | null;
}

/** HardDelete, SoftDelete, MoveToDeletedItems: several messages. */
export function logDeletion(
  logbook: Logbook,
  random: Random,
  tenant: Tenant,
  act: {
    readonly operation: 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems';
    readonly folder: string;
    readonly count: number;
  } & ItemAct,
): void {
  const { operation, folder, count, ...rest } = act;
  logMailboxAct(logbook, random, tenant, {
    ...{ ...rest, operation, recordType: 3 },
    rest: {
      AffectedItems: Array.from({ length: count }, () => ({
        Id: random.text('ABCDEFabcdef0123456789', 40),
        InternetMessageId: `<${random.text('ABCDEF0123456789', 20)}@mail.example>`,
        ParentFolder: { Id: folderIdOf(act.mailbox.guid, folder), Path: `\\${folder}` },
        Subject: 'Notice',
      })),
      CrossMailboxOperation: false,
      Folder: { Id: folderIdOf(act.mailbox.guid, folder), Path: `\\${folder}` },
    },
  });
}

/** What else the mailbox's own records tell: searches, folder permissions, rules of Outlook. */
export function logOther(
  logbook: Logbook,
  random: Random,
  tenant: Tenant,
  act: { readonly operation: string; readonly rest: JsonRecord } & ItemAct,
): void {
  logMailboxAct(logbook, random, tenant, { ...act, recordType: 2 });
}

function accessProperties(type: 'Bind' | 'Sync', isThrottled: boolean): readonly JsonRecord[] {
  return [
    { Name: 'MailAccessType', Value: type },
    { Name: 'IsThrottled', Value: isThrottled ? 'True' : 'False' },
  ];
}

function withoutNulls(record: Readonly<Record<string, JsonRecord[string] | null>>): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as JsonRecord;
}
