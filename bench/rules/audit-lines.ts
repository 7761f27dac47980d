import { createSeeded, type Seeded } from './seeded.js';

/** Records of the unified audit log: mail reads, file accesses, cmdlets and logons, as a busy tenant has them. */
export function auditLines(count: number, seed: number): readonly string[] {
  const random = createSeeded(seed);
  return Array.from({ length: count }, (_, at) => JSON.stringify(auditRecord(random, at)));
}

function auditRecord(random: Seeded, at: number): object {
  const user = `user${random.below(5_000)}@contoso.com`;
  const common = {
    CreationTime: new Date(Date.UTC(2026, 2, 2) + at * 1_000).toISOString().slice(0, 19),
    Id: random.guid(),
    OrganizationId: random.guid(),
    ResultStatus: 'Succeeded',
    UserId: user,
    UserKey: random.hex(16),
    UserType: 0,
    Version: 1,
    ClientIP: `198.51.${random.below(256)}.${random.below(256)}`,
  };
  return { ...common, ...random.pick([mailRead, mailRead, fileAccess, cmdlet, logon])(random, user) };
}

function mailRead(random: Seeded, user: string): object {
  return {
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    Workload: 'Exchange',
    MailboxGuid: random.guid(),
    MailboxOwnerUPN: user,
    LogonType: 0,
    InternalLogonType: 0,
    ClientInfoString: 'Client=OWA;Action=ViaProxy',
    SessionId: random.guid(),
    OperationProperties: [
      { Name: 'MailAccessType', Value: 'Bind' },
      { Name: 'IsThrottled', Value: 'False' },
    ],
    Folders: [
      {
        Id: random.hex(60),
        Path: '\\Inbox',
        FolderItems: Array.from({ length: 1 + random.below(6) }, () => ({
          InternetMessageId: `<${random.hex(32)}@contoso.com>`,
          SizeInBytes: random.below(90_000),
          ImmutableId: random.hex(70),
        })),
      },
    ],
  };
}

function fileAccess(random: Seeded): object {
  return {
    Operation: random.pick(['FileAccessed', 'FileDownloaded', 'PageViewed']),
    RecordType: 6,
    Workload: 'SharePoint',
    ObjectId: `https://contoso.sharepoint.com/sites/s${random.below(90)}/Shared Documents/report-${random.hex(6)}.xlsx`,
    EventSource: 'SharePoint',
    ItemType: 'File',
    SiteUrl: 'https://contoso.sharepoint.com/sites/sales/',
    SourceFileExtension: 'xlsx',
    UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/146.0.0.0 Safari/537.36',
    ListId: random.guid(),
    ListItemUniqueId: random.guid(),
    Site: random.guid(),
    WebId: random.guid(),
  };
}

function cmdlet(random: Seeded, user: string): object {
  return {
    Operation: random.pick([
      'New-InboxRule',
      'Set-Mailbox',
      'Set-ConditionalAccessPolicy',
      'Set-MailboxRegionalConfiguration',
    ]),
    RecordType: 1,
    Workload: 'Exchange',
    ObjectId: user,
    OriginatingServer: 'AM0PR01MB0001',
    Parameters: [
      { Name: 'Identity', Value: user },
      { Name: random.pick(['MarkAsRead', 'Language', 'TimeZone']), Value: 'True' },
      { Name: 'StopProcessingRules', Value: 'True' },
    ],
    SessionId: random.guid(),
  };
}

function logon(random: Seeded): object {
  return {
    Operation: random.pick(['UserLoggedIn', 'UserLoggedIn', 'UserLoginFailed']),
    RecordType: 15,
    Workload: 'AzureActiveDirectory',
    ApplicationId: random.guid(),
    ErrorNumber: random.pick(['0', '50126']),
    ExtendedProperties: [
      { Name: 'UserAgent', Value: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' },
      { Name: 'RequestType', Value: 'OAuth2:Authorize' },
    ],
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows10' },
      { Name: 'BrowserType', Value: 'Edge' },
      { Name: 'IsCompliant', Value: 'True' },
    ],
    Target: [{ ID: '00000002-0000-0ff1-ce00-000000000000', Type: 0 }],
  };
}
