import { principalKey } from '../model/access-event.js';
import type { Action, ActionStatus } from '../model/action.js';
import type { ActionBasis } from '../model/brake.js';
import type { PlanStep } from '../model/containment.js';
import { deriveId } from '../model/ids.js';
import type { Incident } from '../model/incident.js';
import type { Instant } from '../model/time.js';
import { basisOf } from './brake/basis-of.js';
import { isCovered, sameStep } from './plan/is-covered.js';
import type { ResponsePolicy } from './policy.js';

/** What of a plan's step is decided upon. `lastEvidenceAt`: null where it rests on the incident as a whole. */
export type DecidedStep = Pick<PlanStep, 'kind' | 'object' | 'mode' | 'evidence' | 'because'> & {
  readonly lastEvidenceAt: Instant | null;
};

/**
 * What is to be done about an incident that was not decided before, in the order of the plan. Empty when nothing is, or when it
 * is already under way. What an intruder did before a revoke took is covered by that revoke: only acts after it justify another.
 *
 * @param earlier all actions of this incident, in any order
 * @param steps of the plan; the revocation alone where none is given
 */
export function decideActions(
  incident: Incident,
  policy: ResponsePolicy,
  earlier: readonly Action[],
  now: Instant,
  steps: readonly DecidedStep[] = [revocation(incident, policy)],
): readonly Action[] {
  if (!incident.justifiesContainment || incident.status === 'closed') return [];
  return steps.flatMap((step) => {
    const before = sameStep(step, earlier);
    if (before.some((action) => isCovered(step, incident, action, step.lastEvidenceAt))) return [];
    const verdict = verdictFor(incident, step, policy, now);
    return [toAction(step, incident, before.length, verdict, basisOf(incident, policy.tuning), now)];
  });
}

function revocation(incident: Incident, policy: ResponsePolicy): DecidedStep {
  return {
    kind: 'revoke-sessions',
    object: null,
    mode: policy.mode,
    evidence: [],
    because: incident.containmentReason,
    lastEvidenceAt: null,
  };
}

function toAction(
  step: DecidedStep,
  incident: Incident,
  count: number,
  verdict: Verdict,
  basis: ActionBasis,
  now: Instant,
): Action {
  const object = step.object === null ? [] : [step.object];
  return {
    id: deriveId('act', incident.id, step.kind, principalKey(incident.mailbox) ?? '', ...object, `${count}`),
    incident: incident.id,
    kind: step.kind,
    target: incident.mailbox,
    status: verdict.status,
    decidedAt: now,
    attemptedAt: null,
    doneAt: null,
    verified: 'unknown',
    isApproved: false,
    reason: verdict.reason,
    basis,
    ...(verdict.status === 'held' ? { heldBy: 'protection' as const } : {}),
    ...(step.object === null ? {} : { object: step.object }),
    ...(step.evidence.length === 0 ? {} : { evidence: step.evidence }),
  };
}

interface Verdict {
  readonly status: ActionStatus;
  readonly reason: string;
}

function verdictFor(incident: Incident, step: DecidedStep, policy: ResponsePolicy, now: Instant): Verdict {
  const protectedBecause = policy.protection.reasonFor(incident.mailbox);
  if (protectedBecause !== null) return { status: 'held', reason: protectedBecause };
  if (step.mode === 'observe') return { status: 'proposed', reason: 'observe mode: shown and not done' };
  if (policy.learningUntil !== null && policy.learningUntil > now) {
    return {
      status: 'proposed',
      reason: `learning until ${policy.learningUntil}: shown and not done`,
    };
  }
  if (step.mode === 'approve') return { status: 'proposed', reason: 'waits for approval by a person' };
  return { status: 'approved', reason: step.because };
}
