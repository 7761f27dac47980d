import type { SignInLocation, SignInStatus } from '@microsoft/microsoft-graph-types';
import type { SignIn } from '../../shapes/beta.js';
import type { Fixed } from '../../shapes/graph-shapes.js';
import { floorToSecond, toSecond, toSevenDigits } from '../chance/format-time.js';
import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import { EXCHANGE_ONLINE } from '../data/apps.js';
import { FAILURE_REASONS } from '../data/error-codes.js';
import type { Network } from '../network/network.js';
import { withVersion } from '../people/client.js';
import { authenticationDetails } from './authentication-details.js';
import type { SignInAct } from './sign-in-act.js';

/** What the tenant adds to each of its sign-ins. */
export interface SignInTenant {
  readonly tenantId: string;
  /** Object id of a resource's service principal in this tenant, by app id. */
  servicePrincipalOf(appId: string): string;
}

/** Whether the log gives this act's time with seven digits or to the second only. */
export function signInTime(random: Random, atMs: number): { readonly atMs: number; readonly text: string } {
  if (random.chance(0.3)) return { atMs, text: toSevenDigits(atMs, random.digits(4)) };
  return { atMs: floorToSecond(atMs), text: toSecond(atMs) };
}

/** A record of Graph's beta `signIn`, in today's shape. `random` is the record's own stream. */
export function signInRecord(
  act: SignInAct,
  requestId: string,
  createdDateTime: string,
  tenant: SignInTenant,
  random: Random,
): Fixed<SignIn> {
  const isFailure = act.errorCode !== 0;
  return {
    id: requestId,
    createdDateTime,
    ...userFields(act),
    ...appFields(act, tenant),
    ...networkFields(act),
    ...clientFields(act),
    correlationId: act.correlationId ?? random.guid(),
    originalRequestId: act.originalRequestId ?? requestId,
    sessionId: act.session.id,
    uniqueTokenIdentifier: tokenIdOf(requestId),
    isInteractive: act.isInteractive,
    signInEventTypes: [act.isInteractive ? 'interactiveUser' : 'nonInteractiveUser'],
    status: statusOf(act),
    ...authenticationFields(act),
    authenticationDetails: authenticationDetails(act, createdDateTime),
    conditionalAccessStatus: isFailure && act.errorCode !== 50140 ? 'notApplied' : 'success',
    appliedConditionalAccessPolicies: [],
    ...NO_RISK,
    ...CONSTANTS,
    homeTenantId: act.user.userType === 'Guest' ? '3f1c9b0a-7a51-4a0e-9d1b-2a64c0d7e8f5' : tenant.tenantId,
    resourceTenantId: tenant.tenantId,
    crossTenantAccessType: act.user.userType === 'Guest' ? 'b2bCollaboration' : 'none',
    processingTimeInMilliseconds: random.int(35, 480),
  };
}

function userFields(act: SignInAct): Fixed<SignIn> {
  return {
    userDisplayName: act.user.displayName,
    userPrincipalName: act.user.userPrincipalName.toLowerCase(),
    userId: act.user.id,
    userType: act.user.userType === 'Guest' ? 'guest' : 'member',
    signInIdentifier: act.isInteractive ? act.user.userPrincipalName.toLowerCase() : '',
    signInIdentifierType: null,
  };
}

function appFields(act: SignInAct, tenant: SignInTenant): Fixed<SignIn> {
  const app = act.app ?? act.client.app;
  const resource = act.resource ?? (act.app === undefined ? act.client.resource : EXCHANGE_ONLINE);
  return {
    appId: app.id,
    appDisplayName: app.name,
    resourceId: resource.id,
    resourceDisplayName: resource.name,
    resourceServicePrincipalId: tenant.servicePrincipalOf(resource.id),
    resourceOwnerTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    appOwnerTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    servicePrincipalId: '',
    servicePrincipalName: null,
  };
}

function networkFields(act: SignInAct): Fixed<SignIn> {
  const { network } = act;
  return {
    ipAddress: act.address,
    ipAddressFromResourceProvider: null,
    globalSecureAccessIpAddress: null,
    isThroughGlobalSecureAccess: false,
    autonomousSystemNumber: network.asn,
    location: locationOf(network),
    networkLocationDetails:
      network.kind === 'office' || network.kind === 'corporate-vpn'
        ? [{ networkType: 'trusted', networkNames: ['Northwind corporate egress'] }]
        : [],
  };
}

function locationOf(network: Network): SignInLocation {
  const { place } = network;
  return {
    city: place.city,
    state: place.state,
    countryOrRegion: place.country,
    geoCoordinates: { altitude: null, latitude: place.latitude, longitude: place.longitude },
  };
}

function clientFields(act: SignInAct): Fixed<SignIn> {
  const { client, user, day } = act;
  const detail = {
    deviceId: client.device.id ?? '',
    displayName: client.device.name ?? '',
    operatingSystem: client.device.operatingSystem,
    browser: withVersion(client.browser, user.index, day),
    isCompliant: client.device.isCompliant,
    isManaged: client.device.isManaged,
    trustType: client.device.trustType,
  };
  return {
    clientAppUsed: client.clientAppUsed,
    userAgent: withVersion(client.userAgent, user.index, day),
    deviceDetail: { ...detail, browserId: '' },
    clientCredentialType: 'none',
    tokenProtectionStatusDetails: {
      signInSessionStatus: client.isBound ? 'bound' : 'unbound',
      signInSessionStatusCode: client.isBound ? 0 : 1002,
    },
  };
}

function statusOf(act: SignInAct): SignInStatus {
  const details =
    act.errorCode !== 0
      ? null
      : act.mfa === 'fresh'
        ? 'MFA completed in Azure AD'
        : act.mfa === 'previous'
          ? 'MFA requirement satisfied by claim in the token'
          : null;
  return {
    errorCode: act.errorCode,
    failureReason: FAILURE_REASONS[act.errorCode] ?? 'Other.',
    additionalDetails: details,
  };
}

function authenticationFields(act: SignInAct): Fixed<SignIn> {
  const isSingle = act.mfa === 'none';
  return {
    authenticationRequirement: isSingle ? 'singleFactorAuthentication' : 'multiFactorAuthentication',
    authenticationRequirementPolicies: isSingle
      ? []
      : [{ requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' }],
    authenticationProtocol: act.protocol ?? 'none',
    incomingTokenType: incomingTokenType(act),
    originalTransferMethod: 'none',
    authenticationProcessingDetails: [
      { key: 'Is CAE Token', value: act.client.family === 'graph' ? 'False' : 'True' },
    ],
  };
}

function incomingTokenType(act: SignInAct): NonNullable<SignIn['incomingTokenType']> {
  if (act.isInteractive && act.mfa !== 'previous') return 'none';
  if (act.client.device.id !== null && act.client.isBound) return 'primaryRefreshToken';
  return act.isInteractive ? 'none' : 'refreshToken';
}

const NO_RISK: Fixed<SignIn> = {
  riskDetail: 'none',
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'none',
  riskState: 'none',
  riskEventTypes_v2: [],
};

const CONSTANTS: Fixed<SignIn> = {
  authenticationAppDeviceDetails: null,
  authenticationContextClassReferences: [],
  conditionalAccessAudiences: [],
  federatedCredentialId: null,
  flaggedForReview: false,
  isTenantRestricted: false,
  managedServiceIdentity: null,
  mfaDetail: null,
  privateLinkDetails: null,
  sessionLifetimePolicies: [],
  tokenIssuerName: '',
  tokenIssuerType: 'AzureAD',
  agent: null,
};
