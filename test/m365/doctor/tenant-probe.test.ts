import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import { toInstant } from '../../../agent/model/time.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';

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

function feedIs(list: object, content: Reply): void {
  tenant.script((call) => {
    if (call.path.endsWith('/subscriptions/list')) return { json: list };
    return call.path.endsWith('/subscriptions/content') ? content : undefined;
  });
}

const ON = [{ contentType: 'Audit.Exchange', status: 'enabled' }];
const look = () => m365.probe.feed('exchangeAudit', toInstant(Date.now()), NEVER);

describe('an audit feed', () => {
  it('that is off is not switched on by looking, and not listed', async () => {
    feedIs([], { json: [] });
    expect(await look()).toEqual({ isSubscribed: false, contents: null });
    expect(tenant.calls('management').map((call) => call.method)).toEqual(['GET']);
  });

  it('that is on says how much it lists for the last day', async () => {
    const entry = { contentId: 'a', contentUri: 'https://x', contentCreated: '2026-03-02T08:30:00.000Z' };
    feedIs(ON, { json: [entry] });
    expect(await look()).toEqual({ isSubscribed: true, contents: 1 });
  });

  it('of a tenant whose auditing is off is an error that names it', async () => {
    feedIs(ON, { status: 400, json: { error: { code: 'AF20023', message: 'x' } } });
    await expect(look()).rejects.toMatchObject({ gap: 'audit-off' });
  });

  it('is none for another log', async () => {
    expect(await m365.probe.feed('signIns', toInstant(Date.now()), NEVER)).toBeNull();
  });
});

describe('reaching', () => {
  it('carries no token, takes any answer, and gives the time of the other side', async () => {
    tenant.script((call) =>
      call.role === 'graph'
        ? { status: 401, headers: { date: 'Mon, 02 Mar 2026 08:00:00 GMT' }, json: {} }
        : undefined,
    );
    expect(await m365.probe.reach('graph', NEVER)).toEqual({ status: 401, date: '2026-03-02T08:00:00.000Z' });
    expect(tenant.calls('graph')[0]?.headers.authorization).toBeUndefined();
  });

  it('what does not answer is an error, not an answer', async () => {
    tenant.script(() => 'drop');
    await expect(m365.probe.reach('authority', NEVER)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('a mailbox', () => {
  const mailbox = { id: 'u1', upn: null };
  const cases: readonly { name: string; reply: Reply; expected: boolean }[] = [
    { name: 'that opens', reply: { json: { value: [] } }, expected: true },
    { name: 'that is none', reply: { status: 404, json: {} }, expected: false },
  ];
  for (const { name, reply, expected } of cases) {
    it(name, async () => {
      tenant.script((call) => (call.role === 'graph' ? reply : undefined));
      expect(await m365.probe.opensMailbox(mailbox, NEVER)).toBe(expected);
      expect(tenant.calls('graph')[0]?.parameters.get('$select')).toBe('id');
    });
  }

  it('that is refused is an error: it may well exist', async () => {
    tenant.script((call) => (call.role === 'graph' ? { status: 403, json: {} } : undefined));
    await expect(m365.probe.opensMailbox(mailbox, NEVER)).rejects.toMatchObject({ kind: 'permission' });
  });
});
