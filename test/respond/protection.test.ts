import { describe, expect, it } from 'vitest';
import { resolveProtection } from '../../agent/respond/protection.js';
import { silentLog } from '../../agent/runtime/log.js';
import { FakeAccounts, userOf } from './fake-ports.js';

const NEVER = new AbortController().signal;
const GLASS = userOf('22222222-0000-4000-8000-000000000002', 'breakglass@contoso.com');
const ADMIN = '33333333-0000-4000-8000-000000000003';
const accounts = new FakeAccounts([GLASS], { 'Global Administrator': [ADMIN] });

describe('the protected list', () => {
  it('holds by object id, so that a rename changes nothing', async () => {
    const protection = await resolveProtection(
      [{ account: 'breakglass@contoso.com' }],
      accounts,
      silentLog,
      NEVER,
    );
    expect(protection.reasonFor({ id: GLASS.id, upn: 'renamed@contoso.com' })).toMatch(/breakglass/);
    expect(protection.reasonFor({ id: null, upn: 'BreakGlass@contoso.com' })).toMatch(/breakglass/);
    expect(protection.reasonFor({ id: ADMIN, upn: 'ann@contoso.com' })).toBeNull();
  });

  it('holds everybody with a role', async () => {
    const protection = await resolveProtection(
      [{ role: 'Global Administrator' }],
      accounts,
      silentLog,
      NEVER,
    );
    expect(protection.reasonFor({ id: ADMIN.toUpperCase(), upn: null })).toMatch(/Global Administrator/);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toBeNull();
  });

  it('a role that cannot be read protects everybody: nobody can tell whom it means', async () => {
    const protection = await resolveProtection([{ role: 'User Administrator' }], accounts, silentLog, NEVER);
    expect(protection.reasonFor({ id: GLASS.id, upn: GLASS.upn })).toMatch(/could not be resolved/);
  });
});
