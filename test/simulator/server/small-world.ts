import { Buffer } from 'node:buffer';
import type {
  JsonRecord,
  LiveStep,
  LoggedRecord,
  SimFolder,
  SimMessage,
  SimUser,
  SimWorld,
} from '../../../simulator/tenant.js';

export const TENANT_ID = '11111111-2222-4333-8444-555555555555';
export const ALICE = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const ADMIN = 'bbbbbbbb-0000-4000-8000-00000000000b';
export const UNLICENSED = 'cccccccc-0000-4000-8000-00000000000c';
export const SYNCED = 'dddddddd-0000-4000-8000-00000000000d';
export const GROUPED = 'eeeeeeee-0000-4000-8000-00000000000e';
export const GROUP = '99999999-0000-4000-8000-000000000009';

const MINUTE_MS = 60_000;

export function user(id: string, name: string, more: Partial<SimUser> = {}): SimUser {
  const upn = `${name.toLowerCase().replace(' ', '.')}@contoso.example`;
  return {
    id,
    userPrincipalName: upn,
    mail: upn,
    displayName: name,
    department: 'Care',
    jobTitle: 'Specialist',
    userType: 'Member',
    accountEnabled: true,
    onPremisesSyncEnabled: false,
    mailboxKind: 'user',
    roles: [],
    ...more,
  };
}

/** A sign-in as the beta log has it, `minutesAgo` before `startMs`, visible at once. */
export function signIn(startMs: number, id: string, minutesAgo: number, more: JsonRecord = {}): LoggedRecord {
  const atMs = startMs - minutesAgo * MINUTE_MS;
  return {
    log: 'signIns',
    id,
    atMs,
    availableAtMs: atMs,
    record: {
      id,
      createdDateTime: new Date(atMs).toISOString(),
      userId: ALICE,
      userPrincipalName: 'alice.young@contoso.example',
      appDisplayName: 'One Outlook Web',
      ipAddress: '198.51.100.7',
      isInteractive: true,
      signInEventTypes: ['interactiveUser'],
      sessionId: 'session-1',
      uniqueTokenIdentifier: 'token-1',
      autonomousSystemNumber: 64500,
      authenticationProtocol: 'authorizationCodeWithPkce',
      incomingTokenType: 'none',
      status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
      location: { city: 'Seattle', state: 'Washington', countryOrRegion: 'US' },
      appliedConditionalAccessPolicies: [{ id: 'policy', displayName: 'MFA', result: 'success' }],
      ...more,
    },
  };
}

export function auditRow(startMs: number, id: string, minutesAgo: number, lateMinutes = 0): LoggedRecord {
  const atMs = startMs - minutesAgo * MINUTE_MS;
  return {
    log: 'Audit.Exchange',
    id,
    atMs,
    availableAtMs: atMs + lateMinutes * MINUTE_MS,
    record: {
      Id: id,
      CreationTime: new Date(atMs).toISOString().slice(0, 19),
      Operation: 'MailItemsAccessed',
      RecordType: 50,
      MailboxOwnerUPN: 'alice.young@contoso.example',
      MailboxGuid: '12345678-0000-4000-8000-000000000001',
    },
  };
}

export const INBOX = 'LgAAAAinbox00000000000000000AQAAAB';
const BILLING = 'LgAAAAbilling000000000000000AQAAAB';
export const HIDDEN = 'LgAAAAhidden0000000000000000AQAAAB';

const FOLDERS: readonly SimFolder[] = [
  { id: INBOX, displayName: 'Boîte de réception', parentFolderId: null, wellKnownName: 'inbox' },
  { id: BILLING, displayName: 'Billing', parentFolderId: INBOX, wellKnownName: null },
  { id: HIDDEN, displayName: 'PersonMetadata', parentFolderId: null, wellKnownName: null, isHidden: true },
];

export function message(number: number, startMs: number, more: Partial<SimMessage> = {}): SimMessage {
  return {
    id: `AAMkAGmessage${number}=`,
    internetMessageId: `<m${number}+a=b@mail.example>`,
    folderId: INBOX,
    subject: `Subject ${number}`,
    bodyType: 'html',
    body: `<p>Hello &amp; welcome ${number}</p>`,
    from: 'sender@partner.example',
    to: ['alice.young@contoso.example'],
    receivedAtMs: startMs - number * 60 * MINUTE_MS,
    attachments: [],
    ...more,
  };
}

function mailOf(startMs: number): readonly SimMessage[] {
  const attachment = {
    id: 'AAMkAGatt1=',
    name: 'list.csv',
    contentType: 'text/csv',
    bytes: Buffer.from('a,b\r\n'),
  };
  return [
    message(1, startMs, { attachments: [attachment] }),
    ...Array.from({ length: 11 }, (_, index) => message(index + 2, startMs)),
    message(13, startMs, { folderId: BILLING, internetMessageId: "<it's@mail.example>" }),
  ];
}

const RULES: readonly JsonRecord[] = [
  { id: 'rule-1', displayName: 'Invoices', sequence: 1, isEnabled: true, isReadOnly: false, hasError: false },
  { id: 'rule-2', displayName: 'Locked', sequence: 2, isEnabled: true, isReadOnly: true, hasError: false },
];

export interface SmallWorld {
  readonly startMs?: number;
  readonly logs?: (startMs: number) => readonly LoggedRecord[];
  readonly live?: (startMs: number) => readonly LiveStep[];
}

/** Five accounts and what a test gives them to log. */
export function smallWorld(given: SmallWorld = {}): SimWorld {
  const startMs = given.startMs ?? Date.now();
  const users = [
    user(ALICE, 'Alice Young'),
    user(ADMIN, 'Ben Admin', { roles: ['Global Administrator'] }),
    user(UNLICENSED, 'Una Licensed', { mailboxKind: 'none' }),
    user(SYNCED, 'Sam Synced', { onPremisesSyncEnabled: true }),
    user(GROUPED, 'Greta Grouped'),
  ];
  return {
    tenantId: TENANT_ID,
    domains: ['contoso.example'],
    startMs,
    users,
    groups: [
      { id: GROUP, displayName: 'Administrators', roles: ['Exchange Administrator'], memberIds: [GROUPED] },
    ],
    mailboxes: new Map([
      [ALICE, { userId: ALICE, folders: FOLDERS, messages: mailOf(startMs), rules: RULES }],
      [ADMIN, { userId: ADMIN, folders: FOLDERS, messages: [], rules: [] }],
    ]),
    logs: given.logs?.(startMs) ?? [],
    live: given.live?.(startMs) ?? [],
    labels: {
      seed: 1,
      startedAt: new Date(startMs).toISOString(),
      attacked: [],
      lookAlikes: [],
      customersByGroup: { account: 0, sensitive: 0 },
    },
  };
}
