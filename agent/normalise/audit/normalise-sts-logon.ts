import type { EventAuthentication, EventClient, Outcome } from '../../model/access-event.js';
import { NO_CLIENT, programFamily, scriptFamily, systemFamily } from '../fields/client.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import { NO_SESSION } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { type NamedValues, namedValues } from '../fields/named-values.js';
import { toNetwork } from '../fields/network.js';
import { toGuid, toPrincipal } from '../fields/principal.js';
import { readSignInCode } from '../signin/sign-in-codes.js';

/**
 * A logon of the token service, record type 15. Its `ResultStatus` is `Success` on failures too; the operation and
 * `ErrorNumber` decide. `UserLoggedIn` with 50140 is the "stay signed in?" page, no logon of its own.
 */
export function normaliseStsLogon(fields: Fields, operation: string, context: NormaliseContext): EventParts {
  const extended = namedValues(fields.objects('ExtendedProperties'));
  const device = namedValues(fields.objects('DeviceProperties'));
  const userAgent = extended.get('UserAgent');
  const code = fields.number('ErrorNumber');
  const outcome = outcomeOf(operation, code);
  const { isPasswordRight, isMfaDenied } = readSignInCode(code);
  const client = clientOf(fields, device, userAgent);
  const isOwn = client.appId !== null && context.ownAppIds.includes(client.appId);
  const sessionId = device.get('SessionId');
  return {
    kind: 'sign-in',
    operation,
    outcome,
    user: toPrincipal(fields.text('UserId'), fields.text('UserKey') ?? actorId(fields)),
    actorType: isOwn ? 'service' : 'user',
    network: toNetwork(
      fields.text('ActorIpAddress') ?? fields.text('ClientIP', 'ClientIPAddress', 'Client_IPAddress'),
    ),
    client,
    session: { ...NO_SESSION, id: toGuid(sessionId) ?? sessionId?.toLowerCase() ?? null },
    authentication: authenticationOf(code, extended.get('RequestType'), userAgent),
    facts: {
      isPasswordRight: isPasswordRight ? true : null,
      isMfaDenied: isMfaDenied ? true : null,
      isScripted: scriptFamily(userAgent) === null ? null : true,
      isOwnAct: isOwn ? true : null,
      resourceId: toGuid(fields.text('ObjectId')),
      requestType: extended.get('RequestType'),
    },
    needsCredential: outcome === 'success',
  };
}

function outcomeOf(operation: string, code: number | null): Outcome {
  const { outcome } = readSignInCode(code);
  if (outcome === 'failure' || outcome === 'interrupted') return outcome;
  return operation.toLowerCase() === 'userloginfailed' ? 'failure' : 'success';
}

function clientOf(fields: Fields, device: NamedValues, userAgent: string | null): EventClient {
  return {
    ...NO_CLIENT,
    appId: toGuid(fields.text('ApplicationId')),
    family: scriptFamily(userAgent) ?? programFamily(device.get('BrowserType')) ?? programFamily(userAgent),
    os: systemFamily(device.get('OS')) ?? systemFamily(userAgent),
    deviceId: toGuid(device.get('Id')),
    isManaged: device.flag('IsCompliantAndManaged'),
    isCompliant: device.flag('IsCompliant') ?? device.flag('IsCompliantAndManaged'),
  };
}

/** These logons say nothing of the second factor; the two user agents are those of passwords sent by old protocols. */
function authenticationOf(
  code: number | null,
  requestType: string | null,
  userAgent: string | null,
): EventAuthentication {
  return {
    protocol: null,
    requirement: null,
    mfa: null,
    errorCode: code === null ? null : String(code),
    isInteractive: isInteractive(requestType),
    isLegacy: userAgent === 'BAV2ROPC' || userAgent === 'CBAInPROD',
  };
}

/** `Actor` lists the same person several times: type 0 and 2 are ids, 5 the name. */
function actorId(fields: Fields): string | null {
  for (const actor of fields.objects('Actor')) {
    const id = toGuid(actor.text('ID'));
    if (id !== null) return id;
  }
  return null;
}

/** Tokens are fetched in the background, pages are shown to people. */
function isInteractive(requestType: string | null): boolean {
  return requestType !== null && !requestType.toLowerCase().startsWith('oauth2:token');
}
