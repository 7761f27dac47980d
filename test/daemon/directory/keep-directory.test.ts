import { describe, expect, it } from 'vitest';
import { readDirectoryState } from '../../../agent/daemon/directory/directory-state.js';
import type { Store } from '../../../agent/model/store.js';
import { DAY_MS, MINUTE_MS } from '../../../agent/model/time.js';
import { benchDirectory, NEVER, NO_LICENCE, REFUSED, START } from './directory-bench.js';

const find = (store: Store, key: string) => store.read((reads) => reads.userByKey(key));
const ledger = (store: Store, part: string) =>
  store.read((reads) =>
    reads.coverage(`directory/${part}`, '1970-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  );

describe('the directory that is kept', () => {
  it('is listed once, and then followed by its changes', async () => {
    const { tenant, store, keeper, clock } = await benchDirectory();
    await keeper.look(NEVER);
    expect((await find(store, 'ann@contoso.com'))?.profile?.isSynced).toBe(true);
    tenant.put('u-1', 'ann.berg@contoso.com');
    tenant.put('u-3', 'eve@contoso.com');
    tenant.changes = ['u-1', 'u-3'];
    clock.move(15 * MINUTE_MS);
    await keeper.look(NEVER);
    expect(tenant.asked.filter((one) => one === 'users')).toHaveLength(1);
    expect((await find(store, 'eve@contoso.com'))?.id).toBe('u-3');
    // Records from before the renaming still find their account, which kept its id.
    expect((await find(store, 'ann@contoso.com'))?.upn).toBe('ann.berg@contoso.com');
  });

  it.each([
    ['the mark was forgotten', null, MINUTE_MS],
    ['a day has passed', [], DAY_MS],
    ['very much has changed', Array.from({ length: 1_001 }, (_, index) => `x-${index}`), MINUTE_MS],
  ])('is listed anew when %s', async (_name, changes, laterMs) => {
    const { tenant, keeper, clock } = await benchDirectory();
    await keeper.look(NEVER);
    tenant.changes = changes;
    clock.move(laterMs);
    await keeper.look(NEVER);
    expect(tenant.asked.filter((one) => one === 'users')).toHaveLength(2);
    expect(tenant.asked.filter((one) => one.startsWith('user x-'))).toEqual([]);
  });

  it('calls an account gone only when it was asked for by itself, and keeps it', async () => {
    const { tenant, store, keeper, clock } = await benchDirectory();
    await keeper.look(NEVER);
    tenant.accounts.delete('u-2');
    tenant.hidden.add('u-1');
    clock.move(DAY_MS);
    await keeper.look(NEVER);
    expect(await find(store, 'id:u-2')).toMatchObject({ upn: 'bob@contoso.com', isGone: true });
    expect(await find(store, 'id:u-1')).not.toHaveProperty('isGone');
    tenant.put('u-2', 'bob@contoso.com');
    clock.move(DAY_MS);
    await keeper.look(NEVER);
    expect(await find(store, 'id:u-2')).not.toHaveProperty('isGone');
  });

  it('names what it could not read, keeps what it knew, and heals', async () => {
    const { tenant, store, keeper, clock } = await benchDirectory();
    tenant.held.push({ role: 'Global Administrator', userId: 'u-1' });
    await keeper.look(NEVER);
    tenant.failures.set('delta', REFUSED).set('held', REFUSED);
    clock.move(15 * MINUTE_MS);
    await keeper.look(NEVER);
    expect(await find(store, 'id:u-1')).toMatchObject({ roles: ['Global Administrator'] });
    const broken = (await ledger(store, 'accounts')).filter((row) => row.state === 'gap');
    expect(broken).toMatchObject([{ from: START, to: '2026-03-20T12:15:00.000Z', reason: 'permission' }]);
    tenant.failures.clear();
    clock.move(15 * MINUTE_MS);
    await keeper.look(NEVER);
    expect((await ledger(store, 'accounts')).filter((row) => row.state === 'gap')).toEqual([]);
    expect((await store.read(readDirectoryState)).gaps).toEqual({});
  });

  it('says nothing of roles that may be taken on where the licence does not let it look', async () => {
    const { tenant, store, keeper } = await benchDirectory();
    tenant.failures.set('eligible', NO_LICENCE);
    await keeper.look(NEVER);
    const user = await find(store, 'id:u-1');
    expect(user).toMatchObject({ roles: [] });
    expect(user).not.toHaveProperty('eligibleRoles');
    expect((await store.read(readDirectoryState)).gaps).toMatchObject({
      'eligible-roles': { reason: 'licence' },
    });
  });
});
