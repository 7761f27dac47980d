import type { Action } from '../../model/action.js';
import type { StoreTx } from '../../model/store.js';
import { putTrip } from './brake-store.js';
import type { BrakeVerdict } from './decide-brake.js';

/** An action that is held, as it is to be stored; the trip that holds it is written down. */
export async function holdBack(
  tx: StoreTx,
  action: Action,
  { by, reason, trip }: Extract<BrakeVerdict, { verdict: 'hold' }>,
): Promise<Action> {
  if (trip !== null) await putTrip(tx, trip);
  // An approval that ended is none: the protected list holds again.
  const { approvedUntil: _, ...rest } = action;
  const standing = by === 'approval-expired' ? { ...rest, isApproved: false } : action;
  return { ...standing, status: 'held', heldBy: by, reason };
}
