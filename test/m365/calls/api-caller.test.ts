import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';
import { gather } from '../gather.js';

const ANNA = { id: 'u1', userPrincipalName: 'anna@contoso.example' };

let tenant: FakeTenant;
let m365: M365;
let clock: RecordingClock;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365, clock } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

/** Answers the first calls of a path with these, then well. */
function firstly(...replies: readonly Reply[]): void {
  tenant.script((call, nth) => (call.role === 'graph' ? (replies[nth - 1] ?? { json: ANNA }) : undefined));
}

function always(reply: Reply): void {
  tenant.script((call) => (call.role === 'graph' ? reply : undefined));
}

const askUser = (): Promise<unknown> => m365.directory.user('u1', NEVER);
const calls = (): number => tenant.calls('graph').length;

describe('what may pass is asked again', () => {
  const faults: readonly { name: string; reply: Reply }[] = [
    { name: '429', reply: { status: 429, json: { error: { code: 'TooManyRequests' } } } },
    { name: '503 in HTML', reply: { status: 503, body: '<html>busy</html>' } },
    { name: '500', reply: { status: 500, json: {} } },
    { name: '504 without a body', reply: { status: 504 } },
    { name: '408', reply: { status: 408, json: {} } },
    { name: 'a dropped connection', reply: 'drop' },
    { name: '200 in HTML', reply: { body: '<html>sign in</html>' } },
    { name: '200 cut in two', reply: { body: '{"id":"u' } },
    { name: '200 without a body', reply: {} },
  ];
  for (const { name, reply } of faults) {
    it(name, async () => {
      firstly(reply, reply);
      expect(await askUser()).toMatchObject({ id: 'u1' });
      expect(calls()).toBe(3);
      expect(clock.waits).toHaveLength(2);
      for (const wait of clock.waits) expect(wait).toBeGreaterThanOrEqual(500);
    });
  }

  it('each wait is longer than the one before, up to a minute, and the tries end', async () => {
    always({ status: 500, json: {} });
    await expect(askUser()).rejects.toMatchObject({ kind: 'server-error', status: 500 });
    expect(calls()).toBe(8);
    for (const [index, wait] of clock.waits.entries()) {
      const full = Math.min(60_000, 1000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
    }
  });
});

describe('Retry-After', () => {
  it('is never undercut', async () => {
    firstly({ status: 429, headers: { 'retry-after': '47' }, json: {} });
    await askUser();
    expect(clock.waits[0]).toBeGreaterThanOrEqual(47_000);
  });

  it('holds for 503 too, and as a date', async () => {
    const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
    firstly({ status: 503, headers: { 'retry-after': inTwoMinutes }, body: '' });
    await askUser();
    expect(clock.waits[0]).toBeGreaterThan(100_000);
  });

  it('is not divided for a tenant that runs faster: such a one asks for less by itself', async () => {
    const fast = connectFake(tenant, { scale: 100 });
    firstly({ status: 429, headers: { 'retry-after': '0.5' }, json: {} });
    await fast.m365.directory.user('u1', NEVER);
    expect(Math.min(...fast.clock.waits)).toBeGreaterThanOrEqual(500);
    await fast.m365.close();
  });

  it('longer than all our patience is passed on at once, for the caller to plan with', async () => {
    always({ status: 429, headers: { 'retry-after': '3600' }, json: {} });
    await expect(askUser()).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 3_600_000 });
    expect(calls()).toBe(1);
    expect(clock.waits).toEqual([]);
  });

  it('holds back the other calls of its lane, and never containment', async () => {
    always({ status: 429, headers: { 'retry-after': '3600' }, json: {} });
    await expect(askUser()).rejects.toMatchObject({ kind: 'throttled' });
    always({ status: 204 });
    await m365.containment.revokeSessions('u1', NEVER);
    expect(clock.waits).toEqual([]);
    always({ json: ANNA });
    await askUser();
    expect(clock.waits[0]).toBeGreaterThan(3_500_000);
  });
});

describe('a token that is refused', () => {
  it('is replaced once, also between two pages', async () => {
    const next = `${tenant.endpoints.graph}/v1.0/users?$skiptoken=2`;
    tenant.script((call) => {
      if (call.role !== 'graph') return undefined;
      if (!call.query.includes('skiptoken')) return { json: { value: [ANNA], '@odata.nextLink': next } };
      return call.headers.authorization === 'Bearer token-1'
        ? { status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } }
        : { json: { value: [{ ...ANNA, id: 'u2' }] } };
    });
    const users = await gather(m365.directory.users(NEVER));
    expect(users.map((user) => user.id)).toEqual(['u1', 'u2']);
    expect(tenant.calls('authority', '/token')).toHaveLength(2);
  });

  it('twice is an error that says where to look', async () => {
    always({ status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } });
    await expect(askUser()).rejects.toMatchObject({
      kind: 'credential',
      isRetryable: false,
      message: expect.stringMatching(/refused two tokens of the identity "reader"; check that tenant\.id/),
    });
    expect(calls()).toBe(2);
  });
});

describe('what will not pass is not asked again', () => {
  const refusals: readonly { name: string; reply: Reply; expected: object }[] = [
    {
      name: 'a missing permission, by its name',
      reply: { status: 403, json: { error: { code: 'Authorization_RequestDenied' } } },
      expected: { kind: 'permission', message: expect.stringMatching(/User\.Read\.All, with admin consent/) },
    },
    {
      name: 'a bad request',
      reply: { status: 400, json: { error: { code: 'BadRequest' } } },
      expected: { kind: 'refused', code: 'BadRequest' },
    },
    {
      name: 'a redirect, which would carry the token away',
      reply: { status: 302, headers: { location: 'https://evil.example' } },
      expected: { kind: 'refused', status: 302 },
    },
  ];
  for (const { name, reply, expected } of refusals) {
    it(name, async () => {
      always(reply);
      await expect(askUser()).rejects.toMatchObject({ isRetryable: false, ...expected });
      expect(calls()).toBe(1);
      expect(clock.waits).toEqual([]);
    });
  }

  it('an error never repeats what the provider wrote: it may name people', async () => {
    always({
      status: 400,
      json: { error: { code: 'BadRequest', message: 'anna@contoso.example is wrong' } },
    });
    await expect(askUser()).rejects.not.toThrow(/anna/);
  });
});

describe('stopping', () => {
  it('ends a call that hangs', async () => {
    always('hang');
    const stop = new AbortController();
    const asking = m365.directory.user('u1', stop.signal);
    await expect.poll(calls, { timeout: 30_000 }).toBe(1);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ kind: 'aborted', isRetryable: false });
  });

  it('begins nothing afterwards', async () => {
    await expect(m365.directory.user('u1', AbortSignal.abort())).rejects.toMatchObject({ kind: 'aborted' });
    expect(tenant.seen).toEqual([]);
  });
});
