import type { Random } from '../chance/random.js';
import type { Label } from '../logging/label.js';
import type { Logbook } from '../logging/logbook.js';
import { toAuditTime } from '../world/json.js';
import type { Tenant } from './mailbox-record.js';
import type { Session } from './session.js';

/** A cmdlet of Exchange, run in a shell or by Outlook's settings. */
export interface CmdletAct {
  readonly operation: string;
  readonly atMs: number;
  /** Who ran it. */
  readonly upn: string;
  /** `AppId` of the record; Outlook's settings and the shell differ. */
  readonly appId: string;
  readonly session: Session | null;
  readonly address: string;
  /** What it was done to. */
  readonly objectId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly label: Label | null;
}

/** RecordType 1, "Exchange admin" schema: every value is text, and the address has a port. */
export function logCmdlet(logbook: Logbook, random: Random, tenant: Tenant, act: CmdletAct): void {
  const host = act.address.includes(':') ? `[${act.address}]` : act.address;
  logbook.add(
    'Audit.Exchange',
    act.atMs,
    {
      CreationTime: toAuditTime(act.atMs),
      Id: random.guid(),
      Operation: act.operation,
      OrganizationId: tenant.id,
      RecordType: 1,
      ResultStatus: 'True',
      UserKey: act.upn,
      UserType: 2,
      Version: 1,
      Workload: 'Exchange',
      ClientIP: `${host}:${random.int(1_025, 65_000)}`,
      ObjectId: act.objectId,
      UserId: act.upn,
      AppId: act.appId,
      ClientAppId: '',
      ExternalAccess: false,
      OrganizationName: tenant.organization,
      OriginatingServer: 'CH0PR14MB4521 (15.20.9115.020)',
      Parameters: Object.entries(act.parameters).map(([Name, Value]) => ({ Name, Value })),
      ...(act.session === null ? {} : { SessionId: act.session.id }),
    },
    act.label,
  );
}
