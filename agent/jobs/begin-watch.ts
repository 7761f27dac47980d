import type { Action } from '../model/action.js';
import { TOO_EARLY } from '../model/containment.js';
import { watchJob } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import { shift } from '../model/time.js';

/**
 * Begins to watch an account once the provider accepted a revocation of its sessions, whatever becomes of the check: the logs tell in any
 * case. Until the watch first looks, a report must not say that nothing was done.
 */
export async function beginWatch(
  tx: StoreTx,
  { id, kind, incident, doneAt }: Action,
  evaluatedMs: number,
): Promise<void> {
  if (kind !== 'revoke-sessions' || doneAt === null) return;
  await tx.enqueue(watchJob(incident, id, shift(doneAt, evaluatedMs)));
  const state = await tx.containmentState(incident);
  if (state?.standing.verdict !== 'not-begun') return;
  const standing = { ...state.standing, verdict: 'waiting', reason: TOO_EARLY, revokedAt: doneAt } as const;
  await tx.putContainmentState({ ...state, standing });
}
