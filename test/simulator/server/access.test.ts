import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startCaller } from './caller.js';
import { ALICE, smallWorld, TENANT_ID } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({
    world: smallWorld(),
    speed: 1000,
    withoutRoles: { examiner: ['MailboxSettings.Read'] },
  });
});
afterAll(() => caller.close());

const FEED = `/api/v1.0/${TENANT_ID}/activity/feed`;

describe('without a good token', () => {
  it.each([
    { name: 'none', token: async () => undefined },
    { name: 'not a token', token: async () => 'abc' },
    { name: 'a changed one', token: async () => `${(await caller.token('reader')).slice(0, -8)}AAAAAAAA` },
    { name: 'one for the other API', token: () => caller.token('reader', 'management') },
  ])('Graph answers 401: $name', async ({ token }) => {
    const value = await token();
    const answer = await caller.call('graph', '/v1.0/users', value === undefined ? {} : { token: value });
    expect([answer.status, answer.json.error?.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  it('the audit feed answers 401 to a token for Graph', async () => {
    const token = await caller.token('reader', 'graph');
    expect((await caller.call('management', `${FEED}/subscriptions/list`, { token })).status).toBe(401);
  });

  it('an expired one is told apart', async () => {
    const short = await startCaller({ world: smallWorld(), tokenLifeSeconds: -10 });
    const answer = await short.as('reader', '/v1.0/users');
    expect([answer.status, answer.json.error?.message]).toEqual([
      401,
      'Lifetime validation failed, the token is expired.',
    ]);
    await short.close();
  });
});

describe('without the permission', () => {
  it.each([
    { app: 'responder', method: 'GET', path: '/beta/auditLogs/signIns' },
    { app: 'responder', method: 'GET', path: '/v1.0/users' },
    { app: 'examiner', method: 'GET', path: '/v1.0/directoryRoles' },
    { app: 'reader', method: 'POST', path: `/v1.0/users/${ALICE}/revokeSignInSessions` },
    { app: 'reader', method: 'PATCH', path: `/v1.0/users/${ALICE}` },
  ] as const)('$app $method $path: 403', async ({ app, method, path }) => {
    const answer = await caller.as(app, path, { method });
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'Authorization_RequestDenied']);
    expect(caller.simulator.journal.acts()).toEqual([]);
  });

  it.each([
    { app: 'reader', path: `/v1.0/users/${ALICE}/messages` },
    { app: 'examiner', path: `/v1.0/users/${ALICE}/mailFolders/inbox/messageRules` },
  ] as const)('mail says it in its own words: $app $path', async ({ app, path }) => {
    const answer = await caller.as(app, path);
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'ErrorAccessDenied']);
  });

  it('the audit feed answers AF10001', async () => {
    const answer = await caller.as(
      'responder',
      `${FEED}/subscriptions/list?PublisherIdentifier=${TENANT_ID}`,
    );
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'AF10001']);
  });
});

describe('what is not there', () => {
  it.each([
    { path: '/v2.0/users', status: 400 },
    { path: '/v1.0/teapots', status: 400 },
    { path: '/v1.0/users/nobody@contoso.example', status: 404 },
  ])('$path: $status', async ({ path, status }) => {
    expect((await caller.as('reader', path)).status).toBe(status);
  });

  it('a method that the route lacks: 405', async () => {
    expect((await caller.as('reader', `/v1.0/users/${ALICE}`, { method: 'DELETE' })).status).toBe(405);
  });
});

it('the journal says which app called what, without ids or queries', async () => {
  await caller.as('reader', `/v1.0/users/${ALICE}?$select=id`);
  const entry = caller.simulator.journal
    .calls({ origin: 'graph', route: '/users/{user}', status: 200 })
    .at(-1);
  expect(entry).toMatchObject({ method: 'GET', appId: caller.apps.reader.clientId, fault: null });
  expect(JSON.stringify(caller.simulator.journal.calls())).not.toContain(ALICE);
});
