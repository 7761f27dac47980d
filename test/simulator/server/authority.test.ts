import { readFileSync } from 'node:fs';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startCaller } from './caller.js';
import { type AssertionParts, clientAssertion } from './client-assertion.js';
import { smallWorld, TENANT_ID } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({ world: smallWorld() });
});
afterAll(() => caller.close());

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function readerForm(): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: caller.apps.reader.clientId,
    scope: `${caller.simulator.origins.graph}/.default`,
    client_secret: readFileSync(caller.apps.reader.clientSecretFile, 'utf8'),
  };
}

describe('discovery', () => {
  it('names the endpoints of this authority', async () => {
    const { authority } = caller.simulator.origins;
    const answer = await caller.call('authority', `/${TENANT_ID}/v2.0/.well-known/openid-configuration`);
    expect(answer.json).toMatchObject({
      issuer: `${authority}/${TENANT_ID}/v2.0`,
      token_endpoint: `${authority}/${TENANT_ID}/oauth2/v2.0/token`,
    });
  });

  it('knows one tenant only', async () => {
    const answer = await caller.call('authority', '/other/v2.0/.well-known/openid-configuration');
    expect([answer.status, answer.json.error_codes]).toEqual([400, [90002]]);
  });
});

describe('tokens', () => {
  it.each(['reader', 'responder', 'examiner'] as const)(
    '%s gets a signed token with its roles',
    async (app) => {
      const token = await caller.token(app);
      const claims = decodeJwt(token);
      expect(decodeProtectedHeader(token).alg).toBe('RS256');
      expect(claims).toMatchObject({
        aud: caller.simulator.origins.graph,
        appid: caller.apps[app].clientId,
        tid: TENANT_ID,
      });
      expect(claims.roles).not.toEqual([]);
      expect(Number(claims.exp) - Math.floor(Date.now() / 1000)).toBeGreaterThan(3000);
    },
  );

  it.each([
    {
      name: 'a wrong secret',
      form: { client_secret: 'wrong' },
      status: 401,
      error: 'invalid_client',
      code: 7000215,
    },
    {
      name: 'an unknown app',
      form: { client_id: TENANT_ID },
      status: 400,
      error: 'unauthorized_client',
      code: 700016,
    },
    { name: 'no scope', form: { scope: '' }, status: 400, error: 'invalid_request', code: 900144 },
    {
      name: 'a scope without .default',
      form: { scope: 'https://x.example/Mail.Read' },
      status: 400,
      error: 'invalid_scope',
      code: 70011,
    },
    {
      name: 'an unknown resource',
      form: { scope: 'https://x.example/.default' },
      status: 400,
      error: 'invalid_resource',
      code: 500011,
    },
    {
      name: 'two resources',
      form: { scope: 'https://x.example/.default https://y.example/.default' },
      status: 400,
      error: 'invalid_scope',
      code: 70011,
    },
    {
      name: 'another grant',
      form: { grant_type: 'password' },
      status: 400,
      error: 'unsupported_grant_type',
      code: 70003,
    },
  ])('$name is refused', async ({ form, status, error, code }) => {
    const answer = await caller.askToken({ ...readerForm(), ...form });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error, error_codes: [code] });
    expect(answer.json.error_description).toContain(`AADSTS${code}`);
  });

  it('a form without any credential is refused', async () => {
    const { client_secret: _, ...form } = readerForm();
    expect((await caller.askToken(form)).json.error_codes).toEqual([7000218]);
  });
});

describe('certificate assertions', () => {
  const cases: readonly { name: string; wrong: Partial<AssertionParts>; code: number }[] = [
    { name: 'another audience', wrong: { audience: 'https://elsewhere.example/token' }, code: 50012 },
    { name: 'another issuer', wrong: { issuer: TENANT_ID }, code: 50012 },
    { name: 'another subject', wrong: { subject: TENANT_ID }, code: 50012 },
    { name: 'another algorithm', wrong: { algorithm: 'RS256' }, code: 50012 },
    { name: 'an unknown thumbprint', wrong: { thumbprint: 'AAAA' }, code: 700027 },
    { name: 'an expired assertion', wrong: { notBefore: -1800, expires: -900 }, code: 700024 },
    { name: 'one that is not valid yet', wrong: { notBefore: 900, expires: 1800 }, code: 700024 },
  ];

  it.each(cases)('$name is refused', async ({ wrong, code }) => {
    const { responder } = caller.apps;
    const audience = `${caller.simulator.origins.authority}/${TENANT_ID}/oauth2/v2.0/token`;
    const answer = await caller.askToken({
      ...readerForm(),
      client_id: responder.clientId,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await clientAssertion({ ...responder, audience, ...wrong }),
    });
    expect([answer.status, answer.json.error_codes]).toEqual([401, [code]]);
  });

  it('a federated token is judged by issuer and subject, a broken one not at all', async () => {
    const { responder, examiner } = caller.apps;
    const ask = async (assertion: string): Promise<unknown> =>
      (
        await caller.askToken({
          ...readerForm(),
          client_id: examiner.clientId,
          client_assertion_type: ASSERTION_TYPE,
          client_assertion: assertion,
        })
      ).json.error_codes;
    expect(await ask(await clientAssertion({ ...responder, audience: 'x' }))).toEqual([700211]);
    expect(await ask('no.jwt.here')).toEqual([50027]);
    const good = readFileSync(examiner.federatedTokenFile, 'utf8');
    expect(await ask(`${good.slice(0, -12)}AAAAAAAAAAAA`)).toEqual([50012]);
  });
});

describe('an owner who got it wrong', () => {
  it('a wrong secret and an expired certificate in the files', async () => {
    const wrong = await startCaller({ world: smallWorld(), wrongSecret: true, expiredCertificate: true });
    const ask = async (app: 'reader' | 'responder'): Promise<unknown> => {
      const { client_secret: _, ...form } = readerForm();
      const proof = await wrong.proof(app);
      return (await wrong.askToken({ ...form, ...proof, client_id: wrong.apps[app].clientId })).json
        .error_codes;
    };
    expect([await ask('reader'), await ask('responder')]).toEqual([[7000215], [700027]]);
    await wrong.close();
  });
});
