import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import { eventOf, signIn } from './record-builder.js';

describe('a sign-in of Graph', () => {
  it('keeps who, where, with what, in which session', () => {
    expect(eventOf('graph-sign-in', signIn())).toMatchObject({
      kind: 'sign-in',
      at: '2026-03-04T08:15:30.123Z',
      outcome: 'success',
      user: { id: '26be570a-ae82-4189-b4e2-a37c6808512d', upn: 'ada@contoso.com' },
      mailbox: { upn: 'ada@contoso.com' },
      actorType: 'user',
      network: {
        address: '203.0.113.9',
        prefix: '203.0.113.0/24',
        asn: 64500,
        country: 'IE',
        place: 'Dublin, Leinster',
      },
      client: { family: 'edge', os: 'windows', deviceId: null, isManaged: false },
      session: {
        id: '22af9fa5-94af-4b8c-8d7f-2a9a6e6a0001',
        tokenId: 'xMFjTVvJPE2OChJx_YE-AA',
        isBound: null,
      },
      authentication: {
        protocol: 'oAuth2',
        requirement: 'multi-factor',
        errorCode: '0',
        isInteractive: true,
        isLegacy: false,
      },
      risk: { level: 'none', types: [] },
      needsCredential: true,
    });
  });

  const codes: readonly { code: number; outcome: string; needsCredential: boolean }[] = [
    { code: 0, outcome: 'success', needsCredential: true },
    { code: 50126, outcome: 'failure', needsCredential: false },
    { code: 50053, outcome: 'failure', needsCredential: false },
    { code: 500121, outcome: 'failure', needsCredential: false },
    { code: 50173, outcome: 'failure', needsCredential: false },
    ...[50058, 50140, 50072, 50074, 50076, 50079, 50097, 50125, 50199, 65001].map((code) => ({
      code,
      outcome: 'interrupted',
      needsCredential: false,
    })),
  ];
  it.each(codes)('$code is $outcome', ({ code, outcome, needsCredential }) => {
    const event = eventOf('graph-sign-in', signIn({ status: { errorCode: code } }));
    expect(event).toMatchObject({ outcome, needsCredential, authentication: { errorCode: String(code) } });
  });

  const cases: readonly { name: string; given: JsonObject; expected: object }[] = [
    {
      name: 'v1.0 has no session, token or system number',
      given: {
        sessionId: undefined,
        uniqueTokenIdentifier: undefined,
        autonomousSystemNumber: undefined,
        signInEventTypes: undefined,
      },
      expected: {
        session: { id: null, tokenId: null },
        network: { asn: null },
        authentication: { isInteractive: true },
      },
    },
    {
      name: 'a GUID as name is an id',
      given: { userPrincipalName: '26be570a-ae82-4189-b4e2-a37c6808512d', userId: '' },
      expected: { user: { id: '26be570a-ae82-4189-b4e2-a37c6808512d', upn: null } },
    },
    {
      name: 'a redacted address is none',
      given: { ipAddress: '203.0.113.XXX' },
      expected: { network: { address: null, prefix: null, country: 'IE' } },
    },
    {
      name: 'an application signs in as itself',
      given: {
        userPrincipalName: null,
        userId: null,
        signInEventTypes: ['servicePrincipal'],
        servicePrincipalId: 'b1c34143-e405-4058-8e29-84596ad737b8',
      },
      expected: { actorType: 'application', user: { id: 'b1c34143-e405-4058-8e29-84596ad737b8' } },
    },
    {
      name: 'our own application is a service',
      given: {
        userPrincipalName: null,
        userId: null,
        appId: '11111111-2222-3333-4444-555555555555',
        signInEventTypes: ['servicePrincipal'],
        servicePrincipalId: 'b1c34143-e405-4058-8e29-84596ad737b8',
      },
      expected: { actorType: 'service', facts: { isOwnAct: true } },
    },
    {
      name: 'a guest is marked',
      given: { userPrincipalName: 'bob_other.example#EXT#@contoso.com', userType: 'member' },
      expected: { facts: { isGuest: true } },
    },
    {
      name: 'a legacy protocol',
      given: { clientAppUsed: 'IMAP4', authenticationProtocol: 'none', userAgent: '' },
      expected: { client: { family: 'imap' }, authentication: { protocol: 'imap', isLegacy: true } },
    },
    {
      name: 'a script behind a browser name',
      given: { userAgent: 'axios/1.7.2' },
      expected: { client: { family: 'axios', os: 'windows' }, facts: { isScripted: true } },
    },
    {
      name: 'a session begun by device code',
      given: { authenticationProtocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' },
      expected: { authentication: { protocol: 'deviceCode' }, facts: { transferMethod: 'deviceCodeFlow' } },
    },
    {
      name: 'a bound token in a trusted network',
      given: {
        tokenProtectionStatusDetails: { signInSessionStatus: 'bound', signInSessionStatusCode: 0 },
        networkLocationDetails: [{ networkType: 'trustedNamedLocation', networkNames: ['HQ'] }],
      },
      expected: { session: { isBound: true }, network: { isTrusted: true } },
    },
    {
      name: 'the higher of two risk levels',
      given: {
        riskLevelDuringSignIn: 'low',
        riskLevelAggregated: 'high',
        riskEventTypes_v2: ['anonymizedIPAddress'],
      },
      expected: { risk: { level: 'high', types: ['anonymizedIPAddress'] } },
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(eventOf('graph-sign-in', signIn(given))).toMatchObject(expected);
  });

  const step = (method: string, succeeded: boolean, detail: string, requirement: string): JsonObject => ({
    authenticationMethod: method,
    succeeded,
    authenticationStepResultDetail: detail,
    authenticationStepRequirement: requirement,
  });
  const factors: readonly { name: string; given: JsonObject; expected: string | null }[] = [
    {
      name: 'a second step that succeeded is fresh',
      given: {
        authenticationDetails: [
          step('Password', true, 'Correct password', 'Primary authentication'),
          step('Mobile app notification', true, 'MFA completed in Azure AD', 'Secondary authentication'),
        ],
      },
      expected: 'fresh',
    },
    {
      name: 'a claim in the token is an earlier one',
      given: {
        authenticationDetails: [
          step(
            'Previously satisfied',
            true,
            'MFA requirement satisfied by claim in the token',
            'Primary authentication',
          ),
        ],
      },
      expected: 'previous',
    },
    {
      name: 'the note of v1.0 stands in for the steps',
      given: {
        status: { errorCode: 0, additionalDetails: 'MFA requirement satisfied by claim in the token' },
      },
      expected: 'previous',
    },
    {
      name: 'a passkey is two factors in one',
      given: { authenticationDetails: [step('Passkey (device-bound)', true, '', 'Primary authentication')] },
      expected: 'fresh',
    },
    {
      name: 'a second step that did not succeed is not',
      given: {
        authenticationDetails: [
          step('Password', true, 'Correct password', 'Primary authentication'),
          step('Mobile app notification', false, 'Authentication in progress', 'Secondary authentication'),
        ],
      },
      expected: null,
    },
    {
      name: 'nothing was asked for',
      given: { authenticationRequirement: 'singleFactorAuthentication' },
      expected: 'none',
    },
  ];
  it.each(factors)('second factor: $name', ({ given, expected }) => {
    expect(eventOf('graph-sign-in', signIn(given)).authentication?.mfa).toBe(expected);
  });
});

describe('the same sign-in through other transports', () => {
  const graph = eventOf('graph-sign-in', signIn());
  const same = ({ recordHash: _, ...rest }: typeof graph): object => ({ ...rest, operation: '' });

  it('an Event Hub envelope, with the class and the time outside too', () => {
    const properties = signIn({
      createdDateTime: '2026-03-04T08:15:30.1234567+00:00',
      signInEventTypes: undefined,
    });
    const envelope = {
      time: '2026-03-04T08:20:00.0Z',
      category: 'SignInLogs',
      resultType: '0',
      operationName: 'Sign-in activity',
      callerIpAddress: '203.0.113.9',
      location: 'IE',
      properties,
    };
    expect(same(eventOf('entra-diagnostic', envelope))).toEqual(same(graph));
  });

  it('a row of Log Analytics, with JSON texts in its columns', () => {
    const row = {
      Type: 'SigninLogs',
      TimeGenerated: '2026-03-04T08:20:00Z',
      CreatedDateTime: '2026-03-04T08:15:30.1234567Z',
      ResourceId: '/tenants/x/providers/Microsoft.aadiam',
      ResourceIdentity: '00000002-0000-0ff1-ce00-000000000000',
      ResultType: '0',
      UserPrincipalName: 'ada@contoso.com',
      UserId: '26be570a-ae82-4189-b4e2-a37c6808512d',
      AppId: '9199bf20-a13f-4107-85dc-02114787ef48',
      AppDisplayName: 'One Outlook Web',
      IPAddress: '203.0.113.9',
      ClientAppUsed: 'Browser',
      UserAgent: 'Edg/124.0',
      IsInteractive: 'True',
      SessionId: '22af9fa5-94af-4b8c-8d7f-2a9a6e6a0001',
      UniqueTokenIdentifier: 'xMFjTVvJPE2OChJx_YE-AA',
      AutonomousSystemNumber: '64500',
      DeviceDetail:
        '{"operatingSystem":"Windows10","browser":"Edge 124.0.0","isManaged":false,"isCompliant":false}',
      LocationDetails: '{"city":"Dublin","state":"Leinster","countryOrRegion":"IE"}',
      AuthenticationRequirement: 'multiFactorAuthentication',
      AuthenticationProtocol: 'oAuth2',
      RiskLevelDuringSignIn: 'none',
    };
    expect(same(eventOf('log-analytics', row))).toEqual(same(graph));
  });

  it('the envelope alone says that nobody clicked', () => {
    const properties = signIn({ signInEventTypes: undefined, isInteractive: undefined });
    const event = eventOf('entra-diagnostic', { category: 'NonInteractiveUserSignInLogs', properties });
    expect(event.authentication?.isInteractive).toBe(false);
  });
});
