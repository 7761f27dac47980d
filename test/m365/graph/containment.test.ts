import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import { connectFake, NEVER, SECRET } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';

const USER = '0b6f2f4e-9f0f-4e2a-8a55-3f1c0c9d7a10';

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

function answer(reply: Reply): void {
  tenant.script((call) => (call.role === 'graph' ? reply : undefined));
}

describe('ending sessions', () => {
  const accepted: readonly { name: string; reply: Reply }[] = [
    { name: '204, as documented', reply: { status: 204 } },
    { name: '200 with a body, as sent', reply: { json: { value: true } } },
    { name: '200 with a body that is not JSON', reply: { body: '<ok/>' } },
  ];
  for (const { name, reply } of accepted) {
    it(`is done with ${name}`, async () => {
      answer(reply);
      await m365.containment.revokeSessions(USER, NEVER);
      expect(tenant.calls('graph')).toMatchObject([
        {
          method: 'POST',
          path: `/v1.0/users/${USER}/revokeSignInSessions`,
          headers: { 'x-ms-throttle-priority': 'high' },
        },
      ]);
    });
  }

  it('a lost answer is asked for again: twice is once', async () => {
    tenant.script((call, nth) => (call.role !== 'graph' ? undefined : nth === 1 ? 'drop' : { status: 204 }));
    await m365.containment.revokeSessions(USER, NEVER);
    expect(tenant.calls('graph')).toHaveLength(2);
  });

  it('a name that would leave the path does not', async () => {
    answer({ status: 204 });
    await m365.containment.revokeSessions('../../me?x=#y', NEVER);
    expect(tenant.calls('graph')[0]).toMatchObject({
      path: '/v1.0/users/../../me?x=#y/revokeSignInSessions',
      query: '',
    });
  });

  it('an account that the responder may not touch is one clear error, at once', async () => {
    answer({ status: 403, json: { error: { code: 'Authorization_RequestDenied', message: `no: ${USER}` } } });
    const failing = m365.containment.revokeSessions(USER, NEVER);
    await expect(failing).rejects.toMatchObject({
      kind: 'permission',
      isRetryable: false,
      message: expect.stringMatching(
        /"responder" needs the application permission User\.RevokeSessions\.All/,
      ),
    });
    await expect(failing).rejects.not.toThrow(USER);
    expect(tenant.calls('graph')).toHaveLength(1);
  });

  it('an account that is gone is not found', async () => {
    answer({ status: 404, json: { error: { code: 'Request_ResourceNotFound' } } });
    await expect(m365.containment.revokeSessions(USER, NEVER)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('without a responder nothing is called', async () => {
    const alone = connectFake(tenant, { identities: { responder: null } });
    await expect(alone.m365.containment.revokeSessions(USER, NEVER)).rejects.toMatchObject({
      kind: 'credential',
      code: 'identity-missing',
    });
    expect(tenant.calls('graph')).toEqual([]);
    await alone.m365.close();
  });
});

describe('from when sessions are valid', () => {
  const cases: readonly { name: string; given: object; expected: string | null }[] = [
    {
      name: 'a time',
      given: { signInSessionsValidFromDateTime: '2026-03-02T08:16:41Z' },
      expected: '2026-03-02T08:16:41.000Z',
    },
    { name: 'null', given: { signInSessionsValidFromDateTime: null }, expected: null },
    { name: 'not said', given: {}, expected: null },
    { name: 'no time', given: { signInSessionsValidFromDateTime: 'soon' }, expected: null },
  ];
  for (const { name, given, expected } of cases) {
    it(name, async () => {
      answer({ json: given });
      const { validFrom, toldAt } = await m365.containment.sessionsValidFrom(USER, NEVER);
      expect(validFrom).toBe(expected);
      expect(toldAt).toMatch(/^20\d\d-.*:\d\d\.000Z$/);
      expect(tenant.calls('graph')[0]?.parameters.get('$select')).toContain(
        'signInSessionsValidFromDateTime',
      );
    });
  }

  it('is asked as the reader: whoever acts does not vouch for it', async () => {
    const other = { ...SECRET, clientId: 'bbbbbbbb-0000-4000-8000-000000000002' };
    const two = connectFake(tenant, { identities: { responder: other } });
    answer({ json: {} });
    await two.m365.containment.sessionsValidFrom(USER, NEVER);
    const asked = tenant
      .calls('authority', '/token')
      .map((call) => new URLSearchParams(call.body).get('client_id'));
    expect(asked).toEqual([SECRET.clientId]);
    await two.m365.close();
  });
});
