import type { DirectoryAudit, ModifiedProperty, TargetResource } from '@microsoft/microsoft-graph-types';
import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord } from '../../shapes/newer-shapes.js';
import { floorToSecond, toAuditTime, toSevenDigits } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import type { App } from '../data/apps.js';
import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';

/** Something done to an account or an app, with the names that the two logs have for it. */
interface DirectoryAct {
  readonly actor: Pick<Person, 'user'>;
  readonly address: string;
  readonly atMs: number;
  readonly activity: string;
  /** What the unified audit log calls it; null where it has no such row. */
  readonly operation: string | null;
  readonly category: string;
  readonly service: string;
  readonly target: TargetResource;
  readonly properties: readonly ModifiedProperty[];
}

/** Where and when, and by whom. */
export type DirectoryMoment = Pick<DirectoryAct, 'actor' | 'address' | 'atMs'>;

/** A user lets an app read their mail. */
export function logConsent(
  stage: Stage,
  random: Random,
  moment: DirectoryMoment,
  app: App,
  scope: string,
): void {
  const principal = stage.tenant.servicePrincipalOf(app.id);
  const permissions = `[] => [[Id: ${random.text('abcdefghijklmnopqrstuvwxyz0123456789', 22)}, ClientId: ${principal}, PrincipalId: ${moment.actor.user.id}, ResourceId: ${random.guid()}, ConsentType: Principal, Scope: ${scope}]]; `;
  write(stage, random, {
    ...moment,
    activity: 'Consent to application',
    operation: 'Consent to application.',
    category: 'ApplicationManagement',
    service: 'Core Directory',
    target: { id: principal, displayName: app.name, type: 'ServicePrincipal', userPrincipalName: null },
    properties: [
      property('ConsentContext.IsAdminConsent', 'False'),
      property('ConsentContext.IsAppOnly', 'False'),
      property('ConsentContext.OnBehalfOfAll', 'False'),
      property('ConsentAction.Permissions', permissions),
      property('TargetId.ServicePrincipalNames', app.id),
    ],
  });
}

/** A user adds a way to prove that it is them: an authenticator on a phone. */
export function logSecurityInfo(stage: Stage, random: Random, moment: DirectoryMoment): void {
  write(stage, random, {
    ...moment,
    activity: 'User registered security info',
    operation: 'Update user.',
    category: 'UserManagement',
    service: 'Authentication Methods',
    target: targetUser(moment.actor),
    properties: [property('StrongAuthenticationPhoneAppDetail', 'Authenticator')],
  });
}

/** The help desk gives somebody a new password. */
export function logPasswordReset(
  stage: Stage,
  random: Random,
  moment: DirectoryMoment,
  owner: Pick<Person, 'user'>,
): void {
  write(stage, random, {
    ...moment,
    activity: 'Reset password (by admin)',
    operation: 'Reset user password.',
    category: 'UserManagement',
    service: 'Core Directory',
    target: targetUser(owner),
    properties: [],
  });
}

function targetUser({ user }: Pick<Person, 'user'>): TargetResource {
  return {
    id: user.id,
    displayName: user.displayName,
    type: 'User',
    userPrincipalName: user.userPrincipalName,
  };
}

/** Values are JSON texts within texts. */
function property(displayName: string, value: string): ModifiedProperty {
  return { displayName, oldValue: null, newValue: JSON.stringify(value) };
}

function write(stage: Stage, random: Random, act: DirectoryAct): void {
  if (!stage.calendar.isHistory(act.atMs)) return;
  const id = `Directory_${random.guid()}_${random.text('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 5)}_${random.digits(8)}`;
  stage.logbook.add('directoryAudits', id, act.atMs, graphRow(random, act, id), 'directory');
  if (act.operation === null) return;
  const auditId = random.guid();
  const row = auditRow(stage, random, act, auditId, act.operation);
  stage.logbook.add('Audit.AzureActiveDirectory', auditId, floorToSecond(act.atMs), row, 'prompt-audit');
}

/** Graph's `directoryAudit` (v1.0). */
function graphRow(random: Random, act: DirectoryAct, id: string): Fixed<DirectoryAudit> {
  const { user } = act.actor;
  return {
    id,
    activityDateTime: toSevenDigits(act.atMs, random.digits(4)),
    activityDisplayName: act.activity,
    category: act.category,
    correlationId: random.guid(),
    loggedByService: act.service,
    operationType: act.activity.startsWith('Consent') ? 'Assign' : 'Update',
    result: 'success',
    resultReason: '',
    initiatedBy: {
      app: null,
      user: {
        id: user.id,
        displayName: user.displayName,
        userPrincipalName: user.userPrincipalName,
        ipAddress: act.address,
      },
    },
    targetResources: [{ ...act.target, groupType: null, modifiedProperties: act.properties }],
    additionalDetails: [{ key: 'User-Agent', value: 'EvoSTS' }],
  };
}

/** RecordType 8 of the "Management Activity API schema": people and targets are lists of typed names. */
function auditRow(
  stage: Stage,
  random: Random,
  act: DirectoryAct,
  id: string,
  operation: string,
): Fixed<AuditRecord> {
  const { user } = act.actor;
  const target = [
    { ID: String(act.target.displayName ?? ''), Type: 1 },
    { ID: String(act.target.id ?? ''), Type: 2 },
  ];
  return {
    CreationTime: toAuditTime(act.atMs),
    Id: id,
    Operation: operation,
    OrganizationId: stage.tenant.tenantId,
    RecordType: 8,
    ResultStatus: 'Success',
    UserKey: user.id,
    UserType: 0,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ObjectId: String(act.target.userPrincipalName ?? act.target.id ?? ''),
    UserId: user.userPrincipalName,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [{ Name: 'additionalDetails', Value: '{"User-Agent":"EvoSTS"}' }],
    ModifiedProperties: act.properties.map((each) => ({
      Name: each.displayName ?? '',
      NewValue: String(JSON.parse(String(each.newValue))),
      OldValue: '',
    })),
    Actor: [
      { ID: user.userPrincipalName, Type: 5 },
      { ID: user.id, Type: 3 },
    ],
    ActorContextId: stage.tenant.tenantId,
    ActorIpAddress: act.address,
    InterSystemsId: random.guid(),
    IntraSystemId: random.guid(),
    SupportTicketId: '',
    Target: target,
    TargetContextId: stage.tenant.tenantId,
  };
}
