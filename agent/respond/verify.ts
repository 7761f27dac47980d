import type { Action } from '../model/action.js';
import type { Clock, Containment, SessionsValidity } from '../model/ports.js';
import { type Instant, SECOND_MS, shift, toMs } from '../model/time.js';

/** What is left of the difference of two clocks after it was allowed for: whole seconds, and the way of the answer. */
const CLOCK_SKEW_MS = 5 * SECOND_MS;

/**
 * Whether the provider's own state shows that the revoke took: sessions begun before it are void
 * (`signInSessionsValidFromDateTime` has moved past the first call). Raises `OutsideError`.
 */
export async function verifyRevoke(
  action: Action,
  targetId: string,
  { containment, clock }: { readonly containment: Containment; readonly clock: Pick<Clock, 'nowMs'> },
  signal: AbortSignal,
): Promise<'yes' | 'not-yet' | 'unknown'> {
  const validity = await containment.sessionsValidFrom(targetId, signal);
  if (validity.validFrom === null) return 'unknown';
  return hasTaken(validity, action.attemptedAt ?? action.decidedAt, clock.nowMs()) ? 'yes' : 'not-yet';
}

/**
 * Whether sessions begun before an attempt are void. The attempt is dated by our clock and the answer by the provider's, which may be
 * minutes apart: where the provider tells its time, the difference is allowed for.
 *
 * @param nowMs our clock at the answer, in epoch milliseconds
 */
export function hasTaken(
  { validFrom, toldAt }: SessionsValidity,
  attemptedAt: Instant,
  nowMs: number,
): boolean {
  if (validFrom === null) return false;
  const aheadMs = toldAt === null ? 0 : toMs(toldAt) - nowMs;
  return validFrom >= shift(attemptedAt, aheadMs - CLOCK_SKEW_MS);
}
