import type { Action } from '../../model/action.js';
import type { PlanStep } from '../../model/containment.js';
import type { Incident } from '../../model/incident.js';
import { type Instant, MINUTE_MS, shift, toMs } from '../../model/time.js';
import { SAME_ACT_MS } from './find-left-behind.js';

/** Continuous access evaluation cuts a live session off within this time; what is later is a new entry. */
const REVOKE_BITES_WITHIN_MS = 15 * MINUTE_MS;

/** What was decided about the same thing of the same account, in any order. */
export function sameStep(
  step: Pick<PlanStep, 'kind' | 'object'>,
  earlier: readonly Action[],
): readonly Action[] {
  return earlier.filter((action) => action.kind === step.kind && isSameObject(step, action.object ?? null));
}

/**
 * Whether an action stands for a step. One that waits, failed or was refused by a person stands for what comes later too: a
 * person has it. What was done stands until the intruder acts anew: a sign-in after a revocation, a consent after it was taken
 * away.
 *
 * @param lastEvidenceAt of what the step rests on
 */
export function isCovered(
  step: Pick<PlanStep, 'kind'>,
  incident: Incident,
  action: Action,
  lastEvidenceAt: Instant | null,
): boolean {
  if (action.doneAt === null) {
    // It was found to be gone already: what comes after that look is new.
    const wasGone = action.status === 'skipped' && action.verified === 'yes';
    return !wasGone || step.kind !== 'remove-grant' || (lastEvidenceAt ?? '') <= action.decidedAt;
  }
  if (step.kind === 'revoke-sessions')
    return incident.lastEvent <= shift(action.doneAt, REVOKE_BITES_WITHIN_MS);
  if (step.kind === 'remove-grant') return lastEvidenceAt === null || lastEvidenceAt <= action.doneAt;
  return true;
}

/** The times of one registration differ from log to log. */
function isSameObject({ kind, object }: Pick<PlanStep, 'kind' | 'object'>, other: string | null): boolean {
  if (kind !== 'remove-authentication-method' || object === null || other === null) return object === other;
  return Math.abs(toMs(object) - toMs(other)) <= SAME_ACT_MS;
}
