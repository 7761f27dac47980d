import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord, NamedValue } from '../../shapes/newer-shapes.js';
import { toAuditTime } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import { withVersion } from '../people/client.js';
import type { SignInAct } from './sign-in-act.js';

/** The same sign-in as the unified audit log tells it: RecordType 15 of the "Management Activity API schema". */
export function stsLogonRecord(
  act: SignInAct,
  requestId: string,
  atMs: number,
  tenant: { readonly tenantId: string },
  random: Random,
): Fixed<AuditRecord> {
  const isFailure = act.errorCode !== 0 && act.errorCode !== 50140;
  const { user, client } = act;
  const resource = act.resource ?? client.resource;
  return {
    CreationTime: toAuditTime(atMs),
    Id: requestId,
    Operation: isFailure ? 'UserLoginFailed' : 'UserLoggedIn',
    OrganizationId: tenant.tenantId,
    RecordType: 15,
    ResultStatus: 'Success',
    UserKey: user.id,
    UserType: 0,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ClientIP: act.address,
    ObjectId: resource.id,
    UserId: user.userPrincipalName,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: isFailure ? 'UserError' : 'Success' },
      { Name: 'UserAgent', Value: withVersion(client.userAgent, user.index, act.day) },
      { Name: 'RequestType', Value: act.isInteractive ? 'OAuth2:Authorize' : 'OAuth2:Token' },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: user.id, Type: 0 },
      { ID: user.userPrincipalName, Type: 5 },
    ],
    ActorContextId: tenant.tenantId,
    ActorIpAddress: act.address,
    InterSystemsId: random.guid(),
    IntraSystemId: requestId,
    SupportTicketId: '',
    Target: [{ ID: resource.id, Type: 0 }],
    TargetContextId: tenant.tenantId,
    ApplicationId: (act.app ?? client.app).id,
    DeviceProperties: deviceProperties(act),
    ErrorNumber: String(act.errorCode),
    ...(isFailure ? { LogonError: 'InvalidUserNameOrPassword' } : {}),
  };
}

function deviceProperties(act: SignInAct): NamedValue[] {
  const { device, browser } = act.client;
  const registered =
    device.id === null
      ? []
      : [
          { Name: 'Id', Value: device.id },
          { Name: 'DisplayName', Value: device.name ?? '' },
          { Name: 'TrustType', Value: '0' },
        ];
  return [
    { Name: 'OS', Value: device.operatingSystem },
    { Name: 'BrowserType', Value: browser.split(' ')[0] ?? 'Other' },
    { Name: 'IsCompliant', Value: device.isCompliant ? 'True' : 'False' },
    { Name: 'IsCompliantAndManaged', Value: device.isCompliant && device.isManaged ? 'True' : 'False' },
    { Name: 'SessionId', Value: act.session.id },
    ...registered,
  ];
}
