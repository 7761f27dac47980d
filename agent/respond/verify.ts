import type { Action } from '../model/action.js';
import type { Containment } from '../model/ports.js';
import { shift } from '../model/time.js';

/** Two machines' clocks differ. */
const CLOCK_SKEW_MS = 5_000;

/**
 * Whether the provider's own state shows that the revoke took: sessions begun before it are void
 * (`signInSessionsValidFromDateTime` has moved past the first call). Raises `OutsideError`.
 */
export async function verifyRevoke(
  action: Action,
  targetId: string,
  containment: Containment,
  signal: AbortSignal,
): Promise<'yes' | 'not-yet' | 'unknown'> {
  const validFrom = await containment.sessionsValidFrom(targetId, signal);
  if (validFrom === null) return 'unknown';
  const since = action.attemptedAt ?? action.decidedAt;
  return validFrom >= shift(since, -CLOCK_SKEW_MS) ? 'yes' : 'not-yet';
}
