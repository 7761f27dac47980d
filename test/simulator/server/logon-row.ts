import type { LoggedRecord } from '../../../simulator/tenant.js';
import { ALICE } from './small-world.js';

/** A sign-in as the unified audit log tells it, at once. */
export function stsLogonRow(startMs: number, id: string, minutesAgo: number): LoggedRecord {
  const atMs = startMs - minutesAgo * 60_000;
  return {
    log: 'Audit.AzureActiveDirectory',
    id,
    atMs,
    availableAtMs: atMs,
    record: {
      Id: id,
      CreationTime: new Date(atMs).toISOString().slice(0, 19),
      Operation: 'UserLoggedIn',
      RecordType: 15,
      ResultStatus: 'Success',
      UserKey: ALICE,
      UserId: 'alice.young@contoso.example',
      ActorIpAddress: '198.51.100.7',
      ErrorNumber: '0',
      ExtendedProperties: [{ Name: 'RequestType', Value: 'OAuth2:Authorize' }],
      DeviceProperties: [{ Name: 'OS', Value: 'Windows10' }],
    },
  };
}
