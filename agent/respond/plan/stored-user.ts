import type { Principal } from '../../model/access-event.js';
import type { DirectoryUser } from '../../model/ports.js';
import type { StoreReads } from '../../model/store.js';

/** The account as the directory last gave it, by its immutable id before its name; null where it was never read. Raises `StoreError`. */
export async function storedUser(
  reads: Pick<StoreReads, 'userByKey'>,
  { id, upn }: Principal,
): Promise<DirectoryUser | null> {
  const byId = id === null ? null : await reads.userByKey(`id:${id}`);
  return byId ?? (upn === null ? null : await reads.userByKey(upn));
}
