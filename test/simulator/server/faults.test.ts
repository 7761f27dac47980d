import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultPlan } from '../../../simulator/server/faults/plan-faults.js';
import type { Call, OriginName } from '../../../simulator/server/http/call.js';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ALICE, smallWorld, TENANT_ID } from './small-world.js';

function callOf(origin: OriginName, query = ''): Call {
  return {
    origin,
    method: 'GET',
    segments: [],
    query: new URLSearchParams(query),
    headers: {},
    body: Buffer.alloc(0),
    nowMs: 0,
    machineMs: 0,
  };
}

function plan(seed: number, routes: readonly string[]): readonly unknown[] {
  const faults = new FaultPlan(0.3, seed);
  return routes.map((route) => [route, faults.next(callOf('graph'), route)]);
}

describe('the plan', () => {
  it('gives the n-th call of a route one fate, however the routes mix', () => {
    const sorted = [...Array(50).fill('/a'), ...Array(50).fill('/b')] as string[];
    const mixed = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? '/a' : '/b'));
    const byRoute = (fates: readonly unknown[]): string =>
      JSON.stringify(['/a', '/b'].map((route) => fates.filter((fate) => (fate as [string])[0] === route)));
    expect(byRoute(plan(7, sorted))).toBe(byRoute(plan(7, mixed)));
    expect(byRoute(plan(7, sorted))).not.toBe(byRoute(plan(8, sorted)));
  });

  it('keeps to its rate, brings every kind, and few hangs', () => {
    const faults = new FaultPlan(0.2, 1);
    const fates = Array.from({ length: 5_000 }, () => faults.next(callOf('graph', '$skiptoken=x'), '/a'));
    const kinds = new Map<string, number>();
    for (const fate of fates) if (fate !== null) kinds.set(fate, (kinds.get(fate) ?? 0) + 1);
    const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    expect(total / fates.length).toBeCloseTo(0.2, 1);
    expect(kinds.size).toBe(13);
    expect(kinds.get('hang')).toBe(3);
  });

  it('does nothing at rate 0', () => {
    const faults = new FaultPlan(0, 1);
    expect(faults.next(callOf('soc'), '/hook')).toBeNull();
  });
});

describe('on the wire', () => {
  let caller: Caller;
  /** Every answer, null for a connection that ended. */
  const answers: (Answer | null)[] = [];
  beforeAll(async () => {
    caller = await startCaller({ world: smallWorld(), speed: 1000, faultRate: 0.6, faultSeed: 5 });
    const token = await untilGood(() => caller.token('responder'));
    for (let index = 0; index < 150; index += 1) {
      const path = `/v1.0/users/${ALICE}/revokeSignInSessions`;
      const call = caller.call('graph', path, { method: 'POST', token, headers: { 'x-n': String(index) } });
      answers.push(await within(2_000, call));
    }
  });
  afterAll(() => caller.close());

  it.each([
    {
      name: 'a 429 that says how long',
      is: (one: Answer) => one.status === 429 && 'retry-after' in one.headers,
    },
    {
      name: 'a 429 that does not',
      is: (one: Answer) => one.status === 429 && !('retry-after' in one.headers),
    },
    { name: 'a 500 in JSON', is: (one: Answer) => one.status === 500 && one.json.error !== undefined },
    { name: 'a 502 in HTML', is: (one: Answer) => one.status === 502 && one.text.startsWith('<!DOCTYPE') },
    { name: 'a 503', is: (one: Answer) => one.status === 503 },
    { name: 'a 504', is: (one: Answer) => one.status === 504 },
    { name: 'half a JSON under 200', is: (one: Answer) => one.status === 200 && !isJson(one.text) },
    { name: 'a good answer', is: (one: Answer) => one.status === 200 && isJson(one.text) },
  ])('$name', ({ is }) => {
    expect(answers.some((one) => one !== null && is(one))).toBe(true);
  });

  it('a lost answer is an act all the same', () => {
    const { journal } = caller.simulator;
    const lost = journal.calls({ fault: 'lost-answer', route: '/users/{user}/revokeSignInSessions' });
    const good = answers.filter((one) => one?.status === 200).length;
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((entry) => entry.status === null)).toBe(true);
    expect(journal.revokes().get(ALICE)).toBeGreaterThanOrEqual(good + lost.length);
  });

  it('the audit feed says 403 AF429', async () => {
    const token = await untilGood(() => caller.token('reader', 'management'));
    const texts: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      const path = `/api/v1.0/${TENANT_ID}/activity/feed/subscriptions/list?PublisherIdentifier=${TENANT_ID}`;
      const answer = await within(2_000, caller.call('management', path, { token }));
      if (answer?.status === 403) texts.push(answer.text);
    }
    expect(texts[0]).toContain('AF429');
  });
});

it('a hang lasts until the caller gives up, and does not hold up the stop', async () => {
  const faultSeed = Array.from({ length: 5_000 }, (_, seed) => seed).find(
    (seed) => new FaultPlan(0.6, seed).next(callOf('graph'), '/users') === 'hang',
  );
  if (faultSeed === undefined) throw new Error('no seed hangs at once');
  const caller = await startCaller({ world: smallWorld(), faultRate: 0.6, faultSeed });
  const waiting = caller.call('graph', '/v1.0/users').then(
    () => 'answered',
    () => 'given up',
  );
  const later = new Promise<string>((resolve) => setTimeout(() => resolve('still waiting'), 300));
  expect(await Promise.race([waiting, later])).toBe('still waiting');
  await caller.close();
  expect(await waiting).toBe('given up');
  expect(caller.simulator.journal.calls()).toMatchObject([{ route: '/users', status: null, fault: 'hang' }]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Null when the call failed or hung. */
async function within(ms: number, call: Promise<Answer>): Promise<Answer | null> {
  const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms).unref());
  return Promise.race([call.catch(() => null), timeout]);
}

async function untilGood(ask: () => Promise<string>): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const token = await ask().catch(() => 'undefined');
    if (token.split('.').length === 3) return token;
  }
  throw new Error('no token after 50 tries');
}
