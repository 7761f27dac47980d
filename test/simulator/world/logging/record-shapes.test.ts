import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../../../../simulator/tenant.js';
import { allRows, at, messageIdsOf, sampleWorld } from '../worlds.js';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Microsoft's own app ids are not all version 4. */
const APP_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{1,4}(:[0-9a-f]{1,4}){7})$/;
const WITH_PORT = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\]):\d{4,5}$/;
const AUDIT_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{7})?Z$/;
const COMMON = { Id: GUID, OrganizationId: GUID, CreationTime: AUDIT_TIME, Version: /^1$/ };

const rows = allRows(sampleWorld());
const ofLog = (log: string) => rows.filter((row) => row.log === log).map(({ record }) => record);
const exchange = ofLog('Audit.Exchange');
const mailItems = exchange.filter((record) => record.Operation === 'MailItemsAccessed');

interface Shape {
  readonly name: string;
  readonly given: readonly JsonRecord[];
  readonly has: Readonly<Record<string, RegExp>>;
  readonly lacks?: readonly string[];
}

const SHAPES: readonly Shape[] = [
  {
    name: 'signIn',
    given: ofLog('signIns').filter((record) => record.userPrincipalName !== null),
    has: {
      id: GUID,
      createdDateTime: UTC_TIME,
      userId: GUID,
      userPrincipalName: /^[a-z.0-9-]+@northwind-mobile\.example$/,
      appId: APP_ID,
      ipAddress: ADDRESS,
      sessionId: GUID,
      correlationId: GUID,
      uniqueTokenIdentifier: /^[\w-]{22}$/,
      isInteractive: /^(true|false)$/,
      autonomousSystemNumber: /^\d+$/,
      'status.errorCode': /^(0|50053|50074|50126|50140|50173|500121)$/,
      'location.countryOrRegion': /^[A-Z]{2}$/,
      'location.geoCoordinates.latitude': /^-?\d+(\.\d+)?$/,
      'deviceDetail.operatingSystem': /./,
      userAgent: /^[^{}]+$/,
      clientAppUsed: /^(Browser|Mobile Apps and Desktop clients)$/,
      incomingTokenType: /^(none|refreshToken|primaryRefreshToken)$/,
    },
  },
  {
    name: 'signIn of an application',
    given: ofLog('signIns').filter((record) => record.userPrincipalName === null),
    has: {
      id: GUID,
      createdDateTime: UTC_TIME,
      servicePrincipalId: GUID,
      servicePrincipalName: /./,
      'signInEventTypes.0': /^(servicePrincipal|managedIdentity)$/,
      isInteractive: /^false$/,
      uniqueTokenIdentifier: /^[\w-]{22}$/,
    },
    lacks: ['deviceDetail'],
  },
  {
    name: 'riskyUser',
    given: ofLog('riskyUsers'),
    has: {
      id: GUID,
      riskLastUpdatedDateTime: UTC_TIME,
      riskLevel: /^(low|medium|high)$/,
      riskState: /^atRisk$/,
      userPrincipalName: /@/,
    },
    lacks: ['riskEventType'],
  },
  {
    name: 'MailItemsAccessed (Bind)',
    given: mailItems.filter((record) => record.RecordType === 50),
    has: {
      ...COMMON,
      ClientIPAddress: ADDRESS,
      ClientInfoString: /^Client=(OWA|REST|OutlookService|WebServices);/,
      LogonType: /^[012]$/,
      MailboxGuid: GUID,
      MailboxOwnerUPN: /@/,
      'Folders.0.Id': /^LgAAAA/,
      'Folders.0.Path': /^\\/,
      'Folders.0.FolderItems.0.InternetMessageId': /^<.+@.+>$/,
      OperationCount: /^[1-9]\d*$/,
    },
    lacks: ['ClientIP', 'Item'],
  },
  {
    name: 'MailItemsAccessed (Sync)',
    given: mailItems.filter((record) => record.RecordType === 2),
    has: {
      ...COMMON,
      ClientIP: ADDRESS,
      ClientIPAddress: ADDRESS,
      ClientInfoString: /^Client=MSExchangeRPC$/,
      ClientProcessName: /^OUTLOOK\.EXE$/,
      'Item.ParentFolder.Id': /^LgAAAA/,
      'Item.ParentFolder.Path': /^(\\|Not Available)/,
    },
    lacks: ['Folders', 'OperationCount'],
  },
  {
    name: 'New-InboxRule',
    given: exchange.filter((record) => record.Operation === 'New-InboxRule'),
    has: {
      ...COMMON,
      RecordType: /^1$/,
      ClientIP: WITH_PORT,
      UserType: /^2$/,
      'Parameters.0.Value': /^(True|False)$/,
    },
  },
  {
    name: 'Send',
    given: exchange.filter((record) => record.Operation === 'Send'),
    has: { ...COMMON, RecordType: /^2$/, 'Item.InternetMessageId': /^<.+>$/, ClientIP: ADDRESS },
  },
  {
    name: 'UpdateInboxRules',
    given: exchange.filter((record) => record.Operation === 'UpdateInboxRules'),
    has: { ...COMMON, RecordType: /^2$/, 'OperationProperties.0.Name': /^RuleOperation$/ },
  },
  {
    name: 'MoveToDeletedItems',
    given: exchange.filter((record) => record.Operation === 'MoveToDeletedItems'),
    has: {
      ...COMMON,
      RecordType: /^3$/,
      'AffectedItems.0.InternetMessageId': /^<.+>$/,
      'DestFolder.Id': /^LgAAAA/,
    },
  },
  {
    name: 'UserLoggedIn and UserLoginFailed',
    given: ofLog('Audit.AzureActiveDirectory').filter((record) => record.RecordType === 15),
    has: {
      ...COMMON,
      Operation: /^User(LoggedIn|LoginFailed)$/,
      ResultStatus: /^Success$/,
      IntraSystemId: GUID,
      ActorIpAddress: ADDRESS,
      ErrorNumber: /^\d+$/,
    },
  },
  {
    name: 'directory acts in the unified audit log',
    given: ofLog('Audit.AzureActiveDirectory').filter((record) => record.RecordType === 8),
    has: { ...COMMON, Operation: /\.$/, 'Actor.0.ID': /@/, ActorIpAddress: ADDRESS },
  },
  {
    name: 'directoryAudit',
    given: ofLog('directoryAudits'),
    has: {
      id: /^Directory_/,
      activityDateTime: UTC_TIME,
      activityDisplayName: /[^.]$/,
      result: /^success$/,
      'initiatedBy.user.ipAddress': ADDRESS,
      'targetResources.0.id': GUID,
    },
  },
  {
    name: 'riskDetection',
    given: ofLog('riskDetections'),
    has: {
      requestId: GUID,
      riskEventType: /^[a-z]\w+$/i,
      riskLevel: /^(low|medium|high)$/,
      detectionTimingType: /^(realtime|offline)$/,
      lastUpdatedDateTime: UTC_TIME,
      additionalInfo: /^\[\{"Key"/,
    },
  },
];

describe('the records of the logs', () => {
  it.each(SHAPES)('$name', ({ given, has, lacks = [] }) => {
    expect(given.length).toBeGreaterThan(0);
    for (const record of given) {
      const wrong = Object.entries(has).filter(([path, pattern]) => !pattern.test(String(at(record, path))));
      expect(wrong.map(([path]) => [path, at(record, path)])).toEqual([]);
      expect(lacks.filter((path) => at(record, path) !== undefined)).toEqual([]);
    }
  });

  it('have no template left open', () => {
    const texts = rows.map(({ record }) => JSON.stringify(record));
    expect(texts.filter((text) => /\{[vw]\}|"undefined"|undefined:/.test(text))).toEqual([]);
  });

  it('count the messages that a Bind names', () => {
    for (const record of mailItems.filter((each) => each.RecordType === 50)) {
      expect(messageIdsOf(record)).toHaveLength(Number(record.OperationCount));
    }
  });

  it('lead most mail access back to a sign-in, and some not', () => {
    const human = mailItems.filter(
      (record) => record.LogonType !== 1 && !String(record.ClientInfoString).includes('RESTSystem'),
    );
    const linked = human.filter((record) => record.SessionId ?? record.AppAccessContext);
    expect(linked.length / human.length).toBeGreaterThan(0.7);
    expect(linked.length / human.length).toBeLessThan(0.92);
  });

  it('name in mail access the token of a sign-in that is in the log', () => {
    const tokens = new Set(ofLog('signIns').map((record) => record.uniqueTokenIdentifier));
    const used = mailItems
      .map((record) => at(record, 'AppAccessContext.UniqueTokenId'))
      .filter((id) => id !== undefined);
    expect(used.length).toBeGreaterThan(100);
    const unknown = used.filter((id) => !tokens.has(id as string));
    expect(unknown.length / used.length).toBeLessThan(0.02);
  });

  it('give background reads no session and an address of Microsoft', () => {
    const background = mailItems.filter((record) => String(record.ClientInfoString).includes('RESTSystem'));
    expect(background.length).toBeGreaterThan(10);
    expect(background.filter((record) => 'SessionId' in record || 'AppAccessContext' in record)).toEqual([]);
    expect(
      background.filter((record) => !/^(20\.|52\.|2603:10a6:)/.test(String(record.ClientIPAddress))),
    ).toEqual([]);
  });

  it('show delegates in mailboxes of others, and the backup in all', () => {
    const delegates = mailItems.filter((record) => record.LogonType === 2);
    expect(delegates.length).toBeGreaterThan(10);
    expect(delegates.filter((record) => record.UserId === record.MailboxOwnerUPN)).toEqual([]);
    const apps = mailItems.filter((record) => record.LogonType === 1);
    expect(new Set(apps.map((record) => record.MailboxOwnerUPN)).size).toBe(sampleWorld().mailboxes.size);
  });
});
