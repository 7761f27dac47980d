import type { Action } from '../model/action.js';
import type { Containment } from '../model/ports.js';
import { type Instant, shift } from '../model/time.js';

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
  return hasTaken(validFrom, action.attemptedAt ?? action.decidedAt) ? 'yes' : 'not-yet';
}

/** Whether sessions begun before an attempt are void. The provider's clock may differ from ours by seconds. */
export function hasTaken(validFrom: Instant, attemptedAt: Instant): boolean {
  return validFrom >= shift(attemptedAt, -CLOCK_SKEW_MS);
}
