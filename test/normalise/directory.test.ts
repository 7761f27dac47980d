import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import { toActivity } from '../../agent/normalise/directory/activity-kinds.js';
import { eventOf } from './record-builder.js';

const PERMISSIONS =
  '[] => [[Id: r2Kt, ClientId: 21ad62af-992e-4a9f-b6c1-67aa6c8a6eb4, PrincipalId: , ResourceId: ce7199b4-8f52-46f3-b54b-4fd81de961e2, ConsentType: AllPrincipals, Scope: User.Read Mail.Read, CreatedDateTime: , LastModifiedDateTime ]]; ';

function audit(own: JsonObject = {}): JsonObject {
  return {
    id: 'Directory_1',
    activityDateTime: '2026-03-04T08:15:30.1234567Z',
    activityDisplayName: 'Reset password (by admin)',
    result: 'success',
    initiatedBy: {
      user: {
        id: '728989f4-eb3d-45c2-8741-2f2af4e485ce',
        userPrincipalName: 'Admin@contoso.com',
        ipAddress: '203.0.113.9',
      },
    },
    targetResources: [
      {
        id: '83a3158c-1d08-4686-b5f9-72fb34cb606e',
        type: 'User',
        userPrincipalName: 'ada@contoso.com',
        modifiedProperties: [],
      },
    ],
    additionalDetails: [],
    ...own,
  };
}

function act(operation: string, own: JsonObject = {}): JsonObject {
  return {
    CreationTime: '2026-03-04T08:15:30',
    Id: '5822e126-1fbc-4269-9ad6-4c1879cdbcf3',
    Operation: operation,
    RecordType: 8,
    ResultStatus: 'Success',
    UserType: 0,
    Workload: 'AzureActiveDirectory',
    UserId: 'ada@contoso.com',
    Actor: [
      { ID: 'ada@contoso.com', Type: 5 },
      { ID: '18ed3507-a475-4ccb-b669-d66bc9f2a36e', Type: 2 },
      { ID: 'User_e4c722ac-3b83-478d-8f52-c388885dc30f', Type: 2 },
    ],
    ...own,
  };
}

describe('directory audits', () => {
  const cases: readonly { name: string; given: JsonObject; expected: object }[] = [
    {
      name: "an administrator's act on another account",
      given: {},
      expected: {
        kind: 'credential-change',
        user: { id: '728989f4-eb3d-45c2-8741-2f2af4e485ce', upn: 'admin@contoso.com' },
        mailbox: { id: '83a3158c-1d08-4686-b5f9-72fb34cb606e', upn: 'ada@contoso.com' },
        actorType: 'admin',
        network: { address: '203.0.113.9' },
        facts: { change: 'password-reset' },
      },
    },
    {
      name: 'an application acts',
      given: {
        initiatedBy: {
          app: { displayName: 'x', servicePrincipalId: 'fc8c8125-bc0c-499d-8344-e53c6e3caa81' },
        },
      },
      expected: { actorType: 'application', user: { id: 'fc8c8125-bc0c-499d-8344-e53c6e3caa81', upn: null } },
    },
    {
      name: 'our own application acts',
      given: { initiatedBy: { app: { appId: '11111111-2222-3333-4444-555555555555' } } },
      expected: { actorType: 'service', facts: { isOwnAct: true } },
    },
    {
      name: 'a factor changed under a plain name',
      given: {
        activityDisplayName: 'Update user',
        targetResources: [
          {
            type: 'User',
            userPrincipalName: 'ada@contoso.com',
            modifiedProperties: [
              { displayName: 'StrongAuthenticationMethod', oldValue: '[]', newValue: '[{}]' },
            ],
          },
        ],
      },
      expected: { kind: 'authentication-method' },
    },
    {
      name: 'a role by its name',
      given: {
        activityDisplayName: 'Add member to role in PIM completed (permanent)',
        targetResources: [
          {
            type: 'User',
            userPrincipalName: 'ada@contoso.com',
            modifiedProperties: [{ displayName: 'Role.DisplayName', newValue: '"Global Administrator"' }],
          },
        ],
      },
      expected: { kind: 'role-change', facts: { role: 'Global Administrator', change: 'added' } },
    },
    {
      name: 'anybody at the door can start a password reset',
      given: { activityDisplayName: 'User started password reset' },
      expected: { kind: 'credential-change', needsCredential: false },
    },
    {
      name: 'a consent, in JSON texts within texts',
      given: {
        activityDisplayName: 'Consent to application',
        targetResources: [
          {
            type: 'ServicePrincipal',
            id: '21ad62af-992e-4a9f-b6c1-67aa6c8a6eb4',
            modifiedProperties: [
              { displayName: 'ConsentAction.Permissions', oldValue: null, newValue: `"${PERMISSIONS}"` },
              { displayName: 'ConsentContext.IsAdminConsent', newValue: '"True"' },
              {
                displayName: 'TargetId.ServicePrincipalNames',
                newValue: '"95106c0e-3519-450e-8e38-7f326d873454"',
              },
            ],
          },
        ],
      },
      expected: {
        kind: 'consent',
        actorType: 'user',
        mailbox: { upn: 'admin@contoso.com' },
        facts: {
          grantedScopes: 'Mail.Read User.Read',
          grantsMailAccess: true,
          isTenantWide: true,
          isAdminConsent: true,
          grantedAppId: '95106c0e-3519-450e-8e38-7f326d873454',
        },
      },
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(eventOf('graph-directory-audit', audit(given))).toMatchObject(expected);
  });
});

