import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ADMIN, ALICE, smallWorld } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({ world: smallWorld(), speed: 1000 });
});
afterAll(() => caller.close());

function batch(requests: unknown): Promise<Answer> {
  return caller.as('responder', '/v1.0/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
}

const revoke = (id: string, user: string, more = {}): object => ({
  id,
  method: 'POST',
  url: `/users/${user}/revokeSignInSessions`,
  ...more,
});

it('each request has a status of its own, under an outer 200', async () => {
  const answer = await batch([
    revoke('1', ALICE),
    revoke('2', ADMIN),
    { id: '3', method: 'GET', url: '/users' },
    revoke('4', ALICE, { dependsOn: ['2'] }),
  ]);
  expect(answer.status).toBe(200);
  const statuses = Object.fromEntries((answer.json.responses ?? []).map((one) => [one.id, one.status]));
  expect(statuses).toEqual({ 1: 200, 2: 403, 3: 403, 4: 424 });
  expect(caller.simulator.journal.revokes()).toEqual(new Map([[ALICE, 1]]));
});

it('bytes come as base64', async () => {
  const url = `/users/${ALICE}/messages/AAMkAGmessage1%3D/attachments/AAMkAGatt1%3D/$value`;
  const body = JSON.stringify({ requests: [{ id: '1', method: 'GET', url }] });
  const answer = await caller.as('examiner', '/v1.0/$batch', { method: 'POST', body });
  expect(answer.json.responses?.[0]).toMatchObject({
    status: 200,
    body: Buffer.from('a,b\r\n').toString('base64'),
  });
});

describe('batches that are refused', () => {
  it.each([
    { name: 'nothing in it', requests: [] },
    { name: 'twenty-one', requests: Array.from({ length: 21 }, (_, index) => revoke(String(index), ALICE)) },
    { name: 'one id twice', requests: [revoke('1', ALICE), revoke('1', ALICE)] },
    { name: 'a batch within', requests: [{ id: '1', method: 'POST', url: '/$batch' }] },
    { name: 'an absolute address', requests: [{ id: '1', method: 'GET', url: 'https://127.0.0.1/users' }] },
    {
      name: 'a circle',
      requests: [revoke('1', ALICE, { dependsOn: ['2'] }), revoke('2', ALICE, { dependsOn: ['1'] })],
    },
    { name: 'a missing step', requests: [revoke('1', ALICE, { dependsOn: ['9'] })] },
  ])('$name', async ({ requests }) => {
    const answer = await batch(requests);
    expect([answer.status, answer.json.error?.code]).toEqual([400, 'BadRequest']);
  });
});
