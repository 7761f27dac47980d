import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, startFakeTenant } from '../fake-tenant.js';

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

const DELTA = '/v1.0/users/delta';
const linkOf = (token: string) => `${tenant.endpoints.graph}${DELTA}?$deltatoken=${token}`;

describe('the directory that is followed', () => {
  it('gives a mark of now without reading anybody', async () => {
    tenant.script((call) =>
      call.path === DELTA ? { json: { value: [], '@odata.deltaLink': linkOf('one') } } : undefined,
    );
    expect(await m365.directoryWatch.mark(NEVER)).toBe(linkOf('one'));
    expect(tenant.calls('graph')[0]?.parameters.get('$deltatoken')).toBe('latest');
  });

  it('names whoever was made, changed or taken away, over all pages, and where to go on', async () => {
    const next = `${tenant.endpoints.graph}${DELTA}?$skiptoken=2`;
    tenant.script((call) => {
      if (call.path !== DELTA) return undefined;
      if (call.query.includes('skiptoken'))
        return { json: { value: [{ id: 'u1' }, { id: 'u3' }], '@odata.deltaLink': linkOf('two') } };
      const gone = { id: 'u2', '@removed': { reason: 'changed' } };
      return { json: { value: [{ id: 'u1', jobTitle: 'x' }, gone], '@odata.nextLink': next } };
    });
    expect(await m365.directoryWatch.changesSince(linkOf('one'), NEVER)).toEqual({
      ids: ['u1', 'u2', 'u3'],
      mark: linkOf('two'),
    });
    expect(tenant.calls('graph')[0]?.parameters.get('$deltatoken')).toBe('one');
  });

  it.each([
    [410, { error: { code: 'syncStateNotFound' } }],
    [400, { error: { code: 'Directory_ResyncRequired' } }],
  ])('says that a mark is worth nothing any more: %i', async (status, json) => {
    tenant.script((call) => (call.path === DELTA ? { status, json } : undefined));
    expect(await m365.directoryWatch.changesSince(linkOf('old'), NEVER)).toBeNull();
  });

  it('sends no token to a mark of another host', async () => {
    expect(await m365.directoryWatch.changesSince('https://elsewhere.example/x', NEVER)).toBeNull();
    expect(tenant.seen).toEqual([]);
  });

  it('raises what is no answer: could not look is not "nothing changed"', async () => {
    tenant.script((call) =>
      call.path === DELTA ? { status: 403, json: { error: { code: 'x' } } } : undefined,
    );
    await expect(m365.directoryWatch.changesSince(linkOf('one'), NEVER)).rejects.toMatchObject({
      kind: 'permission',
      gap: 'permission',
    });
  });

  it('names the holders of every role, through groups too, and looks into a group once', async () => {
    const group = { '@odata.type': '#microsoft.graph.group', id: 'g1' };
    const user = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
    const byPath: Readonly<Record<string, unknown>> = {
      '/v1.0/directoryRoles': {
        value: [
          { id: 'r1', displayName: 'Global Administrator' },
          { id: 'r2', displayName: 'User Administrator' },
        ],
      },
      '/v1.0/directoryRoles/r1/members': { value: [user('u1'), group] },
      '/v1.0/directoryRoles/r2/members': {
        value: [group, { '@odata.type': '#microsoft.graph.servicePrincipal', id: 's1' }],
      },
      '/v1.0/groups/g1/transitiveMembers': { value: [user('u2')] },
    };
    tenant.script((call) => (byPath[call.path] === undefined ? undefined : { json: byPath[call.path] }));
    expect(await m365.directoryWatch.roleHoldings('held', NEVER)).toEqual([
      { role: 'Global Administrator', userId: 'u1' },
      { role: 'Global Administrator', userId: 'u2' },
      { role: 'User Administrator', userId: 'u2' },
    ]);
    expect(tenant.calls('graph', 'transitiveMembers')).toHaveLength(1);
  });

  it('names who may take on a role, once for each, and people behind groups', async () => {
    const roleDefinition = { displayName: 'Exchange Administrator' };
    const row = (principalId: string, type: string) => ({
      principalId,
      roleDefinition,
      principal: { '@odata.type': `#microsoft.graph.${type}`, id: principalId },
    });
    tenant.script((call) => {
      if (call.path.endsWith('/roleEligibilityScheduleInstances'))
        return { json: { value: [row('u1', 'user'), row('u1', 'user'), row('g1', 'group'), 'x'] } };
      if (call.path === '/v1.0/groups/g1/transitiveMembers')
        return { json: { value: [{ '@odata.type': '#microsoft.graph.user', id: 'u2' }] } };
      return undefined;
    });
    expect(await m365.directoryWatch.roleHoldings('eligible', NEVER)).toEqual([
      { role: 'Exchange Administrator', userId: 'u1' },
      { role: 'Exchange Administrator', userId: 'u2' },
    ]);
  });

  it('tells a missing licence from a missing permission', async () => {
    const error = { code: 'AadPremiumLicenseRequired', message: 'The tenant needs a premium license.' };
    tenant.script((call) => (call.role === 'graph' ? { status: 400, json: { error } } : undefined));
    await expect(m365.directoryWatch.roleHoldings('eligible', NEVER)).rejects.toMatchObject({
      gap: 'licence',
    });
  });
});
