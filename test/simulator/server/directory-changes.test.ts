import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startCaller } from './caller.js';
import { ALICE, smallWorld } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({ world: smallWorld(), speed: 500 });
});
afterAll(() => caller.close());

const read = (path: string) => caller.as('reader', path);

describe('changes of accounts', () => {
  it('are told from a mark on, once each, and again from no other', async () => {
    const begin = await read('/v1.0/users/delta?$deltatoken=latest&$select=id,accountEnabled');
    expect(begin.json.value).toEqual([]);
    const mark = String(begin.json['@odata.deltaLink']);
    await caller.as('responder', `/v1.0/users/${ALICE}`, {
      method: 'PATCH',
      body: '{"accountEnabled":false}',
    });
    const changed = await read(mark);
    expect(changed.json.value).toEqual([{ id: ALICE, accountEnabled: false }]);
    const after = await read(String(changed.json['@odata.deltaLink']));
    expect(after.json.value).toEqual([]);
  });

  it.each([
    ['/v1.0/users/delta', 'Request_UnsupportedQuery'],
    ['/v1.0/users/delta?$deltatoken=made.up', 'Directory_BadDeltaToken'],
    ['/v1.0/users/delta?$deltatoken=latest&$top=5', 'Request_BadRequest'],
    ['/v1.0/users/delta?$deltatoken=latest&$select=shoeSize', 'BadRequest'],
  ])('%s: 400', async (path, code) => {
    const answer = await read(path);
    expect([answer.status, answer.json.error?.code]).toEqual([400, code]);
  });
});

describe('roles that may be taken on', () => {
  it('are refused without P2, and for an expansion that is none', async () => {
    const path = '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances';
    expect((await read(`${path}?$expand=shoes`)).status).toBe(400);
    const poor = await startCaller({ world: { ...smallWorld(), hasPremium: false }, speed: 500 });
    try {
      const answer = await poor.as('reader', path);
      expect([answer.status, answer.json.error?.code]).toEqual([400, 'AadPremiumLicenseRequired']);
    } finally {
      await poor.close();
    }
  });
});
