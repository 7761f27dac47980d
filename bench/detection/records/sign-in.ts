import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { Label } from '../logging/label.js';
import type { Logbook } from '../logging/logbook.js';
import type { Client } from '../world/clients.js';
import { type Json, type JsonRecord, toSecond } from '../world/json.js';
import type { Network } from '../world/networks.js';
import type { Device } from '../world/people.js';
import type { Session } from './session.js';

/** The person whose sign-in it is. */
export interface SignInUser {
  readonly userId: string;
  readonly displayName: string;
  readonly upn: string;
}

/** A sign-in, as it happens. */
export interface SignInAct {
  readonly user: SignInUser;
  readonly client: Client;
  readonly device: Device;
  readonly network: Network;
  readonly address: string;
  readonly atMs: number;
  readonly isInteractive: boolean;
  /** The session that goes on; null: a new one begins. */
  readonly session: Session | null;
  readonly errorCode: number;
  readonly mfa: 'fresh' | 'previous' | 'none';
  readonly protocol: 'none' | 'deviceCode' | 'ropc' | 'unknownFutureValue';
  readonly transfer: 'none' | 'deviceCodeFlow';
  readonly incomingToken: 'none' | 'primaryRefreshToken' | 'refreshToken';
  readonly isBound: boolean;
  readonly risk: 'none' | 'medium' | 'high' | 'hidden';
  readonly userType: 'member' | 'guest';
  readonly label: Label | null;
}

/** What most sign-ins have in common. */
export const PLAIN_SIGN_IN = {
  isInteractive: true,
  session: null,
  errorCode: 0,
  mfa: 'fresh',
  protocol: 'none',
  transfer: 'none',
  incomingToken: 'none',
  isBound: false,
  risk: 'none',
  userType: 'member',
  label: null,
} as const;

/** Writes a sign-in down as the beta log shows it. Gives the session with the token that it brought; that of a failure is of no use. */
export function logSignIn(logbook: Logbook, random: Random, tenantId: string, act: SignInAct): Session {
  const id = random.guid();
  const session: Session = {
    id: act.session?.id ?? random.guid(),
    tokenId: tokenIdOf(id),
    tokenAtMs: act.atMs,
    correlationId: random.guid(),
  };
  logbook.add('signIns', act.atMs, toRecord(act, id, session, tenantId), act.label);
  return session;
}

function toRecord(act: SignInAct, id: string, session: Session, tenantId: string): JsonRecord {
  const { client, network, user } = act;
  return {
    id,
    createdDateTime: toSecond(act.atMs),
    userDisplayName: user.displayName,
    userPrincipalName: user.upn,
    userId: user.userId,
    userType: act.userType,
    appId: client.appId,
    appDisplayName: client.appName,
    resourceId: client.resourceId,
    resourceDisplayName: client.resourceName,
    resourceTenantId: tenantId,
    homeTenantId: tenantId,
    crossTenantAccessType: act.userType === 'guest' ? 'b2bCollaboration' : 'none',
    ipAddress: act.address,
    autonomousSystemNumber: network.asn,
    location: {
      city: network.city,
      state: network.state,
      countryOrRegion: network.country,
      geoCoordinates: null,
    },
    networkLocationDetails: [],
    clientAppUsed: client.clientAppUsed,
    userAgent: client.userAgent,
    correlationId: session.correlationId,
    originalRequestId: id,
    sessionId: act.errorCode === 0 && act.protocol !== 'ropc' ? session.id : null,
    uniqueTokenIdentifier: session.tokenId,
    isInteractive: act.isInteractive,
    signInEventTypes: [act.isInteractive ? 'interactiveUser' : 'nonInteractiveUser'],
    authenticationProtocol: act.protocol,
    originalTransferMethod: act.transfer,
    incomingTokenType: act.incomingToken,
    authenticationRequirement:
      act.mfa === 'none' ? 'singleFactorAuthentication' : 'multiFactorAuthentication',
    authenticationDetails: authenticationDetails(act),
    authenticationProcessingDetails: [],
    tokenProtectionStatusDetails: {
      signInSessionStatus: act.isBound ? 'bound' : 'unbound',
      signInSessionStatusCode: act.isBound ? 0 : 1003,
    },
    status: {
      errorCode: act.errorCode,
      failureReason: FAILURES.get(act.errorCode) ?? (act.errorCode === 0 ? 'Other.' : 'Failed.'),
      additionalDetails: null,
    },
    deviceDetail: deviceDetail(act),
    conditionalAccessStatus: act.errorCode === 0 ? 'success' : 'failure',
    appliedConditionalAccessPolicies: [],
    riskDetail: act.risk === 'hidden' ? 'hidden' : 'none',
    riskLevelDuringSignIn: act.risk,
    riskLevelAggregated: act.risk,
    riskState: act.risk === 'medium' || act.risk === 'high' ? 'atRisk' : 'none',
    riskEventTypes_v2: act.risk === 'medium' || act.risk === 'high' ? ['unfamiliarFeatures'] : [],
  };
}

/** "Microsoft Entra authentication and authorization error codes". */
const FAILURES: ReadonlyMap<number, string> = new Map([
  [50_126, 'Error validating credentials due to invalid username or password.'],
  [
    50_053,
    'The account is locked, you have tried to sign in too many times with an incorrect user ID or password.',
  ],
  [50_034, 'The user account does not exist in the tenant directory.'],
  [50_074, 'Strong Authentication is required.'],
  [500_121, 'Authentication failed during strong authentication request.'],
  [
    70_043,
    'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
  ],
]);

function deviceDetail({ client, device }: SignInAct): JsonRecord {
  return {
    deviceId: device.id,
    displayName: device.name,
    operatingSystem: client.operatingSystem,
    browser: client.browser,
    isCompliant: device.isManaged,
    isManaged: device.isManaged,
    trustType: device.isManaged ? 'Azure AD joined' : device.id === '' ? '' : 'Azure AD registered',
  };
}

/** The steps, as the log lists them. */
function authenticationDetails(act: SignInAct): Json {
  const at = toSecond(act.atMs);
  if (act.mfa === 'previous')
    return [step(at, 'Previously satisfied', true, 'MFA requirement satisfied by claim in the token')];
  if (act.errorCode === 50_126) return [step(at, 'Password', false, 'Invalid username or password.')];
  const password = step(at, 'Password', act.errorCode !== 50_034, 'Correct password');
  if (act.mfa === 'none') return [password];
  const isDenied = act.errorCode === 500_121;
  return [
    password,
    step(
      at,
      'Mobile app notification',
      !isDenied,
      isDenied ? 'MFA denied; user declined the authentication' : 'MFA completed in Azure AD',
    ),
  ];
}

function step(at: string, method: string, succeeded: boolean, result: string): JsonRecord {
  return {
    authenticationStepDateTime: at,
    authenticationMethod: method,
    authenticationMethodDetail: null,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: '',
  };
}
