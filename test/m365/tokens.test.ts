import { X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, importX509, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365Credential } from '../../agent/m365/options.js';
import { connectFake, NEVER, SECRET } from './connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant, TENANT_ID } from './fake-tenant.js';
import { makeCertificate } from './make-certificate.js';

let tenant: FakeTenant;
beforeEach(async () => {
  tenant = await startFakeTenant();
});
afterEach(() => tenant.close());

function tokenRequests(): readonly URLSearchParams[] {
  return tenant.calls('authority', '/token').map((call) => new URLSearchParams(call.body));
}

function refusal(number: number, status = 401): Reply {
  return {
    status,
    json: {
      error: 'invalid_client',
      error_description: `AADSTS${number}: for user@contoso.example`,
      error_codes: [number],
    },
  };
}

function withCredential(credential: M365Credential) {
  return connectFake(tenant, { identities: { reader: { clientId: SECRET.clientId, credential } } });
}

describe('how an identity proves itself', () => {
  it('by a secret, once for many callers, and for one resource at a time', async () => {
    const { m365 } = connectFake(tenant);
    const [first, second, third] = await Promise.all([
      m365.tokens.token('reader', 'graph', NEVER),
      m365.tokens.token('reader', 'graph', NEVER),
      m365.tokens.token('reader', 'management', NEVER),
    ]);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
    expect(tokenRequests().map((one) => [one.get('client_secret'), one.get('scope')])).toEqual([
      ['a-client-secret', expect.stringContaining(`${tenant.endpoints.graph}/.default`)],
      ['a-client-secret', expect.stringContaining(`${tenant.endpoints.management}/.default`)],
    ]);
    await m365.close();
  });

  it('by a certificate: an assertion that its public key verifies, known by its SHA-256', async () => {
    const pair = makeCertificate();
    const { m365 } = withCredential({ kind: 'certificate', ...pair });
    await m365.tokens.token('reader', 'graph', NEVER);
    const assertion = tokenRequests()[0]?.get('client_assertion') ?? '';
    const print = new X509Certificate(pair.certificatePem).fingerprint256.replaceAll(':', '');
    expect(decodeProtectedHeader(assertion)).toMatchObject({
      alg: 'PS256',
      'x5t#S256': Buffer.from(print, 'hex').toString('base64url'),
    });
    const key = await importX509(pair.certificatePem, 'PS256');
    const { payload } = await jwtVerify(assertion, key, {
      audience: `${tenant.endpoints.authority}/${TENANT_ID}/oauth2/v2.0/token`,
      issuer: SECRET.clientId,
      // msal-node rounds the time to the nearest second, so that `nbf` can lie half a second ahead.
      clockTolerance: 1,
    });
    expect(payload.exp).toBeGreaterThan(Date.now() / 1000);
    await m365.close();
  });

  it('by a federated token, read anew for each new token', async () => {
    let reads = 0;
    const { m365 } = withCredential({
      kind: 'federated',
      readToken: async () => {
        reads += 1;
        return `federated-${reads}\n`;
      },
    });
    await m365.tokens.token('reader', 'graph', NEVER);
    await m365.tokens.token('reader', 'graph', NEVER);
    m365.tokens.invalidate('reader', 'graph');
    await m365.tokens.token('reader', 'graph', NEVER);
    expect(tokenRequests().map((one) => one.get('client_assertion'))).toEqual(['federated-1', 'federated-2']);
    await m365.close();
  });
});

