import { describe, expect, it } from 'vitest';
import { askDetails } from '../../../agent/daemon/directory/ask-details.js';
import { readDirectoryState } from '../../../agent/daemon/directory/directory-state.js';
import { MINUTE_MS } from '../../../agent/model/time.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { benchDirectory, NEVER, REFUSED } from './directory-bench.js';

async function bench() {
  const made = await benchDirectory();
  const { tenant, store, clock } = made;
  const { directory, watch, kinds } = tenant;
  await made.keeper.look(NEVER);
  tenant.asked.length = 0;
  const deps = { store, clock, log: silentLog, directory, watch, kinds };
  const ask = (limit: number) => askDetails(deps, NEVER, { limit, isForIncidentsOnly: false });
  return { ...made, ask };
}

describe('what a listing does not tell', () => {
  it('is asked of each account once, some at a time, and survives the next listing', async () => {
    const { tenant, store, ask, keeper, clock } = await bench();
    tenant.managers.set('u-1', 'u-9');
    tenant.mailboxes.set('u-1', 'user').set('u-2', 'shared');
    expect([await ask(1), await ask(5), await ask(5)]).toEqual([1, 1, 0]);
    tenant.changes = null;
    clock.move(MINUTE_MS);
    await keeper.look(NEVER);
    const users = await store.read((reads) => reads.users());
    expect(users.map((user) => [user.profile?.managerId, user.mailboxKind])).toEqual([
      ['u-9', 'user'],
      [null, 'shared'],
    ]);
  });

  it('tells "no mailbox" from "could not ask", and asks again once it may', async () => {
    const { tenant, store, ask, clock } = await bench();
    tenant.failures.set('kind', REFUSED);
    expect(await ask(5)).toBe(2);
    expect(tenant.asked.filter((one) => one.startsWith('kind'))).toHaveLength(1);
    const closed = await store.read((reads) => reads.users());
    expect(closed.map((user) => 'mailboxKind' in user)).toEqual([false, false]);
    expect((await store.read(readDirectoryState)).gaps).toMatchObject({
      mailboxes: { reason: 'permission' },
    });
    tenant.failures.clear();
    clock.move(MINUTE_MS);
    expect([await ask(5), await ask(5)]).toEqual([1, 1]);
    const opened = await store.read((reads) => reads.users());
    expect(opened.map((user) => user.mailboxKind)).toEqual([null, null]);
    expect((await store.read(readDirectoryState)).gaps).toEqual({});
  });
});
