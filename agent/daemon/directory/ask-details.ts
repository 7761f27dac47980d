import { OutsideError } from '../../model/errors.js';
import type { DirectoryUser } from '../../model/ports.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import { readDirectoryState } from './directory-state.js';
import { type DirectoryDeps, noteGap, noteRead } from './look.js';

const GOOD_FOR_MS = 30 * DAY_MS;

/**
 * Asks for what a listing does not tell, one account at a time: its manager and what its mailbox is for. Accounts of incidents
 * go first, then those that were never asked about, then the oldest answers; `limit` in one look. Gives how many were asked.
 */
export async function askDetails(
  deps: DirectoryDeps,
  signal: AbortSignal,
  { limit, isForIncidentsOnly }: { readonly limit: number; readonly isForIncidentsOnly: boolean },
): Promise<number> {
  const chosen = await choose(deps, limit, isForIncidentsOnly);
  let isMailboxOpen = true;
  for (const user of chosen) {
    if (signal.aborted) break;
    const told = await deps.directory.user(user.id, signal);
    if (told === null) continue;
    const kind = isMailboxOpen ? await kindOf(user, deps, signal) : undefined;
    if (kind === undefined) isMailboxOpen = false;
    const now = deps.clock.now();
    const { roles: _held, eligibleRoles: _eligible, ...before } = user;
    const known: DirectoryUser = { ...before, ...told, detailsAt: now };
    await deps.store.write('directory', async (tx) => {
      await tx.putUsers([kind === undefined ? known : { ...known, mailboxKind: kind }]);
      if (kind !== undefined) await noteRead(tx, 'mailboxes', now);
    });
  }
  return chosen.length;
}

/** Undefined when it could not be asked: the gap is then named. */
async function kindOf(
  user: DirectoryUser,
  deps: DirectoryDeps,
  signal: AbortSignal,
): Promise<DirectoryUser['mailboxKind']> {
  try {
    return await deps.kinds.kindOf(user.id, signal);
  } catch (error) {
    if (!(error instanceof OutsideError) || error.kind === 'aborted') throw error;
    await noteGap(deps, 'mailboxes', error);
    return undefined;
  }
}

async function choose(
  { store, clock }: DirectoryDeps,
  limit: number,
  isForIncidentsOnly: boolean,
): Promise<readonly DirectoryUser[]> {
  const stale = shift(clock.now(), -GOOD_FOR_MS);
  return store.read(async (reads) => {
    const isClosed = (await readDirectoryState(reads)).gaps.mailboxes !== undefined;
    const chosen = new Map<string, DirectoryUser>();
    const offer = (user: DirectoryUser | null): void => {
      if (user !== null && isOpen(user, stale, isClosed) && chosen.size < limit) chosen.set(user.id, user);
    };
    for (const { subject } of await reads.incidents()) offer(await reads.userByKey(subject));
    if (isForIncidentsOnly || chosen.size >= limit) return [...chosen.values()];
    const users = (await reads.users()).filter((user) => user.isGone !== true);
    users.sort((left, right) => compare(left.detailsAt ?? '', right.detailsAt ?? ''));
    for (const user of users) offer(user);
    // While mailboxes are closed to us, one account a look finds out when they are not any more.
    return chosen.size === 0 && isClosed ? users.slice(0, 1) : [...chosen.values()];
  });
}

function isOpen(user: DirectoryUser, stale: Instant, isClosed: boolean): boolean {
  if (user.isGone === true) return false;
  if (user.detailsAt === undefined || user.detailsAt < stale) return true;
  return user.mailboxKind === undefined && !isClosed;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
