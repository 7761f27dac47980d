import type { Random } from '../chance/random.js';
import type { Label } from '../logging/label.js';
import type { Logbook } from '../logging/logbook.js';
import type { JsonRecord } from '../world/json.js';
import type { SignInUser } from './sign-in.js';

/** Something done to an account, an application, a device or the tenant. */
export interface DirectoryAct {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly type: string;
  readonly actor: SignInUser;
  readonly address: string;
  readonly atMs: number;
  readonly target: JsonRecord;
  /** New values by name; written as JSON within text, as Graph does. */
  readonly properties: Readonly<Record<string, string>>;
  readonly label: Label | null;
}

/** Graph's `directoryAudit`. */
export function logDirectoryAct(logbook: Logbook, random: Random, act: DirectoryAct): void {
  const suffix = random.text('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 5);
  logbook.add(
    'directoryAudits',
    act.atMs,
    {
      id: `Directory_${random.guid()}_${suffix}_${random.int(10_000_000, 99_999_999)}`,
      activityDateTime: new Date(act.atMs).toISOString().replace('Z', '4711Z'),
      activityDisplayName: act.activity,
      category: act.category,
      correlationId: random.guid(),
      loggedByService: act.service,
      operationType: act.type,
      result: 'success',
      resultReason: '',
      initiatedBy: {
        app: null,
        user: {
          id: act.actor.userId,
          displayName: act.actor.displayName,
          userPrincipalName: act.actor.upn,
          ipAddress: act.address,
        },
      },
      targetResources: [
        {
          ...act.target,
          groupType: null,
          modifiedProperties: Object.entries(act.properties).map(([displayName, value]) => ({
            displayName,
            oldValue: null,
            newValue: JSON.stringify(value),
          })),
        },
      ],
      additionalDetails: [],
    },
    act.label,
  );
}

/** The account that something was done to. */
export function targetUser(user: SignInUser): JsonRecord {
  return { id: user.userId, displayName: user.displayName, type: 'User', userPrincipalName: user.upn };
}

/** The application that something was done to. */
export function targetApplication(id: string, displayName: string): JsonRecord {
  return { id, displayName, type: 'ServicePrincipal', userPrincipalName: null };
}
