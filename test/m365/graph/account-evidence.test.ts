import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { EvidencePart } from '../../../agent/model/frozen-evidence.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, startFakeTenant } from '../fake-tenant.js';

const USER = '0b6f2f4e-9f0f-4e2a-8a55-3f1c0c9d7a10';
const RULE = { id: 'AQ/A=', displayName: 'Überweisungen', actions: { forwardTo: [{ name: 'x' }] } };

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

const read = (part: EvidencePart) => m365.accountEvidence.read(USER, part, NEVER);

describe('the evidence of an account', () => {
  it.each([
    { part: 'inbox-rules', path: `/v1.0/users/${USER}/mailFolders/inbox/messageRules` },
    { part: 'grants', path: `/v1.0/users/${USER}/oauth2PermissionGrants` },
    { part: 'authentication-methods', path: `/v1.0/users/${USER}/authentication/methods` },
  ] as const)('$part: every object of every page, with nothing left out', async ({ part, path }) => {
    const asked: string[] = [];
    tenant.script((call) => {
      if (call.role !== 'graph') return undefined;
      asked.push(`${call.method} ${call.path}`);
      const isSecond = call.parameters.has('$skiptoken');
      const next = `${tenant.endpoints.graph}${call.path}?$skiptoken=2`;
      return { json: { value: [RULE], ...(isSecond ? {} : { '@odata.nextLink': next }) } };
    });
    expect(await read(part)).toEqual([RULE, RULE]);
    expect(asked).toEqual([`GET ${path}`, `GET ${path}`]);
  });

  it('account: what it takes to tell how it stood', async () => {
    const account = { id: USER, accountEnabled: true, signInSessionsValidFromDateTime: null };
    let asked = '';
    tenant.script((call) => {
      if (call.role !== 'graph') return undefined;
      asked = call.parameters.get('$select') ?? '';
      return { json: account };
    });
    expect(await read('account')).toEqual([account]);
    expect(asked.split(',')).toEqual(
      expect.arrayContaining(['accountEnabled', 'signInSessionsValidFromDateTime']),
    );
  });

  it('a part that may not be read is a refusal, not an empty list', async () => {
    tenant.script((call) =>
      call.role === 'graph'
        ? { status: 403, json: { error: { code: 'Authorization_RequestDenied' } } }
        : undefined,
    );
    await expect(read('grants')).rejects.toMatchObject({ kind: 'permission', isRetryable: false });
  });
});