describe('what the authority refuses, in plain words', () => {
  const cases: readonly { name: string; number: number; says: RegExp }[] = [
    { name: 'a wrong secret', number: 7000215, says: /the client secret is wrong.*value, not its id/ },
    { name: 'an expired secret', number: 7000222, says: /the client secret has expired/ },
    { name: 'an unknown app', number: 700016, says: /not known in this tenant/ },
    { name: 'a wrong certificate', number: 700027, says: /certificate does not match/ },
    { name: 'a missing resource', number: 500011, says: /API is not present/ },
    { name: 'an unknown tenant', number: 90002, says: /no such tenant/ },
    { name: 'a number we do not know', number: 123456789, says: /AADSTS123456789/ },
  ];
  for (const { name, number, says } of cases) {
    it(name, async () => {
      tenant.script((call) => (call.path.endsWith('/token') ? refusal(number) : undefined));
      const { m365 } = connectFake(tenant);
      const failing = m365.tokens.token('reader', 'graph', NEVER);
      await expect(failing).rejects.toMatchObject({
        kind: 'credential',
        code: `AADSTS${number}`,
        isRetryable: false,
        message: expect.stringMatching(says),
      });
      await expect(failing).rejects.not.toThrow(/contoso|a-client-secret/);
      expect(tokenRequests()).toHaveLength(1);
      await m365.close();
    });
  }

  it('a tenant that discovery does not know', async () => {
    tenant.script((call) => (call.path.includes('.well-known') ? refusal(90002, 400) : undefined));
    const { m365 } = connectFake(tenant);
    await expect(m365.tokens.token('reader', 'graph', NEVER)).rejects.toMatchObject({ code: 'AADSTS90002' });
    await m365.close();
  });

  it('an identity that is not configured', async () => {
    const { m365 } = connectFake(tenant, { identities: { responder: null } });
    await expect(m365.tokens.token('responder', 'graph', NEVER)).rejects.toMatchObject({
      kind: 'credential',
      code: 'identity-missing',
    });
    await m365.close();
  });
});

describe('certificates are looked at before anything is sent', () => {
  const cases = [
    {
      name: 'expired',
      from: -30,
      to: -1,
      code: 'certificate-expired',
      says: /expired on 20\d\d-.*replace both files/,
    },
    { name: 'of tomorrow', from: 1, to: 30, code: 'certificate-not-yet-valid', says: /valid from/ },
  ];
  for (const { name, from, to, code, says } of cases) {
    it(name, async () => {
      const { m365 } = withCredential({ kind: 'certificate', ...makeCertificate(from, to) });
      await expect(m365.tokens.token('reader', 'graph', NEVER)).rejects.toMatchObject({
        kind: 'credential',
        code,
        message: expect.stringMatching(says),
      });
      expect(tenant.seen).toEqual([]);
      await m365.close();
    });
  }

  it('with the key of another', async () => {
    const [one, other] = [makeCertificate(), await makeCertificate()];
    const { certificatePem } = one;
    const { m365 } = withCredential({
      kind: 'certificate',
      certificatePem,
      privateKeyPem: other.privateKeyPem,
    });
    await expect(m365.tokens.token('reader', 'graph', NEVER)).rejects.toMatchObject({
      code: 'certificate-mismatch',
    });
    await m365.close();
  });

  it('not PEM at all', async () => {
    const { m365 } = withCredential({
      kind: 'certificate',
      certificatePem: 'x',
      privateKeyPem: 'top-secret',
    });
    const failing = m365.tokens.token('reader', 'graph', NEVER);
    await expect(failing).rejects.toMatchObject({ code: 'certificate-unreadable' });
    await expect(failing).rejects.not.toThrow(/top-secret/);
    await m365.close();
  });
});

describe('an authority in trouble', () => {
  const faults: readonly { name: string; reply: Reply }[] = [
    { name: '503', reply: { status: 503, json: {} } },
    { name: '429 with Retry-After', reply: { status: 429, headers: { 'retry-after': '30' }, json: {} } },
    { name: 'a transient code', reply: refusal(90033, 400) },
    { name: 'a dropped connection', reply: 'drop' },
    { name: 'an answer cut in two', reply: { body: '{"token_type":"Bearer","access_to' } },
  ];
  for (const { name, reply } of faults) {
    it(`${name}: it is asked again, with no minute of silence by the library`, async () => {
      tenant.script((call, nth) => (call.path.endsWith('/token') && nth <= 2 ? reply : undefined));
      const { m365, clock } = connectFake(tenant);
      expect(await m365.tokens.token('reader', 'graph', NEVER)).toMatch(/^token-/);
      expect(tokenRequests()).toHaveLength(3);
      expect(Math.max(...clock.waits)).toBeLessThanOrEqual(30_000);
      if (name.includes('Retry-After')) expect(Math.min(...clock.waits)).toBeGreaterThanOrEqual(30_000);
      await m365.close();
    });
  }

  it('discovery is asked again too', async () => {
    tenant.script((call, nth) => (call.path.includes('.well-known') && nth === 1 ? 'drop' : undefined));
    const { m365 } = connectFake(tenant);
    expect(await m365.tokens.token('reader', 'graph', NEVER)).toMatch(/^token-/);
    await m365.close();
  });
});