describe('a row of AuditLogs', () => {
  it('holds who and what as JSON texts', () => {
    const { initiatedBy, targetResources } = audit();
    const event = eventOf('log-analytics', {
      Type: 'AuditLogs',
      TimeGenerated: '2026-03-04T08:15:30.1234567Z',
      OperationName: 'Reset password (by admin)',
      Result: 'success',
      InitiatedBy: JSON.stringify(initiatedBy),
      TargetResources: JSON.stringify(targetResources),
    });
    const graph = eventOf('graph-directory-audit', audit());
    expect({ ...event, recordHash: '' }).toEqual({ ...graph, recordHash: '' });
  });
});

describe('directory acts of the audit log', () => {
  const cases: readonly { name: string; given: JsonObject; expected: object }[] = [
    {
      name: 'a consent',
      given: act('Consent to application.', {
        ModifiedProperties: [
          { Name: 'ConsentAction.Permissions', NewValue: PERMISSIONS, OldValue: '' },
          { Name: 'ConsentContext.OnBehalfOfAll', NewValue: 'True', OldValue: '' },
        ],
        Target: [{ ID: 'ServicePrincipal_21ad62af-992e-4a9f-b6c1-67aa6c8a6eb4', Type: 2 }],
      }),
      expected: {
        kind: 'consent',
        user: { id: 'e4c722ac-3b83-478d-8f52-c388885dc30f', upn: 'ada@contoso.com' },
        actorType: 'user',
        facts: { grantedScopes: 'Mail.Read User.Read', grantsMailAccess: true, isTenantWide: true },
      },
    },
    {
      name: 'an en dash and a blank at the end',
      given: act('Update application – Certificates and secrets management '),
      expected: { kind: 'credential-change', facts: { change: 'application-credential' } },
    },
    {
      name: 'a revocation of another account',
      given: act('Update StsRefreshTokenValidFrom Timestamp.', {
        ObjectId: 'bob@contoso.com',
        Target: [
          { ID: 'User_57e4bd36-9722-4a4a-9729-7203d8e00b72', Type: 2 },
          { ID: 'bob@contoso.com', Type: 5 },
        ],
      }),
      expected: {
        kind: 'sessions-revoked',
        actorType: 'admin',
        mailbox: { id: '57e4bd36-9722-4a4a-9729-7203d8e00b72', upn: 'bob@contoso.com' },
      },
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(eventOf('audit-record', given)).toMatchObject(expected);
  });

  it('what was granted before is not granted anew', () => {
    const before =
      '[[Id: x, ConsentType: Principal, Scope: User.Read]] => [[Id: x, ConsentType: Principal, Scope: User.Read Mail.Send]]; ';
    const event = eventOf(
      'audit-record',
      act('Consent to application.', {
        ModifiedProperties: [{ Name: 'ConsentAction.Permissions', NewValue: before }],
      }),
    );
    expect(event.facts.grantedScopes).toBe('Mail.Send');
  });

  it('names of objects are no activities', () => {
    expect(toActivity('constructor')).toEqual({ kind: 'other', change: null });
    expect(toActivity('__proto__')).toEqual({ kind: 'other', change: null });
  });
});

