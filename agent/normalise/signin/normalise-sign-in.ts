import type { ActorType, EventAuthentication, EventNetwork, EventSession } from '../../model/access-event.js';
import { scriptFamily } from '../fields/client.js';
import { type EventParts, type NormaliseContext, toTokenId } from '../fields/event-base.js';
import { Fields } from '../fields/fields.js';
import { toNetwork, withLocation } from '../fields/network.js';
import { isGuestName, toGuid, toPrincipal } from '../fields/principal.js';
import { readMultiFactor } from './multi-factor.js';
import { toSignInRisk } from './risk.js';
import { legacyFamily, toSignInClient } from './sign-in-client.js';
import { readSignInCode } from './sign-in-codes.js';

/**
 * A sign-in of Graph (v1.0 and beta), of an Event Hub envelope or of Log Analytics: the same record under names that differ
 * in case. `outer` is the envelope: it alone says the class (`category`), and repeats the error code (`resultType`).
 * v1.0 has no session, token, autonomous system or protocol; those stay null.
 */
export function normaliseSignIn(
  fields: Fields,
  context: NormaliseContext,
  outer = new Fields({}),
): EventParts {
  const code = errorCode(fields, outer);
  const reading = readSignInCode(code);
  const isApplication = isApplicationSignIn(fields, outer);
  const user = isApplication
    ? toPrincipal(null, fields.text('servicePrincipalId', 'resourceServicePrincipalId'))
    : toPrincipal(
        fields.text('userPrincipalName', 'signInIdentifier', 'alternateSignInName'),
        fields.text('userId'),
      );
  const client = toSignInClient(fields);
  const isOwn = client.appId !== null && context.ownAppIds.includes(client.appId);
  return {
    kind: 'sign-in',
    operation: outer.text('operationName') ?? fields.text('operationName') ?? 'Sign-in activity',
    outcome: reading.outcome,
    user,
    actorType: actorOf(isApplication, isOwn),
    network: networkOf(fields, outer),
    client,
    session: sessionOf(fields),
    authentication: authenticationOf(fields, outer, code),
    risk: toSignInRisk(fields),
    facts: {
      isGuest: isGuest(fields, user?.upn ?? null) ? true : null,
      isPasswordRight: reading.isPasswordRight ? true : null,
      isMfaDenied: reading.isMfaDenied ? true : null,
      isScripted: scriptFamily(fields.text('userAgent')) === null ? null : true,
      isOwnAct: isOwn ? true : null,
      conditionalAccess: fields.text('conditionalAccessStatus'),
      // Log Analytics has a column ResourceId of its own: the path of the tenant's log.
      resourceId: toGuid(fields.text('resourceIdentity', 'resourceId')),
      transferMethod: meaningful(fields.text('originalTransferMethod')),
      incomingToken: meaningful(fields.text('incomingTokenType')),
    },
    needsCredential: reading.outcome === 'success',
  };
}

function errorCode(fields: Fields, outer: Fields): number | null {
  return (
    fields.object('status').number('errorCode') ?? fields.number('resultType') ?? outer.number('resultType')
  );
}

function actorOf(isApplication: boolean, isOwn: boolean): ActorType {
  if (isOwn) return 'service';
  return isApplication ? 'application' : 'user';
}

function isApplicationSignIn(fields: Fields, outer: Fields): boolean {
  const classes = [...fields.texts('signInEventTypes'), category(fields, outer)].join(' ').toLowerCase();
  if (classes.includes('serviceprincipal') || classes.includes('managedidentity')) return true;
  const hasUser = fields.text('userPrincipalName', 'userId') !== null;
  return !hasUser && toGuid(fields.text('servicePrincipalId')) !== null;
}

/** The class as the envelope or the table names it, such as `NonInteractiveUserSignInLogs`. */
function category(fields: Fields, outer: Fields): string {
  return outer.text('category') ?? fields.text('category', 'Type') ?? '';
}

function networkOf(fields: Fields, outer: Fields): EventNetwork {
  const network = toNetwork(fields.text('ipAddress') ?? outer.text('callerIpAddress'));
  const country = outer.text('location') ?? fields.text('location');
  const located = withLocation(network, fields.object('location', 'locationDetails'), country);
  const types = fields
    .objects('networkLocationDetails')
    .map((one) => one.text('networkType')?.toLowerCase() ?? '');
  return {
    ...located,
    asn: fields.number('autonomousSystemNumber'),
    isTrusted: types.some((type) => type.startsWith('trusted')),
  };
}

function sessionOf(fields: Fields): EventSession {
  const details = fields.object('tokenProtectionStatusDetails').text('signInSessionStatus');
  const status = (details ?? fields.text('signInTokenProtectionStatus'))?.toLowerCase();
  return {
    id: toGuid(fields.text('sessionId')) ?? fields.text('sessionId')?.toLowerCase() ?? null,
    tokenId: toTokenId(fields.text('uniqueTokenIdentifier')),
    isBound: status === 'bound' ? true : status === 'unbound' ? false : null,
  };
}

function authenticationOf(fields: Fields, outer: Fields, code: number | null): EventAuthentication {
  const legacy = legacyFamily(fields);
  const protocol = meaningful(fields.text('authenticationProtocol'));
  const asked = fields.text('authenticationRequirement')?.toLowerCase() ?? '';
  const requirement = asked.startsWith('multi')
    ? 'multi-factor'
    : asked.startsWith('single')
      ? 'single-factor'
      : null;
  return {
    protocol: protocol ?? legacy,
    requirement,
    mfa: readMultiFactor(fields, requirement),
    errorCode: code === null ? null : String(code),
    isInteractive: isInteractive(fields, outer),
    isLegacy: legacy !== null || protocol?.toLowerCase() === 'ropc',
  };
}

function isInteractive(fields: Fields, outer: Fields): boolean {
  const classes = fields.texts('signInEventTypes').map((one) => one.toLowerCase());
  if (classes.length > 0) return classes.includes('interactiveuser');
  const said = fields.flag('isInteractive');
  return said ?? category(fields, outer).toLowerCase() === 'signinlogs';
}

function isGuest(fields: Fields, upn: string | null): boolean {
  return fields.text('userType')?.toLowerCase() === 'guest' || isGuestName(upn);
}

/** The log writes `none` for "does not apply" and `unknownFutureValue` for what the API version cannot name. */
function meaningful(text: string | null): string | null {
  return text === null || text === 'none' || text === 'unknownFutureValue' ? null : text;
}
