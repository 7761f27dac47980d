import type { FilterRules, PropertyRule } from '../odata/filter.js';

const EQUAL: PropertyRule = { type: 'string', operators: ['eq'] };
const PREFIX: PropertyRule = { type: 'string', operators: ['eq', 'startsWith'] };

/** "List signIns", query parameters; what is not named there cannot be filtered. */
const V1_FILTERS: Readonly<Record<string, PropertyRule>> = {
  createdDateTime: { type: 'time', operators: ['eq', 'le', 'ge'] },
  id: EQUAL,
  appId: EQUAL,
  clientAppUsed: EQUAL,
  conditionalAccessStatus: EQUAL,
  correlationId: EQUAL,
  resourceDisplayName: EQUAL,
  resourceId: EQUAL,
  riskDetail: EQUAL,
  riskLevelAggregated: EQUAL,
  riskLevelDuringSignIn: EQUAL,
  riskState: EQUAL,
  'status/errorCode': { type: 'number', operators: ['eq'] },
  userId: EQUAL,
  appDisplayName: PREFIX,
  ipAddress: PREFIX,
  'location/city': PREFIX,
  'location/state': PREFIX,
  'location/countryOrRegion': PREFIX,
  'deviceDetail/browser': PREFIX,
  'deviceDetail/operatingSystem': PREFIX,
  servicePrincipalId: PREFIX,
  servicePrincipalName: PREFIX,
  userAgent: PREFIX,
  userDisplayName: PREFIX,
  userPrincipalName: PREFIX,
  'riskEventTypes_v2/*': PREFIX,
};

export const SIGN_IN_FILTERS_V1: FilterRules = { typeName: 'microsoft.graph.signIn', properties: V1_FILTERS };

export const SIGN_IN_FILTERS_BETA: FilterRules = {
  typeName: 'microsoft.graph.signIn',
  properties: {
    ...V1_FILTERS,
    originalRequestId: EQUAL,
    tokenIssuerName: EQUAL,
    authenticationRequirement: PREFIX,
    'signInEventTypes/*': { type: 'string', operators: ['eq', 'ne'] },
  },
};

/** The whole of v1.0's `signIn`: neither session nor token id, event type, ASN nor authentication detail. */
export const SIGN_IN_PROPERTIES_V1: ReadonlySet<string> = new Set([
  'id',
  'createdDateTime',
  'userDisplayName',
  'userPrincipalName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'clientAppUsed',
  'correlationId',
  'conditionalAccessStatus',
  'isInteractive',
  'riskDetail',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'riskState',
  'riskEventTypes',
  'riskEventTypes_v2',
  'resourceDisplayName',
  'resourceId',
  'resourceTenantId',
  'homeTenantId',
  'servicePrincipalId',
  'servicePrincipalName',
  'userAgent',
  'status',
  'deviceDetail',
  'location',
  'appliedConditionalAccessPolicies',
  'authenticationAppDeviceDetails',
]);

/** Members that an enumeration had before it became evolvable; later ones are shown on request only. */
export const FIRST_MEMBERS: Readonly<Record<string, ReadonlySet<string>>> = {
  authenticationProtocol: new Set(['none', 'oAuth2', 'ropc', 'wsFederation', 'saml20', 'deviceCode']),
  incomingTokenType: new Set(['none', 'primaryRefreshToken', 'saml11', 'saml20']),
};