describe('logons of the token service', () => {
  const logon = (own: JsonObject): JsonObject => ({
    CreationTime: '2026-03-04T08:15:30',
    Operation: 'UserLoggedIn',
    RecordType: 15,
    ResultStatus: 'Success',
    UserKey: '2d2f9e2c-8350-4d98-852e-3f06daaf7185',
    UserId: 'ada@contoso.com',
    ActorIpAddress: '203.0.113.9',
    ApplicationId: '9199bf20-a13f-4107-85dc-02114787ef48',
    ErrorNumber: '0',
    ExtendedProperties: [
      { Name: 'UserAgent', Value: 'Mozilla/5.0 (Windows NT 10.0) Firefox/120.0' },
      { Name: 'RequestType', Value: 'OAuth2:Authorize' },
    ],
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows10' },
      { Name: 'BrowserType', Value: 'Firefox' },
      { Name: 'SessionId', Value: '15e27956-79a0-45b2-9d02-60f48349f692' },
    ],
    ...own,
  });
  const cases: readonly { name: string; given: JsonObject; expected: object }[] = [
    {
      name: 'a success',
      given: {},
      expected: {
        kind: 'sign-in',
        outcome: 'success',
        user: { id: '2d2f9e2c-8350-4d98-852e-3f06daaf7185', upn: 'ada@contoso.com' },
        client: { family: 'firefox', os: 'windows' },
        session: { id: '15e27956-79a0-45b2-9d02-60f48349f692' },
        authentication: { isInteractive: true },
      },
    },
    {
      name: 'a failure that says Success',
      given: { Operation: 'UserLoginFailed', ErrorNumber: '50126' },
      expected: { outcome: 'failure', needsCredential: false },
    },
    {
      name: 'a failure without a code',
      given: { Operation: 'UserLoginFailed', ErrorNumber: '' },
      expected: { outcome: 'failure' },
    },
    {
      name: 'stay signed in?',
      given: { ErrorNumber: '50140' },
      expected: { outcome: 'interrupted', needsCredential: false },
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(eventOf('audit-record', logon(given))).toMatchObject(expected);
  });
});

describe('risk detections', () => {
  it('prove no access and lead to their sign-in', () => {
    const event = eventOf('graph-risk-detection', {
      id: '6a5874ca',
      requestId: '3295073E-04b1-4871-9d15-c1f871b41100',
      riskEventType: 'anomalousToken',
      riskState: 'atRisk',
      riskLevel: 'high',
      activityDateTime: '2026-03-04T08:15:30Z',
      userPrincipalName: 'ada@contoso.com',
      ipAddress: '203.0.113.9',
    });
    expect(event).toMatchObject({
      kind: 'risk',
      mailbox: { upn: 'ada@contoso.com' },
      risk: { level: 'high', types: ['anomalousToken'] },
      facts: { signInId: '3295073e-04b1-4871-9d15-c1f871b41100' },
      needsCredential: false,
    });
  });

  it('of an account as a whole prove no access either, and happened when its state changed', () => {
    const event = eventOf('graph-risk-detection', {
      id: '2A6F0C1E-8b3d-4f5a-9c7e-1d2b3a4c5d6e',
      riskLastUpdatedDateTime: '2026-03-04T08:15:30.1234567Z',
      riskState: 'confirmedCompromised',
      riskLevel: 'high',
      riskDetail: 'adminConfirmedUserCompromised',
      userPrincipalName: 'Ada@contoso.com',
    });
    expect(event).toMatchObject({
      kind: 'risk',
      operation: 'riskyUser',
      at: '2026-03-04T08:15:30.123Z',
      user: { id: '2a6f0c1e-8b3d-4f5a-9c7e-1d2b3a4c5d6e', upn: 'ada@contoso.com' },
      risk: { level: 'high', types: [] },
      facts: { riskState: 'confirmedCompromised' },
      needsCredential: false,
    });
  });
});
