import type { ActorType, EventClient, EventSession, Principal } from '../../model/access-event.js';
import { type Instant, parseInstant } from '../../model/time.js';
import { NO_CLIENT } from '../fields/client.js';
import { type NormaliseContext, toTokenId } from '../fields/event-base.js';
import { type ExchangeClient, toExchangeClient } from '../fields/exchange-client.js';
import type { Fields } from '../fields/fields.js';
import { namedValues } from '../fields/named-values.js';
import { isSamePrincipal, toGuid, toPrincipal, toUpn } from '../fields/principal.js';

/** Who acted, with what, in which session, as all records of the audit log write it. */
export interface AuditActor {
  readonly user: Principal | null;
  readonly mailbox: Principal | null;
  readonly type: ActorType;
  readonly client: EventClient;
  readonly exchange: ExchangeClient;
  readonly session: EventSession;
  /** The act is that of one of our own application registrations. */
  readonly isOwn: boolean;
}

/** `UserType`: 3 data-centre administrator, 4 system, 7 and 8 policies. By number, or by name in Log Analytics. */
const SERVICE_USERS = new Set(['3', '4', '7', '8', 'dcadmin', 'system', 'custompolicy', 'systempolicy']);
const APPLICATION_USERS = new Set(['5', '6', 'application', 'serviceprincipal']);

const RESOURCE_APPS = new Set([
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0000-c000-000000000000',
]);

/** `LogonType`: 1 administrator, 2 delegate, 3 transport, 4 system service, 5 best access, 6 delegated administrator. */
const LOGON_TYPES: ReadonlyMap<string, ActorType> = new Map([
  ['0', 'user'],
  ['owner', 'user'],
  ['1', 'admin'],
  ['admin', 'admin'],
  ['2', 'delegate'],
  ['delegated', 'delegate'],
  ['3', 'service'],
  ['transport', 'service'],
  ['4', 'service'],
  ['systemservice', 'service'],
  ['6', 'admin'],
  ['delegatedadmin', 'admin'],
]);

/** Reads the actor of an Exchange record; `mailbox` is whose mailbox it names, if it does. */
export function readAuditActor(fields: Fields, context: NormaliseContext): AuditActor {
  const token = fields.object('AppAccessContext');
  const exchange = toExchangeClient(
    fields.text('ClientInfoString', 'AppPoolName'),
    fields.text('ClientProcessName', 'Client_ProcessName'),
  );
  const userType = fields.text('UserType')?.toLowerCase() ?? '';
  const user = userOf(fields, userType);
  const mailbox = mailboxOf(fields, user);
  const clientAppId = toGuid(fields.text('ClientAppId')) ?? toGuid(token.text('ClientAppId'));
  const appId = clientAppId ?? callingApp(toGuid(fields.text('AppId')));
  const isOwn = appId !== null && context.ownAppIds.includes(appId);
  const isService = isOwn || exchange.isBackground || isSystemUser(fields.text('UserId'), userType);
  return {
    user,
    mailbox,
    type: isService ? 'service' : typeOf(fields, userType, user, mailbox),
    client: {
      ...NO_CLIENT,
      appId,
      appName: token.text('ClientAppName'),
      family: exchange.family,
      os: exchange.os,
      deviceId: toGuid(fields.text('DeviceId')),
    },
    exchange,
    session: sessionOf(fields, token),
    isOwn,
  };
}

/** `AppId` is the resource where `ClientAppId` is missing: Exchange itself, or Graph. Only another one is a caller. */
function callingApp(appId: string | null): string | null {
  return appId !== null && RESOURCE_APPS.has(appId) ? null : appId;
}

/** `TokenObjectId` is the person's object id where a person holds the token. */
function userOf(fields: Fields, userType: string): Principal | null {
  const holdsToken = !APPLICATION_USERS.has(userType);
  const id = toGuid(fields.text('UserKey')) ?? (holdsToken ? toGuid(fields.text('TokenObjectId')) : null);
  return toPrincipal(fields.text('UserId'), id);
}

function mailboxOf(fields: Fields, user: Principal | null): Principal | null {
  const owner = toPrincipal(fields.text('MailboxOwnerUPN'), null);
  if (owner === null) return null;
  return isSamePrincipal(owner, user) ? user : owner;
}

function typeOf(
  fields: Fields,
  userType: string,
  user: Principal | null,
  mailbox: Principal | null,
): ActorType {
  if (APPLICATION_USERS.has(userType)) return 'application';
  const logon = LOGON_TYPES.get(fields.text('LogonType', 'Logon_Type')?.toLowerCase() ?? '') ?? null;
  if (logon === 'service') return 'service';
  // A plain person's own settings carry UserType 2, and some own acts a delegate's logon: the names decide.
  if (mailbox !== null && isSamePrincipal(mailbox, user)) return 'user';
  if (logon === 'admin' || logon === 'delegate') return logon;
  if (mailbox !== null && user !== null) return 'delegate';
  return user === null ? 'unknown' : 'user';
}

/** System names stand where a person is expected: `NT AUTHORITY\SYSTEM (Microsoft.Exchange.ServiceHost)`. */
function isSystemUser(userId: string | null, userType: string): boolean {
  if (SERVICE_USERS.has(userType)) return true;
  const name = userId?.toLowerCase() ?? '';
  if (toUpn(userId) !== null) return false;
  return name.includes('nt authority') || name.includes('(microsoft.') || name.includes('\\administrator');
}

function sessionOf(fields: Fields, token: Fields): EventSession {
  const device = namedValues(fields.objects('DeviceProperties'));
  const id = token.text('AADSessionId') ?? fields.text('SessionId') ?? device.get('SessionId');
  const issuedAt = issueTimeOf(token);
  return {
    id: toGuid(id) ?? id?.toLowerCase() ?? null,
    tokenId: toTokenId(token.text('UniqueTokenId')),
    isBound: null,
    ...(issuedAt === null ? {} : { issuedAt }),
  };
}

/** Dates before there was such a token, as of an empty field that was written all the same, tell nothing. */
function issueTimeOf(token: Fields): Instant | null {
  const text = token.text('IssuedAtTime');
  const issuedAt = text === null ? null : parseInstant(text);
  return issuedAt !== null && issuedAt >= '2010' ? issuedAt : null;
}
