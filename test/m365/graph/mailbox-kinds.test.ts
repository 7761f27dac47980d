import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';

let tenant: FakeTenant;
beforeEach(async () => {
  tenant = await startFakeTenant();
});
afterEach(() => tenant.close());

async function kindOf(reply: Reply): Promise<unknown> {
  const { m365 } = connectFake(tenant);
  tenant.script((call) => (call.path === '/v1.0/users/u1/mailboxSettings' ? reply : undefined));
  try {
    return await m365.mailboxKinds.kindOf('u1', NEVER);
  } finally {
    await m365.close();
  }
}

describe('what a mailbox is for', () => {
  const cases = [
    { name: 'a person', reply: { json: { userPurpose: 'user' } }, expected: 'user' },
    { name: 'a team', reply: { json: { userPurpose: 'shared' } }, expected: 'shared' },
    { name: 'a member of later years', reply: { json: { userPurpose: 'hologram' } }, expected: null },
    {
      name: 'on the premises',
      reply: { status: 404, json: { error: { code: 'MailboxNotEnabledForRESTAPI' } } },
      expected: null,
    },
  ] as const;
  it.each(cases)('$name: $expected', async ({ reply, expected }) => {
    expect(await kindOf(reply)).toBe(expected);
  });

  it('could not look is not "no mailbox"', async () => {
    await expect(
      kindOf({ status: 403, json: { error: { code: 'ErrorAccessDenied' } } }),
    ).rejects.toMatchObject({
      kind: 'permission',
    });
  });
});
