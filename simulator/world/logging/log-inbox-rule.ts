import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord } from '../../shapes/newer-shapes.js';
import { floorToSecond, toAuditTime } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import type { Stage } from '../stage.js';
import { appAccessContext, originatingServer } from './exchange-base.js';
import type { MailboxAct } from './log-mailbox-acts.js';

/** New-InboxRule as Outlook on the web makes it: the cmdlet's parameters are texts, the address has a port. */
export function logNewInboxRule(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  parameters: Readonly<Record<string, string>>,
): void {
  if (!stage.calendar.isHistory(act.atMs)) return;
  const id = random.guid();
  const record = ruleRecord(stage, random, act, id, parameters);
  stage.logbook.add(
    'Audit.Exchange',
    id,
    floorToSecond(act.atMs),
    record,
    act.isStory ? 'prompt-audit' : 'audit',
  );
}

function ruleRecord(
  stage: Stage,
  random: Random,
  act: MailboxAct,
  id: string,
  parameters: Readonly<Record<string, string>>,
): Fixed<AuditRecord> {
  const { actor, mailbox } = act;
  const local = mailbox.upn.split('@')[0] ?? mailbox.upn;
  const all = { AlwaysDeleteOutlookRulesBlob: 'False', Force: 'False', ...parameters };
  return {
    CreationTime: toAuditTime(act.atMs),
    Id: id,
    Operation: 'New-InboxRule',
    OrganizationId: stage.tenant.tenantId,
    RecordType: 1,
    ResultStatus: 'True',
    UserKey: actor.identity.upn,
    UserType: 2,
    Version: 1,
    Workload: 'Exchange',
    ClientIP: withPort(actor.address, random.int(1_024, 65_000)),
    ObjectId: `NAMPR14A002.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/${stage.tenant.organization}/${local}_${mailbox.mailboxGuid.slice(0, 10)}\\${parameters.Name ?? ''}`,
    UserId: actor.identity.upn,
    AppId: actor.audit.appId ?? '',
    AppPoolName: 'MSExchangeOWAAppPool',
    ClientAppId: actor.audit.clientAppId ?? '',
    CorrelationID: '',
    ExternalAccess: false,
    OrganizationName: stage.tenant.organization,
    OriginatingServer: originatingServer(mailbox).trimEnd(),
    Parameters: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
    RequestId: random.guid(),
    ...(actor.token === null
      ? {}
      : { SessionId: actor.token.sessionId, AppAccessContext: appAccessContext(actor.token, actor) }),
  };
}

function withPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
