import { describe, expect, it } from 'vitest';
import type { GraphRequest } from '../../../simulator/server/graph/graph-route.js';
import { GraphThrottle } from '../../../simulator/server/graph/graph-throttle.js';
import { Refusal, type Reply } from '../../../simulator/server/http/call.js';
import { RateWindow, retryAfterSeconds } from '../../../simulator/server/throttle/rate-window.js';
import { type Caller, startCaller } from './caller.js';
import { ADMIN, ALICE, smallWorld, TENANT_ID } from './small-world.js';

describe('a window', () => {
  it('lets so many through, and says when there is room again', () => {
    const window = new RateWindow(2, 1000);
    expect([window.admit(0), window.admit(100)]).toEqual([null, null]);
    // The refused call counts too: there is room once the second is out of the window.
    expect(window.admit(200)).toBe(900);
    expect(window.admit(1101)).toBeNull();
  });

  it.each([
    { waitMs: 9_400, expected: '10' },
    { waitMs: 1_000, expected: '1' },
    { waitMs: 16, expected: '0.016' },
  ])('asks in seconds, $waitMs ms as $expected', ({ waitMs, expected }) => {
    expect(retryAfterSeconds(waitMs)).toBe(expected);
  });
});

async function withCaller(speed: number, act: (caller: Caller) => Promise<void>): Promise<void> {
  const caller = await startCaller({ world: smallWorld(), speed });
  try {
    await act(caller);
  } finally {
    await caller.close();
  }
}

function readOf(user: string): GraphRequest {
  const call = {
    origin: 'graph',
    method: 'GET',
    segments: [],
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    nowMs: 0,
    machineMs: 0,
  } as const;
  const token = { appId: 'examiner', tenantId: TENANT_ID, roles: [] };
  return { call, version: 'v1.0', path: [], params: { user }, token };
}

/** Null when the call may pass. */
function refusalOf(enter: () => unknown): Reply | null {
  try {
    enter();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

describe('the tenant throttles', () => {
  it('log reading: five in ten seconds for an app, all logs of the bucket together', () =>
    withCaller(1, async (caller) => {
      for (let index = 0; index < 5; index += 1) {
        const log = index % 2 === 0 ? 'signIns' : 'directoryAudits';
        expect((await caller.as('reader', `/v1.0/auditLogs/${log}`)).status).toBe(200);
      }
      const refused = await caller.as('reader', '/v1.0/auditLogs/signIns');
      expect([refused.status, refused.json.error?.code]).toEqual([429, 'TooManyRequests']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(10);
      expect((await caller.as('reader', '/v1.0/users')).status).toBe(200);
    }));

  it('risk: one a second for the tenant, without Retry-After', () =>
    withCaller(1, async (caller) => {
      expect((await caller.as('reader', '/v1.0/identityProtection/riskDetections')).status).toBe(200);
      const refused = await caller.as('reader', '/v1.0/identityProtection/riskDetections');
      expect(refused.status).toBe(429);
      expect(refused.headers).not.toHaveProperty('retry-after');
    }));

  it('one mailbox: four at a time', () => {
    const throttle = new GraphThrottle(1);
    const leave = Array.from({ length: 4 }, () => throttle.enter('mailbox', readOf(ALICE)));
    const refused = refusalOf(() => throttle.enter('mailbox', readOf(ALICE)));
    expect([refused?.status, String(refused?.body)]).toEqual([
      429,
      expect.stringContaining('ApplicationThrottled'),
    ]);
    expect(refused?.headers).toHaveProperty('retry-after');
    expect(refusalOf(() => throttle.enter('mailbox', readOf(ADMIN)))).toBeNull();
    leave[0]?.();
    expect(refusalOf(() => throttle.enter('mailbox', readOf(ALICE)))).toBeNull();
  });

  it('callers of the audit feed that name no publisher: soon, with 403 and no JSON', () =>
    withCaller(1, async (caller) => {
      const path = `/api/v1.0/${TENANT_ID}/activity/feed/subscriptions/list`;
      const token = await caller.token('reader', 'management');
      const nameless = await Promise.all(
        Array.from({ length: 12 }, () => caller.call('management', path, { token })),
      );
      const refused = nameless.filter((answer) => answer.status === 403);
      expect(refused).toHaveLength(2);
      expect(refused[0]?.text).toContain("'code':'AF429'");
      expect(() => refused[0]?.json).toThrow();
      const named = await caller.call('management', `${path}?PublisherIdentifier=${TENANT_ID}`, { token });
      expect(named.status).toBe(200);
    }));
});
