import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { Containment } from '../../../agent/model/ports.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';

const USER = '0b6f2f4e-9f0f-4e2a-8a55-3f1c0c9d7a10';
const GROUP = '1b6f2f4e-9f0f-4e2a-8a55-3f1c0c9d7a11';

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

interface Act {
  readonly name: string;
  readonly run: (containment: Containment) => Promise<void>;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** A refusal that says that it is so already. */
  readonly already?: number;
}

const ACTS: readonly Act[] = [
  {
    name: 'switching a rule off',
    run: (to) => to.setInboxRuleEnabled(USER, 'AQ/A=', false, NEVER),
    method: 'PATCH',
    path: `/v1.0/users/${USER}/mailFolders/inbox/messageRules/AQ/A=`,
    body: { isEnabled: false },
  },
  {
    name: 'taking a consent away',
    run: (to) => to.removeGrant('g_1', NEVER),
    method: 'DELETE',
    path: '/v1.0/oauth2PermissionGrants/g_1',
    already: 404,
  },
  {
    name: 'giving a consent again',
    run: (to) =>
      to.restoreGrant(USER, { clientId: 'c', resourceId: 'r', scope: 'Mail.Read User.Read' }, NEVER),
    method: 'POST',
    path: '/v1.0/oauth2PermissionGrants',
    body: {
      clientId: 'c',
      consentType: 'Principal',
      principalId: USER,
      resourceId: 'r',
      scope: 'Mail.Read User.Read',
    },
    already: 409,
  },
  {
    name: 'taking a sign-in method away',
    run: (to) =>
      to.removeAuthenticationMethod(USER, { id: 'm', collection: 'microsoftAuthenticatorMethods' }, NEVER),
    method: 'DELETE',
    path: `/v1.0/users/${USER}/authentication/microsoftAuthenticatorMethods/m`,
    already: 404,
  },
  {
    name: 'disabling the account',
    run: (to) => to.setAccountEnabled(USER, false, NEVER),
    method: 'PATCH',
    path: `/v1.0/users/${USER}`,
    body: { accountEnabled: false },
  },
  {
    name: 'leaving the quarantine',
    run: (to) => to.setInGroup(USER, GROUP, false, NEVER),
    method: 'DELETE',
    path: `/v1.0/groups/${GROUP}/members/${USER}/$ref`,
    already: 404,
  },
  {
    name: 'confirming the account as compromised',
    run: (to) => to.setConfirmedCompromised(USER, true, NEVER),
    method: 'POST',
    path: '/v1.0/identityProtection/riskyUsers/confirmCompromised',
    body: { userIds: [USER] },
  },
  {
    name: 'taking that back',
    run: (to) => to.setConfirmedCompromised(USER, false, NEVER),
    method: 'POST',
    path: '/v1.0/identityProtection/riskyUsers/dismiss',
    body: { userIds: [USER] },
  },
];

describe.each(ACTS)('$name', ({ run, method, path, body, already }) => {
  it('is one call, taken as done by any 2xx', async () => {
    answer({ status: 204 });
    await run(m365.containment);
    const [call, ...more] = tenant.calls('graph');
    expect(call).toMatchObject({ method, path, headers: { 'x-ms-throttle-priority': 'high' } });
    if (body !== undefined) expect(JSON.parse(call?.body ?? '')).toEqual(body);
    expect(more).toEqual([]);
  });

  it('that is refused for good is one clear error at once', async () => {
    answer({ status: 403, json: { error: { code: 'Authorization_RequestDenied' } } });
    await expect(run(m365.containment)).rejects.toMatchObject({ kind: 'permission', isRetryable: false });
    expect(tenant.calls('graph')).toHaveLength(1);
  });

  it.runIf(already !== undefined)('that was done already is done', async () => {
    answer({ status: already ?? 0, json: { error: { code: 'x' } } });
    await expect(run(m365.containment)).resolves.toBeUndefined();
  });
});

describe('what is there', () => {
  it('rules tell what they do, and nothing of their text', async () => {
    const forwardTo = [{ emailAddress: { address: 'x@evil.example' } }];
    answer({
      json: {
        value: [
          { id: '1', displayName: '.', isEnabled: true, actions: { forwardTo } },
          { id: '2', displayName: 'b', isEnabled: false, isReadOnly: true, actions: { moveToFolder: 'f' } },
          { id: '3', actions: null },
          'no rule',
        ],
      },
    });
    const rules = await m365.containment.inboxRules(USER, NEVER);
    expect(
      rules.map(({ id, forwards, hides, isEnabled, isReadOnly }) => [
        id,
        forwards,
        hides,
        isEnabled,
        isReadOnly,
      ]),
    ).toEqual([
      ['1', true, false, true, false],
      ['2', false, true, false, true],
      ['3', false, false, true, false],
    ]);
    expect(JSON.stringify(rules)).not.toContain('evil');
  });

  it('methods tell their collection and when they were added; a password is none that can go', async () => {
    const type = (name: string) => ({ '@odata.type': `#microsoft.graph.${name}AuthenticationMethod` });
    answer({
      json: {
        value: [
          { ...type('password'), id: 'p' },
          { ...type('phone'), id: 't', createdDateTime: null },
          { ...type('fido2'), id: 'k', createdDateTime: '2026-03-01T09:10:20Z' },
        ],
      },
    });
    expect(await m365.containment.authenticationMethods(USER, NEVER)).toEqual([
      { id: 't', collection: 'phoneMethods', createdAt: null },
      { id: 'k', collection: 'fido2Methods', createdAt: '2026-03-01T09:10:20.000Z' },
    ]);
  });

  it('a member of the quarantine is named by the address of this cloud', async () => {
    answer({ status: 204 });
    await m365.containment.setInGroup(USER, GROUP, true, NEVER);
    expect(JSON.parse(tenant.calls('graph')[0]?.body ?? '')).toEqual({
      '@odata.id': `${tenant.endpoints.graph}/v1.0/directoryObjects/${USER}`,
    });
  });

  it('who never had a risk is not confirmed as compromised', async () => {
    answer({ status: 404, json: { error: { code: 'ResourceNotFound' } } });
    expect(await m365.containment.isConfirmedCompromised(USER, NEVER)).toBe(false);
  });
});
