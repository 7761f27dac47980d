import type { DirectoryUser } from '../../model/ports.js';
import { DAY_MS, type Instant, toMs } from '../../model/time.js';
import { readDirectoryState } from './directory-state.js';
import { type DirectoryDeps, noteRead } from './look.js';
import { mergeUser } from './merge-user.js';

/** Not everything is told as a change ("user: delta"): once a day all are listed. */
const LIST_EVERY_MS = DAY_MS;
/** More changes than this are quicker listed than read one by one. */
const MOST_CHANGES = 1_000;
/** Accounts that a listing lacks are asked for one by one; the rest waits for the next listing. */
const MOST_MISSING = 1_000;
const PORTION = 500;

/**
 * Brings the stored accounts up to date: by what changed since the last look, else by a whole listing. An account is only
 * called gone when it was asked for by itself and is not there. Raises `OutsideError`; what was read until then is stored.
 */
export async function followAccounts(deps: DirectoryDeps, signal: AbortSignal): Promise<void> {
  const state = await deps.store.read(readDirectoryState);
  const now = deps.clock.now();
  if (state.mark !== null && isFresh(state.listedAt, now)) {
    const changes = await deps.watch.changesSince(state.mark, signal);
    if (changes !== null && changes.ids.length <= MOST_CHANGES) {
      await askEach(changes.ids, deps, signal);
      await deps.store.write('directory', (tx) => noteRead(tx, 'accounts', now, { mark: changes.mark }));
      return;
    }
  }
  // The mark is taken first: what changes during the listing is told once more, and nothing is missed.
  const mark = await deps.watch.mark(signal);
  const missing = await listAll(deps, signal);
  await askEach(missing.slice(0, MOST_MISSING), deps, signal);
  await deps.store.write('directory', (tx) => noteRead(tx, 'accounts', now, { mark, listedAt: now }));
}

function isFresh(listedAt: Instant | null, now: Instant): boolean {
  return listedAt !== null && toMs(now) - toMs(listedAt) < LIST_EVERY_MS;
}

/** Stores every account that is new or different. Gives the ids of stored ones that the listing lacks. */
async function listAll(deps: DirectoryDeps, signal: AbortSignal): Promise<readonly string[]> {
  const known = await knownUsers(deps);
  const unseen = new Set([...known.values()].filter((user) => user.isGone !== true).map((user) => user.id));
  let portion: DirectoryUser[] = [];
  const flush = async (): Promise<void> => {
    const users = portion;
    portion = [];
    if (users.length > 0) await deps.store.write('directory', (tx) => tx.putUsers(users));
  };
  for await (const listed of deps.directory.users(signal)) {
    const before = known.get(listed.id) ?? null;
    unseen.delete(listed.id);
    const user = mergeUser(before, listed);
    if (user !== before) portion.push(user);
    if (portion.length >= PORTION) await flush();
  }
  await flush();
  return [...unseen];
}

/** Without their roles, which are stored beside them. */
async function knownUsers({ store }: DirectoryDeps): Promise<ReadonlyMap<string, DirectoryUser>> {
  const users = await store.read((reads) => reads.users());
  return new Map(
    users.map(({ roles: _held, eligibleRoles: _eligible, ...user }): [string, DirectoryUser] => [
      user.id,
      user,
    ]),
  );
}

async function askEach(ids: readonly string[], deps: DirectoryDeps, signal: AbortSignal): Promise<void> {
  for (const id of ids) {
    const before = await deps.store.read((reads) => reads.userByKey(`id:${id}`));
    const answer = await deps.directory.user(id, signal);
    if (answer === null && (before === null || before.isGone === true)) continue;
    const user = answer === null ? before && { ...before, isGone: true as const } : mergeUser(before, answer);
    if (user !== null) await deps.store.write('directory', (tx) => tx.putUsers([user]));
  }
}
