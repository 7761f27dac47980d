import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../agent/model/ports.js';
import type { StoreRequest } from '../../agent/model/store.js';
import { countingBoundary, openTemporary, temporaryFile } from './open-temporary.js';
import { at } from './samples.js';

describe("the writer's lease", () => {
  it('is held by one of two openers, until it ends or runs out', async () => {
    const file = temporaryFile();
    const one = await openTemporary({ file });
    const other = await openTemporary({ file });
    expect(await one.leaseHolder(at(0))).toBeNull();
    expect(await one.acquireLease('one', at(0), at(5))).toBe(true);
    expect(await other.acquireLease('other', at(1), at(6))).toBe(false);
    expect(await one.acquireLease('one', at(4), at(9))).toBe(true);
    expect(await other.leaseHolder(at(8))).toBe('one');
    expect(await other.leaseHolder(at(9))).toBeNull();
    expect(await other.acquireLease('other', at(9), at(20))).toBe(true);
    await one.releaseLease('one');
    expect(await one.leaseHolder(at(10))).toBe('other');
    await other.releaseLease('other');
    expect(await one.acquireLease('one', at(11), at(12))).toBe(true);
  });

  it('commits through the boundary, and only when it was got', async () => {
    const boundary = countingBoundary();
    const store = await openTemporary({ boundary });
    await store.acquireLease('one', at(0), at(5));
    await store.acquireLease('other', at(1), at(5));
    await store.releaseLease('one');
    expect(boundary.names).toEqual(['commit:upgrade-store', 'commit:acquire-lease', 'commit:release-lease']);
  });
});

describe('accounts to be scored', () => {
  it('are marked once and taken in a stable order', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.markDirty(['c', 'a', 'c']));
    await store.write('test', (tx) => tx.markDirty(['b', 'a']));
    expect(await store.read((tx) => tx.dirtyCount())).toBe(3);
    expect(await store.write('test', (tx) => tx.takeDirty(2))).toEqual(['a', 'b']);
    expect(await store.write('test', (tx) => tx.takeDirty(2))).toEqual(['c']);
    expect(await store.write('test', (tx) => tx.takeDirty(2))).toEqual([]);
  });

  it('stay marked when the work on them fails', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.markDirty(['a']));
    const failing = store.write('test', async (tx) => {
      await tx.takeDirty(1);
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await store.read((tx) => tx.dirtyCount())).toBe(1);
  });
});

describe('requests', () => {
  it('wait in the order of asking until they are answered', async () => {
    const store = await openTemporary();
    const request = (id: string, minute: number): StoreRequest => ({
      id,
      kind: 'approve',
      payload: { incident: 'inc-1' },
      requestedAt: at(minute),
      status: 'pending',
      result: null,
    });
    await store.write('test', async (tx) => {
      await tx.putRequest(request('r-2', 1));
      await tx.putRequest(request('r-1', 2));
    });
    expect(await store.read((tx) => tx.requests('pending'))).toEqual([request('r-2', 1), request('r-1', 2)]);
    const answered: StoreRequest = { ...request('r-2', 1), status: 'refused', result: 'closed' };
    await store.write('test', (tx) => tx.putRequest(answered));
    expect((await store.read((tx) => tx.requests('pending'))).map((one) => one.id)).toEqual(['r-1']);
    expect(await store.read((tx) => tx.request('r-2'))).toEqual(answered);
    expect(await store.read((tx) => tx.request('r-9'))).toBeNull();
  });
});

describe('directory accounts', () => {
  const user = (id: string, upn: string): DirectoryUser => ({
    id,
    upn,
    mail: null,
    displayName: null,
    isEnabled: true,
  });

  it('are found by name or id, in any case, and replaced by id', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) =>
      tx.putUsers([user('U-1', 'Ann@contoso.com'), user('u-2', 'bob@contoso.com')]),
    );
    await store.write('test', (tx) => tx.putUsers([{ ...user('U-1', 'Ann@contoso.com'), isEnabled: false }]));
    const find = (key: string) => store.read((tx) => tx.userByKey(key));
    expect(await find('ann@contoso.com')).toMatchObject({ id: 'U-1', isEnabled: false });
    expect(await find('id:u-1')).toMatchObject({ id: 'U-1' });
    expect(await find('eve@contoso.com')).toBeNull();
    expect((await store.read((tx) => tx.users())).map((one) => one.id)).toEqual(['U-1', 'u-2']);
  });

  it('that took over a name are found by it; the earlier ones by id only', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putUsers([user('u-1', 'ann@contoso.com')]));
    await store.write('test', (tx) => tx.putUsers([user('u-9', 'ann@contoso.com')]));
    expect((await store.read((tx) => tx.userByKey('ann@contoso.com')))?.id).toBe('u-9');
    expect((await store.read((tx) => tx.userByKey('id:u-1')))?.id).toBe('u-1');
  });

  it('that were renamed are found by both names, since older records speak of the old one', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putUsers([user('u-1', 'ann@contoso.com')]));
    await store.write('test', (tx) => tx.putUsers([user('u-1', 'ann.berg@contoso.com')]));
    const find = async (key: string) => (await store.read((tx) => tx.userByKey(key)))?.upn;
    expect(await find('ann@contoso.com')).toBe('ann.berg@contoso.com');
    expect(await find('ann.berg@contoso.com')).toBe('ann.berg@contoso.com');
  });

  it('say nothing of roles that were never read, and "none" only of those that were', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) =>
      tx.putUsers([user('U-1', 'ann@contoso.com'), user('u-2', 'b@contoso.com')]),
    );
    expect(await store.read((tx) => tx.usersOfRole('held', 'Global Administrator'))).toBeNull();
    expect(await store.read((tx) => tx.userByKey('id:u-2'))).not.toHaveProperty('roles');
    const held = (roles: readonly string[]) =>
      store.write('test', (tx) =>
        tx.putRoleHoldings(
          'held',
          roles.map((role) => ({ role, userId: 'U-1' })),
        ),
      );
    await held(['User Administrator', 'Global Administrator']);
    const [first, second] = await store.read((tx) => tx.users());
    expect(first?.roles).toEqual(['Global Administrator', 'User Administrator']);
    expect(second?.roles).toEqual([]);
    expect(first).not.toHaveProperty('eligibleRoles');
    const admins = await store.read((tx) => tx.usersOfRole('held', 'global administrator'));
    expect(admins?.map((one) => one.id)).toEqual(['U-1']);
    await held(['User Administrator']);
    expect((await store.read((tx) => tx.userByKey('ann@contoso.com')))?.roles).toEqual([
      'User Administrator',
    ]);
  });
});
