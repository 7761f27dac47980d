import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ADMIN, ALICE, GROUP, GROUPED, SYNCED, smallWorld, UNLICENSED } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  // A revocation takes 2 min / speed.
  caller = await startCaller({ world: smallWorld(), speed: 500 });
});
afterAll(() => caller.close());

function patch(userId: string, body: string): Promise<Answer> {
  return caller.as('responder', `/v1.0/users/${userId}`, { method: 'PATCH', body });
}

function revoke(userId: string): Promise<Answer> {
  return caller.as('responder', `/v1.0/users/${userId}/revokeSignInSessions`, { method: 'POST' });
}

async function validFrom(from: Caller, userId: string): Promise<number> {
  const answer = await from.as('reader', `/v1.0/users/${userId}?$select=id,signInSessionsValidFromDateTime`);
  return Date.parse(String(answer.json.signInSessionsValidFromDateTime));
}

describe('users', () => {
  it('come with the default properties unless others are selected', async () => {
    const plain = (await caller.as('reader', `/v1.0/users/${ALICE}`)).json;
    expect(plain).toMatchObject({ id: ALICE, surname: 'Young' });
    expect(plain).not.toHaveProperty('accountEnabled');
    expect(plain).not.toHaveProperty('signInSessionsValidFromDateTime');
    const asked = (await caller.as('reader', `/v1.0/users/${ALICE}?$select=id,accountEnabled`)).json;
    expect(asked).toMatchObject({ id: ALICE, accountEnabled: true });
    expect(asked).not.toHaveProperty('mail');
  });

  it('are found by name without case', async () => {
    expect((await caller.as('reader', '/v1.0/users/ALICE.young%40contoso.example')).json.id).toBe(ALICE);
  });

  it('are paged and filtered', async () => {
    const first = (await caller.as('reader', '/v1.0/users?$top=2&$select=id')).json;
    expect(first.value).toHaveLength(2);
    expect((await caller.as('reader', String(first['@odata.nextLink']))).json.value).toHaveLength(2);
    const filter = encodeURIComponent("startswith(userPrincipalName,'alice')");
    expect(
      (await caller.as('reader', `/v1.0/users?$filter=${filter}`)).json.value?.map((one) => one.id),
    ).toEqual([ALICE]);
  });

  it.each(['$select=shoeSize', '$top=1000', "$filter=jobTitle eq 'x'"])('%s: 400', async (query) => {
    expect((await caller.as('reader', `/v1.0/users?${query.replaceAll(' ', '%20')}`)).status).toBe(400);
  });
});

describe('roles', () => {
  it('are found by name, with their members', async () => {
    const filter = encodeURIComponent("displayName eq 'Exchange Administrator'");
    const [role] = (await caller.as('reader', `/v1.0/directoryRoles?$filter=${filter}`)).json.value ?? [];
    const members = (await caller.as('reader', `/v1.0/directoryRoles/${role?.id}/members?$select=id`)).json;
    expect(members.value).toEqual([{ '@odata.type': '#microsoft.graph.group', id: GROUP }]);
    const inside = (await caller.as('reader', `/v1.0/groups/${GROUP}/transitiveMembers?$select=id`)).json;
    expect(inside.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: GROUPED }]);
  });
});

describe('revocation', () => {
  it('answers 200 with a body and moves the timestamp a little later', async () => {
    const before = await validFrom(caller, ALICE);
    const askedMs = Date.now();
    const answer = await revoke(ALICE);
    expect([answer.status, answer.json.value]).toEqual([200, true]);
    expect(await validFrom(caller, ALICE)).toBe(before);
    await sleep(400);
    expect(await validFrom(caller, ALICE)).toBeGreaterThan(askedMs - 1000);
    expect(caller.simulator.journal.revokes().get(ALICE)).toBe(1);
    const audits = (await caller.as('reader', '/v1.0/auditLogs/directoryAudits')).json.value ?? [];
    expect(audits.map((row) => row.activityDisplayName)).toContain(
      'Update StsRefreshTokenValidFrom Timestamp',
    );
  });

  it.each([
    { name: 'an administrator', id: ADMIN },
    { name: 'an administrator through a group', id: GROUPED },
  ])('$name: 403 and nothing done', async ({ id }) => {
    const answer = await revoke(id);
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'Authorization_RequestDenied']);
    expect(caller.simulator.journal.revokes().has(id)).toBe(false);
  });

  it('an unknown account: 404', async () => {
    expect((await revoke('nobody')).json.error?.code).toBe('Request_ResourceNotFound');
  });

  it('can be told not to bite', async () => {
    const blunt = await startCaller({ world: smallWorld(), speed: 1000, revoke: 'does-not-bite' });
    const before = await validFrom(blunt, ALICE);
    const path = `/v1.0/users/${ALICE}/revokeSignInSessions`;
    expect((await blunt.as('responder', path, { method: 'POST' })).status).toBe(200);
    await sleep(200);
    expect(await validFrom(blunt, ALICE)).toBe(before);
    await blunt.close();
  });
});

describe('disabling', () => {
  it('answers 204 and shows', async () => {
    expect((await patch(UNLICENSED, '{"accountEnabled":false}')).status).toBe(204);
    const path = `/v1.0/users/${UNLICENSED}?$select=accountEnabled`;
    expect((await caller.as('reader', path)).json.accountEnabled).toBe(false);
    expect(caller.simulator.journal.acts('disable')).toMatchObject([{ userId: UNLICENSED }]);
  });

  it.each([
    { name: 'an administrator', id: ADMIN, body: '{"accountEnabled":false}', status: 403 },
    { name: 'an account of the local directory', id: SYNCED, body: '{"accountEnabled":false}', status: 400 },
    { name: 'a text for a truth', id: ALICE, body: '{"accountEnabled":"no"}', status: 400 },
    { name: 'another property', id: ALICE, body: '{"jobTitle":"x"}', status: 400 },
    { name: 'no JSON', id: ALICE, body: '{', status: 400 },
  ])('$name: $status', async ({ id, body, status }) => {
    expect((await patch(id, body)).status).toBe(status);
  });
});
