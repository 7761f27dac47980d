import type { AccessEvent } from '../../agent/model/access-event.js';
import type { JsonObject } from '../../agent/model/json.js';
import type { RawRecord, RecordShape } from '../../agent/model/raw-record.js';
import { normaliseRecord } from '../../agent/normalise/normalise-record.js';

export const CONTEXT = {
  domains: ['contoso.com', 'contoso.onmicrosoft.com'],
  ownAppIds: ['11111111-2222-3333-4444-555555555555'],
};

export function recordOf(shape: RecordShape, body: JsonObject): RawRecord {
  return { key: 'test:1', source: 'test', shape, occurredAt: null, body };
}

/** The event of a record; fails the test when the record is rejected. */
export function eventOf(shape: RecordShape, body: JsonObject): AccessEvent {
  const result = normaliseRecord(recordOf(shape, body), CONTEXT);
  if (!result.ok) throw new Error(`rejected: ${result.reason}`);
  return result.event;
}

/** A Bind as Exchange writes it, with an own part. */
export function bind(own: JsonObject = {}): JsonObject {
  return {
    CreationTime: '2026-03-04T08:15:30',
    Id: 'a6a52406-0912-448d-36eb-08d8a1bea6be',
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    ResultStatus: 'Succeeded',
    UserKey: '100320030DF47B14',
    UserType: 0,
    Workload: 'Exchange',
    UserId: 'Ada@contoso.com',
    ClientAppId: '9199bf20-a13f-4107-85dc-02114787ef48',
    ClientIPAddress: '203.0.113.9',
    ClientInfoString:
      'Client=OWA;Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36;',
    LogonType: 0,
    MailboxOwnerUPN: 'ada@contoso.com',
    OperationProperties: [
      { Name: 'IsThrottled', Value: 'False' },
      { Name: 'MailAccessType', Value: 'Bind' },
    ],
    Folders: [
      {
        Id: 'folder-1',
        Path: '\\Inbox',
        FolderItems: [
          { InternetMessageId: '<a=b+c/d@x.example>', Subject: 'Bill of Jane Roe' },
          { InternetMessageId: '<a=b+c/d@x.example>' },
          { InternetMessageId: '<e@x.example>' },
        ],
      },
    ],
    OperationCount: 3,
    SessionId: '22AF9FA5-94AF-4B8C-8D7F-2A9A6E6A0001',
    AppAccessContext: {
      AADSessionId: '22af9fa5-94af-4b8c-8d7f-2a9a6e6a0001',
      UniqueTokenId: 'xMFjTVvJPE2OChJx_YE-AA==',
    },
    ...own,
  };
}

/** A cmdlet record with these parameters. */
export function cmdlet(
  operation: string,
  parameters: Readonly<Record<string, string>>,
  own: JsonObject = {},
): JsonObject {
  return {
    CreationTime: '2026-03-04T08:15:30',
    Id: 'b6a52406-0912-448d-36eb-08d8a1bea6be',
    Operation: operation,
    RecordType: 1,
    ResultStatus: 'True',
    UserType: 2,
    Workload: 'Exchange',
    UserId: 'ada@contoso.com',
    ClientIP: '203.0.113.9:52378',
    ObjectId: 'NAMPR14A002.PROD.OUTLOOK.COM/Organizations/contoso.onmicrosoft.com/ada_1\\Rule',
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
    ...own,
  };
}

/** A beta sign-in with an own part. */
export function signIn(own: JsonObject = {}): JsonObject {
  return {
    id: '66ea54eb-6301-4ee5-be62-ff5a759b0100',
    createdDateTime: '2026-03-04T08:15:30.1234567Z',
    userPrincipalName: 'ada@contoso.com',
    userId: '26be570a-ae82-4189-b4e2-a37c6808512d',
    appId: '9199bf20-a13f-4107-85dc-02114787ef48',
    appDisplayName: 'One Outlook Web',
    resourceId: '00000002-0000-0ff1-ce00-000000000000',
    ipAddress: '203.0.113.9',
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0.0.0 Safari/537.36 Edg/124.0',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    sessionId: '22af9fa5-94af-4b8c-8d7f-2a9a6e6a0001',
    uniqueTokenIdentifier: 'xMFjTVvJPE2OChJx_YE-AA',
    autonomousSystemNumber: 64500,
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    deviceDetail: {
      deviceId: '',
      operatingSystem: 'Windows10',
      browser: 'Edge 124.0.0',
      isManaged: false,
      isCompliant: false,
    },
    location: { city: 'Dublin', state: 'Leinster', countryOrRegion: 'ie' },
    authenticationRequirement: 'multiFactorAuthentication',
    authenticationProtocol: 'oAuth2',
    riskLevelDuringSignIn: 'none',
    riskLevelAggregated: 'hidden',
    ...own,
  };
}
