import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ADMIN, ALICE, GROUP, smallWorld } from './small-world.js';

const APP = 'aaaaaaaa-1111-4000-8000-000000000001';
const CLIENT = 'aaaaaaaa-2222-4000-8000-000000000002';
const RESOURCE = 'aaaaaaaa-3333-4000-8000-000000000003';
const BLOCKED = '99999999-0000-4000-8000-00000000000b';
const GRANT = {
  clientId: CLIENT,
  consentType: 'Principal',
  principalId: ALICE,
  resourceId: RESOURCE,
  scope: 'Mail.Read',
};

let caller: Caller;
beforeAll(async () => {
  const world = smallWorld();
  caller = await startCaller({
    speed: 3_600,
    world: {
      ...world,
      applicationOwners: [ALICE],
      groups: [...(world.groups ?? []), { id: BLOCKED, displayName: 'Blocked', roles: [], memberIds: [] }],
      consents: [
        { appId: APP, clientId: CLIENT, resourceId: RESOURCE, principalId: ALICE, scope: 'Mail.Read' },
      ],
      signInMethods: [
        { userId: ALICE, type: 'microsoftAuthenticator', id: 'added', createdMs: world.startMs - 60_000 },
      ],
    },
  });
});
afterAll(() => caller.close());

function act(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
  return caller.as('responder', path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('permission grants', () => {
  const list = async () => (await act('GET', `/v1.0/users/${ALICE}/oauth2PermissionGrants`)).json.value ?? [];

  it('are found by the application, removed once, and given again once', async () => {
    const filter = encodeURIComponent(`appId eq '${APP}'`);
    const found = await caller.as('reader', `/v1.0/servicePrincipals?$filter=${filter}&$select=id`);
    expect(found.json.value).toEqual([{ id: CLIENT }]);
    const [grant] = await list();
    expect(grant).toMatchObject(GRANT);
    expect((await act('DELETE', `/v1.0/oauth2PermissionGrants/${grant?.id}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await act('DELETE', `/v1.0/oauth2PermissionGrants/${grant?.id}`)).status).toBe(404);
    expect((await act('POST', '/v1.0/oauth2PermissionGrants', GRANT)).status).toBe(201);
    const again = await act('POST', '/v1.0/oauth2PermissionGrants', GRANT);
    expect([again.status, again.json.error?.code]).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
    expect(caller.simulator.journal.acts('remove-grant')).toHaveLength(1);
  });

  it.each([
    { name: 'no scope', body: { ...GRANT, scope: undefined }, status: 400 },
    { name: 'an unknown kind of consent', body: { ...GRANT, consentType: 'Everybody' }, status: 400 },
    { name: 'an unknown application', body: { ...GRANT, clientId: ADMIN }, status: 404 },
  ])('are refused with $name', async ({ body, status }) => {
    expect((await act('POST', '/v1.0/oauth2PermissionGrants', body)).status).toBe(status);
  });
});

describe('the tenant’s own applications', () => {
  const read = async (path: string) => (await caller.as('reader', `/v1.0/${path}`)).json;

  it('are two objects each, application and service principal, with the same owners', async () => {
    const { clientId } = caller.apps.responder;
    const filter = `$filter=${encodeURIComponent(`appId eq '${clientId}'`)}&$select=id`;
    const ids: unknown[] = [];
    for (const kind of ['applications', 'servicePrincipals']) {
      const [found, ...others] = (await read(`${kind}?${filter}`)).value ?? [];
      expect(others).toEqual([]);
      ids.push(found?.id);
      const owners = (await read(`${kind}/${found?.id}/owners?$select=id`)).value;
      expect(owners).toEqual([{ '@odata.type': '#microsoft.graph.user', id: ALICE }]);
    }
    expect(new Set(ids).size).toBe(2);
  });

  it('a vendor’s has a service principal here, which nobody here owns, and no application', async () => {
    const filter = `$filter=${encodeURIComponent(`appId eq '${APP}'`)}`;
    expect((await read(`applications?${filter}`)).value).toEqual([]);
    expect((await read(`servicePrincipals/${CLIENT}/owners`)).value).toEqual([]);
  });

  it.each([
    { name: 'an unknown application', path: `applications/${APP}/owners`, app: 'reader', status: 404 },
    {
      name: 'an unknown service principal',
      path: `servicePrincipals/${ADMIN}/owners`,
      app: 'reader',
      status: 404,
    },
    { name: 'no permission', path: `servicePrincipals/${CLIENT}/owners`, app: 'examiner', status: 403 },
    { name: 'applications without a filter', path: 'applications', app: 'reader', status: 400 },
  ] as const)('are refused with $name', async ({ path, app, status }) => {
    expect((await caller.as(app, `/v1.0/${path}`)).status).toBe(status);
  });
});

describe('authentication methods', () => {
  const root = `/v1.0/users/${ALICE}/authentication`;

  it('tell when they were added, apart from phones, and are deleted from their own collection', async () => {
    const methods = (await act('GET', `${root}/methods`)).json.value ?? [];
    expect(methods.find((one) => String(one.id) === 'added')?.createdDateTime).toMatch(/Z$/);
    expect(methods.find((one) => String(one['@odata.type']).includes('phone'))?.createdDateTime).toBeNull();
    expect((await act('DELETE', `${root}/fido2Methods/added`)).status).toBe(404);
    expect((await act('DELETE', `${root}/microsoftAuthenticatorMethods/added`)).status).toBe(204);
    expect((await act('DELETE', `${root}/microsoftAuthenticatorMethods/added`)).status).toBe(404);
  });

  it('a password and the default method stay', async () => {
    const methods = (await act('GET', `${root}/methods`)).json.value ?? [];
    const idOf = (type: string) => methods.find((one) => String(one['@odata.type']).includes(type))?.id;
    expect((await act('DELETE', `${root}/passwordMethods/${idOf('password')}`)).status).toBe(405);
    expect((await act('DELETE', `${root}/phoneMethods/${idOf('phone')}`)).status).toBe(400);
  });

  it('of a privileged account are out of reach', async () => {
    const methods = (await act('GET', `/v1.0/users/${ADMIN}/authentication/methods`)).json.value ?? [];
    const path = `/v1.0/users/${ADMIN}/authentication/microsoftAuthenticatorMethods/${methods.at(-1)?.id}`;
    const answer = await act('DELETE', path);
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'Authorization_RequestDenied']);
  });
});

describe('group members', () => {
  const reference = () => ({
    '@odata.id': `${caller.simulator.origins.graph}/v1.0/directoryObjects/${ALICE}`,
  });
  const isIn = async () =>
    (await caller
      .as('reader', `/v1.0/users/${ALICE}/checkMemberGroups`, {
        method: 'POST',
        body: JSON.stringify({ groupIds: [BLOCKED] }),
      })
      .then(({ json }) => json.value)) as unknown;

  it('come and go, and neither twice', async () => {
    expect(await isIn()).toEqual([]);
    expect((await act('POST', `/v1.0/groups/${BLOCKED}/members/$ref`, reference())).status).toBe(204);
    expect((await act('POST', `/v1.0/groups/${BLOCKED}/members/$ref`, reference())).status).toBe(400);
    expect(await isIn()).toEqual([BLOCKED]);
    expect((await act('DELETE', `/v1.0/groups/${BLOCKED}/members/${ALICE}/$ref`)).status).toBe(204);
    expect((await act('DELETE', `/v1.0/groups/${BLOCKED}/members/${ALICE}/$ref`)).status).toBe(404);
  });

  it('of a group that holds a role take more than this permission', async () => {
    expect((await act('POST', `/v1.0/groups/${GROUP}/members/$ref`, reference())).status).toBe(403);
  });
});

describe('risk', () => {
  it('is stated and taken back', async () => {
    const state = async () =>
      (await caller.as('reader', `/v1.0/identityProtection/riskyUsers/${ALICE}`)).json.riskState;
    const root = '/v1.0/identityProtection/riskyUsers';
    expect((await act('POST', `${root}/confirmCompromised`, { userIds: [ALICE] })).status).toBe(204);
    await expect.poll(state).toBe('confirmedCompromised');
    await expect
      .poll(async () => (await act('POST', `${root}/dismiss`, { userIds: [ALICE] })).status)
      .toBe(204);
    await expect.poll(state).toBe('dismissed');
  });
});
