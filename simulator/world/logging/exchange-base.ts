import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AppAccessContext, AuditRecord } from '../../shapes/newer-shapes.js';
import { toAuditTime, toSecond } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import type { MailboxIdentity } from '../people/person.js';
import { type MailActor, type MailToken, withoutNulls } from './mail-log.js';

/** The company as Exchange names it. */
export interface ExchangeTenant {
  readonly tenantId: string;
  readonly organization: string;
}

/** Which of the ids that lead back to the sign-in a record still has. */
export type Linkage = 'full' | 'session-only' | 'token-only' | 'none';

export interface MailboxRecordParts {
  readonly id: string;
  readonly operation: string;
  readonly recordType: 2 | 3 | 50;
  readonly atMs: number;
  readonly mailbox: MailboxIdentity;
  readonly actor: MailActor;
  readonly linkage: Linkage;
  readonly tenant: ExchangeTenant;
}

const LOGON_TYPES = { owner: 0, delegate: 2, application: 1, background: 0 } as const;
const SHARE_LINKED = 0.82;

/** Aggregated rows lose the ids that lead back to the sign-in; ten to thirty in a hundred do. */
export function drawLinkage(random: Random, actor: MailActor): Linkage {
  if (actor.token === null) return 'none';
  const isPhone = actor.audit.clientInfo.startsWith('Client=OutlookService');
  const share = isPhone ? 0.72 : SHARE_LINKED;
  const draw = random.next();
  if (draw >= share) return 'none';
  if (draw < share * 0.8) return 'full';
  return draw < share * 0.9 ? 'session-only' : 'token-only';
}

/** What all mailbox records of the unified audit log share ("Management Activity API schema", Exchange mailbox). */
export function mailboxRecord(parts: MailboxRecordParts, rest: Fixed<AuditRecord>): Fixed<AuditRecord> {
  const { actor, mailbox, tenant } = parts;
  const isApplication = actor.logonType === 'application';
  return withoutNulls({
    CreationTime: toAuditTime(parts.atMs),
    Id: parts.id,
    Operation: parts.operation,
    OrganizationId: tenant.tenantId,
    RecordType: parts.recordType,
    ResultStatus: 'Succeeded',
    UserKey: isApplication ? actor.audit.clientAppId : userKey(actor.identity),
    UserType: isApplication ? 5 : 0,
    Version: 1,
    Workload: 'Exchange',
    ClientIP: parts.recordType === 50 ? null : actor.address,
    UserId: actor.identity.upn,
    AppId: actor.audit.appId,
    ClientAppId: actor.audit.clientAppId,
    ClientIPAddress: actor.address,
    ClientInfoString: actor.audit.clientInfo,
    ClientProcessName: actor.audit.processName,
    ClientVersion: actor.audit.version,
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: LOGON_TYPES[actor.logonType],
    LogonUserSid: actor.identity.sid,
    MailboxGuid: mailbox.mailboxGuid,
    MailboxOwnerSid: mailbox.sid,
    MailboxOwnerUPN: mailbox.upn,
    OrganizationName: tenant.organization,
    OriginatingServer: originatingServer(mailbox),
    DeviceId: actor.deviceId,
    TokenObjectId: actor.token === null ? null : actor.identity.userId,
    TokenTenantId: actor.token === null ? null : tenant.tenantId,
    ...linkFields(actor, parts.linkage),
    ...rest,
  });
}

function linkFields(actor: MailActor, linkage: Linkage): Fixed<AuditRecord> {
  const { token } = actor;
  if (token === null || linkage === 'none') return {};
  const context = { AppAccessContext: appAccessContext(token, actor) };
  if (linkage === 'token-only') return context;
  return linkage === 'session-only'
    ? { SessionId: token.sessionId }
    : { SessionId: token.sessionId, ...context };
}

/** The token's ids as all services write them. */
export function appAccessContext(token: MailToken, actor: MailActor): AppAccessContext {
  return {
    AADSessionId: token.sessionId,
    APIId: actor.audit.appId ?? '',
    ClientAppId: actor.audit.clientAppId ?? actor.audit.appId ?? '',
    CorrelationId: token.correlationId,
    IssuedAtTime: toSecond(token.issuedMs).slice(0, 19),
    UniqueTokenId: token.tokenId,
  };
}

/** The older id of a person in the audit log. */
export function userKey(identity: MailboxIdentity): string {
  return `10032000${identity.mailboxGuid.slice(0, 8).toUpperCase()}`;
}

/** The server that holds a mailbox; mailbox records end it with a line break. */
export function originatingServer(mailbox: MailboxIdentity): string {
  const number = Number.parseInt(mailbox.mailboxGuid.slice(0, 4), 16) % 9000;
  return `CH0PR14MB${String(1000 + number)} (15.20.7587.000)\r\n`;
}
