import { describe, expect, it } from 'vitest';
import { OutsideError } from '../../agent/model/errors.js';
import type { OwnIdentities } from '../../agent/model/own-identities.js';
import {
  type ProtectedEntry,
  type ProtectionDeps,
  type Resolution,
  resolveProtection,
} from '../../agent/respond/protection.js';
import { silentLog } from '../../agent/runtime/log.js';
import { FakeAccounts, userOf } from './fake-ports.js';

const NEVER = new AbortController().signal;
const GLASS = userOf('22222222-0000-4000-8000-000000000002', 'breakglass@contoso.com');
const OTHER = userOf('44444444-0000-4000-8000-000000000004', 'breakglass@contoso.com');
const ADMIN = '33333333-0000-4000-8000-000000000003';
const KEEPER = '66666666-0000-4000-8000-000000000006';
const CLIENT = 'aaaaaaaa-0000-4000-8000-000000000001';
const OWNER = '55555555-0000-4000-8000-000000000005';
const accounts = new FakeAccounts([GLASS], { 'Global Administrator': [ADMIN] });

function resolve(
  entries: readonly ProtectedEntry[],
  change: Partial<ProtectionDeps> = {},
): Promise<Resolution> {
  const deps = { directory: accounts, log: silentLog, own: null, remembered: {}, ...change };
  return resolveProtection(entries, deps, NEVER);
}

describe('the protected list', () => {
  it('holds by object id, so that a rename changes nothing', async () => {
    const { protection } = await resolve([{ account: 'breakglass@contoso.com' }]);
    expect(protection.reasonFor({ id: GLASS.id, upn: 'renamed@contoso.com' })).toMatch(/breakglass/);
    expect(protection.reasonFor({ id: null, upn: 'BreakGlass@contoso.com' })).toMatch(/breakglass/);
    expect(protection.reasonFor({ id: ADMIN, upn: 'ann@contoso.com' })).toBeNull();
  });

  it('holds who was found under a name before, when nobody bears it any more', async () => {
    const entries = [{ account: 'breakglass@contoso.com' }];
    const { remembered } = await resolve(entries);
    const later = await resolve(entries, { directory: new FakeAccounts([]), remembered });
    expect(later.protection.reasonFor({ id: GLASS.id, upn: 'renamed@contoso.com' })).toMatch(/breakglass/);
    expect(later.remembered).toEqual(remembered);
  });

  it('holds both when another account bears the name now', async () => {
    const entries = [{ account: 'breakglass@contoso.com' }];
    const { remembered } = await resolve(entries);
    const later = await resolve(entries, { directory: new FakeAccounts([OTHER]), remembered });
    for (const id of [GLASS.id, OTHER.id])
      expect(later.protection.reasonFor({ id, upn: null }), id).toMatch(/breakglass/);
  });

  it('holds everybody with a role', async () => {
    const { protection } = await resolve([{ role: 'Global Administrator' }]);
    expect(protection.reasonFor({ id: ADMIN.toUpperCase(), upn: null })).toMatch(/Global Administrator/);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toBeNull();
  });

  it('a role that cannot be read protects everybody: nobody can tell whom it means', async () => {
    const { protection, unresolved } = await resolve([{ role: 'User Administrator' }]);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toMatch(/could not be resolved/);
    expect(unresolved).toEqual(['the role "User Administrator"']);
  });

  it('an account that cannot be looked up is still protected by what the list says of it', async () => {
    const directory = new FakeAccounts([GLASS]);
    directory.failure = new OutsideError('unreachable', 'no answer');
    const { protection } = await resolve([{ account: 'breakglass@contoso.com' }], { directory });
    expect(protection.reasonFor({ id: null, upn: 'breakglass@contoso.com' })).toMatch(
      /protected by "breakglass/,
    );
  });
});

describe("the agent's own identities", () => {
  const owning: OwnIdentities = { holdersOf: async () => [OWNER] };
  const roles = {
    'Global Administrator': [ADMIN],
    'Privileged Role Administrator': [KEEPER],
    'Application Administrator': [],
    'Cloud Application Administrator': [],
  };

  it('are protected with their owners and those who administer applications, though no list names them', async () => {
    const own = { identities: owning, clientIds: [CLIENT] };
    const { protection, unknown } = await resolve([], { directory: new FakeAccounts([], roles), own });
    for (const id of [CLIENT, OWNER, ADMIN, KEEPER])
      expect(protection.reasonFor({ id, upn: null }), id).toMatch(/agent's own/);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toBeNull();
    expect(unknown).toEqual([]);
  });

  it('that cannot be read are named, and hold nobody else back', async () => {
    const closed: OwnIdentities = {
      holdersOf: async () => {
        throw new OutsideError('permission', 'may not read applications');
      },
    };
    const own = { identities: closed, clientIds: [CLIENT] };
    const { protection, unknown } = await resolve([], { directory: new FakeAccounts([], roles), own });
    expect(unknown).toEqual([`the holders of the application ${CLIENT}`]);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toBeNull();
  });
});
