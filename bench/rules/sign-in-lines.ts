import { createSeeded, type Seeded } from './seeded.js';

const APPS = ['Office 365 Exchange Online', 'Microsoft Teams', 'Azure Portal', 'One Outlook Web'] as const;
const CLIENTS = ['Browser', 'Mobile Apps and Desktop clients', 'IMAP4', 'Exchange ActiveSync'] as const;
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36 Edg/146.0.0.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.3 Mobile/15E148',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19127; Pro)',
] as const;
const CODES = [0, 0, 0, 0, 0, 0, 50126, 50074, 53003, 50053] as const;
type Place = readonly [country: string, state: string, city: string];

const PLACES: readonly [Place, Place, Place] = [
  ['DE', 'Hessen', 'Frankfurt'],
  ['US', 'Virginia', 'Boydton'],
  ['NL', 'Noord-Holland', 'Amsterdam'],
];
const RESULTS = ['success', 'notApplied', 'notEnabled', 'reportOnlySuccess'] as const;

/** Sign-ins as Graph gives them. About 2.7 KB with 2 policies, about 6 KB with 20. */
export function signInLines(count: number, policies: number, seed: number): readonly string[] {
  const random = createSeeded(seed);
  return Array.from({ length: count }, (_, at) => JSON.stringify(signIn(random, at, policies)));
}

function signIn(random: Seeded, at: number, policies: number): object {
  const user = random.below(5_000);
  const [country, state, city] = random.pick(PLACES);
  const errorCode = random.pick(CODES);
  return {
    id: random.guid(),
    createdDateTime: new Date(Date.UTC(2026, 2, 2) + at * 1_000).toISOString(),
    userDisplayName: `User ${user}`,
    userPrincipalName: `user${user}@contoso.com`,
    userId: `00000000-0000-4000-8000-${user.toString(16).padStart(12, '0')}`,
    appId: random.guid(),
    appDisplayName: random.pick(APPS),
    ipAddress: `198.51.${random.below(256)}.${random.below(256)}`,
    ipAddressFromResourceProvider: null,
    clientAppUsed: random.pick(CLIENTS),
    userAgent: random.pick(AGENTS),
    correlationId: random.guid(),
    conditionalAccessStatus: random.pick(['success', 'notApplied', 'failure']),
    originalRequestId: random.guid(),
    isInteractive: random.below(2) === 0,
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    processingTimeInMilliseconds: random.below(900),
    riskDetail: 'none',
    riskLevelAggregated: random.pick(['none', 'none', 'none', 'low', 'high']),
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    resourceDisplayName: 'Office 365 Exchange Online',
    resourceId: '00000002-0000-0ff1-ce00-000000000000',
    resourceTenantId: random.guid(),
    homeTenantId: random.guid(),
    authenticationRequirement: random.pick(['multiFactorAuthentication', 'singleFactorAuthentication']),
    signInEventTypes: ['interactiveUser'],
    uniqueTokenIdentifier: random.hex(22),
    incomingTokenType: 'none',
    crossTenantAccessType: 'none',
    autonomousSystemNumber: 3_320,
    sessionId: random.guid(),
    status: {
      errorCode,
      failureReason:
        errorCode === 0 ? 'Other.' : 'Error validating credentials due to invalid username or password.',
      additionalDetails: 'MFA requirement satisfied by claim in the token',
    },
    deviceDetail: {
      deviceId: random.below(3) === 0 ? '' : random.guid(),
      displayName: `DESKTOP-${random.hex(7)}`,
      operatingSystem: 'Windows10',
      browser: 'Edge 146.0.0',
      isCompliant: random.below(2) === 0,
      isManaged: true,
      trustType: 'Azure AD joined',
    },
    location: { city, state, countryOrRegion: country, geoCoordinates: { latitude: 50.11, longitude: 8.68 } },
    mfaDetail: null,
    authenticationDetails: [
      {
        authenticationStepDateTime: '2026-03-02T08:00:00Z',
        authenticationMethod: 'Previously satisfied',
        authenticationMethodDetail: null,
        succeeded: true,
        authenticationStepResultDetail: 'MFA requirement satisfied by claim in the token',
        authenticationStepRequirement: 'Primary authentication',
      },
    ],
    authenticationProcessingDetails: [{ key: 'Is CAE Token', value: 'False' }],
    networkLocationDetails: [],
    appliedConditionalAccessPolicies: Array.from({ length: policies }, (_, policy) => ({
      id: random.guid(),
      displayName: `CA${policy}: require multi-factor authentication`,
      enforcedGrantControls: policy % 3 === 0 ? ['Mfa'] : [],
      enforcedSessionControls: [],
      result: random.pick(RESULTS),
    })),
  };
}
