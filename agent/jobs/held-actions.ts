import type { Action } from '../model/action.js';
import type { StoreReads, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { heldByBrake, isReleasable, putTrip, readTrips } from '../respond/brake/brake-store.js';

/** What the brake holds: the action of this id, or all with null; else why there is nothing to let go. */
export async function heldActions(id: string | null, reads: StoreReads): Promise<readonly Action[] | string> {
  if (id === null) {
    const held = await heldByBrake(reads);
    return held.length === 0 ? 'the brake holds nothing' : held;
  }
  const action = await reads.action(id);
  if (action === null) return 'there is no such action';
  if (action.status !== 'held') return `it is ${action.status}, not held`;
  if (isReleasable(action.heldBy)) return [action];
  return `the protected list holds it: approve it with \`incidents approve ${action.incident}\``;
}

/** Lets every trip go: what its cause brings from now on is counted anew. */
export async function releaseTrips(tx: StoreTx, now: Instant): Promise<void> {
  for (const trip of await readTrips(tx)) {
    if (trip.releasedAt === null) await putTrip(tx, { ...trip, releasedAt: now });
  }
}
