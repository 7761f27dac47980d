import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { DirectoryProfile } from '../../../agent/model/ports.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Seen, startFakeTenant } from '../fake-tenant.js';
import { gather } from '../gather.js';

let tenant: FakeTenant;
let m365: M365;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365 } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

function answers(byPath: Readonly<Record<string, unknown>>): void {
  tenant.script((call: Seen) => (byPath[call.path] === undefined ? undefined : { json: byPath[call.path] }));
}

const ANNA = {
  id: 'u1',
  userPrincipalName: 'Anna.Berg@Contoso.example',
  mail: 'Anna@Contoso.example',
  displayName: 'Anna Berg',
  accountEnabled: false,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  department: 'Care',
  jobTitle: '',
  assignedPlans: [
    { service: 'exchange', capabilityStatus: 'Deleted', servicePlanId: 'x' },
    {
      service: 'AADPremiumService',
      capabilityStatus: 'Warning',
      servicePlanId: '41781FB2-bc02-4b7c-bd55-b576c07bb09d',
    },
  ],
};

const UNSAID: DirectoryProfile = {
  isGuest: null,
  isSynced: null,
  department: null,
  jobTitle: null,
  managerId: null,
  hasMailboxLicence: null,
  hasLogLicence: null,
};

describe('the directory', () => {
  it('lists accounts over all pages, names in lower case, and leaves out what is no account', async () => {
    const next = `${tenant.endpoints.graph}/v1.0/users?$skiptoken=2`;
    tenant.script((call) => {
      if (call.path !== '/v1.0/users') return undefined;
      return call.query.includes('skiptoken')
        ? { json: { value: [{ id: 'u2', userPrincipalName: 'b@contoso.example' }, 'x', { id: 'u3' }] } }
        : { json: { value: [ANNA], '@odata.nextLink': next } };
    });
    expect(await gather(m365.directory.users(NEVER))).toEqual([
      {
        id: 'u1',
        upn: 'anna.berg@contoso.example',
        mail: 'anna@contoso.example',
        displayName: 'Anna Berg',
        isEnabled: false,
        profile: {
          isGuest: false,
          isSynced: false,
          department: 'Care',
          jobTitle: null,
          managerId: null,
          hasMailboxLicence: false,
          hasLogLicence: true,
        },
      },
      {
        id: 'u2',
        upn: 'b@contoso.example',
        mail: null,
        displayName: null,
        isEnabled: null,
        profile: UNSAID,
      },
    ]);
  });

  it('never expands in a listing, which would end after a hundred accounts; one account comes with its manager', async () => {
    answers({ '/v1.0/users': { value: [] }, '/v1.0/users/u1': { ...ANNA, manager: { id: 'u7' } } });
    await gather(m365.directory.users(NEVER));
    expect((await m365.directory.user('u1', NEVER))?.profile?.managerId).toBe('u7');
    expect(tenant.calls('graph').map((call) => call.parameters.get('$expand'))).toEqual([
      null,
      'manager($select=id)',
    ]);
  });

  it('finds one account by name, and says null for none', async () => {
    answers({ '/v1.0/users/anna#1@contoso.example': ANNA });
    expect((await m365.directory.user('anna#1@contoso.example', NEVER))?.id).toBe('u1');
    expect(await m365.directory.user('nobody', NEVER)).toBeNull();
  });

  it('raises what is neither: could not look is not "none"', async () => {
    tenant.script((call) =>
      call.role === 'graph' ? { status: 403, json: { error: { code: 'x' } } } : undefined,
    );
    await expect(m365.directory.user('anna', NEVER)).rejects.toMatchObject({ kind: 'permission' });
  });

  it('names the people of a role, those in groups too, once each, and no service', async () => {
    answers({
      '/v1.0/directoryRoles': { value: [{ id: 'r1' }] },
      '/v1.0/directoryRoles/r1/members': {
        value: [
          { '@odata.type': '#microsoft.graph.user', id: 'u2' },
          { '@odata.type': '#microsoft.graph.servicePrincipal', id: 's1' },
          { '@odata.type': '#microsoft.graph.group', id: 'g1' },
        ],
      },
      '/v1.0/groups/g1/transitiveMembers': {
        value: [
          { '@odata.type': '#microsoft.graph.user', id: 'u1' },
          { '@odata.type': '#microsoft.graph.user', id: 'u2' },
        ],
      },
    });
    expect(await m365.directory.roleMembers("Global 'A' & B+C", NEVER)).toEqual(['u1', 'u2']);
    expect(tenant.calls('graph', 'directoryRoles')[0]?.parameters.get('$filter')).toBe(
      "displayName eq 'Global ''A'' & B+C'",
    );
  });

  it('groups that hold each other come to an end', async () => {
    answers({
      '/v1.0/directoryRoles': { value: [{ id: 'r1' }] },
      '/v1.0/directoryRoles/r1/members': { value: [{ '@odata.type': '#microsoft.graph.group', id: 'g1' }] },
      '/v1.0/groups/g1/transitiveMembers': {
        value: [
          { '@odata.type': '#microsoft.graph.group', id: 'g2' },
          { '@odata.type': '#microsoft.graph.user', id: 'u1' },
        ],
      },
      '/v1.0/groups/g2/transitiveMembers': {
        value: [
          { '@odata.type': '#microsoft.graph.group', id: 'g1' },
          { '@odata.type': '#microsoft.graph.user', id: 'u1' },
        ],
      },
    });
    expect(await m365.directory.roleMembers('Global Administrator', NEVER)).toEqual(['u1']);
  });
});
