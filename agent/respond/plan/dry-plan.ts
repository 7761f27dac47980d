import type { AccessEvent } from '../../model/access-event.js';
import type { Action } from '../../model/action.js';
import type { PlanStep, ResponsePlan } from '../../model/containment.js';
import type { Incident } from '../../model/incident.js';
import type { DirectoryUser } from '../../model/ports.js';
import type { Instant } from '../../model/time.js';
import type { BrakeVerdict } from '../brake/decide-brake.js';
import { decideActions } from '../decide-actions.js';
import type { ResponsePolicy } from '../policy.js';
import type { ProtectionAnswer } from '../stored-protection.js';
import { planIncident } from './incident-plan.js';

/** What would become of a step: done by the agent alone, only shown or put before a person, held back, or nobody can tell. */
export type DryOutcome = 'do' | 'propose' | 'hold' | 'cannot-tell';

/** One step of a plan that is only tried. */
export type DryStep = Pick<PlanStep, 'kind' | 'object' | 'tier' | 'mode'> & {
  readonly would: DryOutcome;
  /** Why it would be done, held or only shown. */
  readonly reason: string;
};

/** What would be decided about an incident, before the brake is asked. */
export interface DryPlan {
  readonly plan: ResponsePlan;
  readonly protection: ProtectionAnswer;
  /** One a step of the plan, in its order; each as of the incident's last event. */
  readonly actions: readonly Action[];
}

/**
 * Plans and decides for an incident that is only tried, as if nothing had been decided about it before. Pure. Where nobody can tell
 * whether the account is protected, it is planned for as one that is not.
 *
 * @param now until when the agent learns is asked by this; the actions bear the time of the incident's last event
 */
export function dryPlan(
  incident: Incident,
  events: readonly AccessEvent[],
  user: DirectoryUser | null,
  policy: Omit<ResponsePolicy, 'protection'>,
  protection: ProtectionAnswer,
  now: Instant,
): DryPlan {
  const reason = protection.isProtected === 'yes' ? protection.reason : null;
  const terms: ResponsePolicy = { ...policy, protection: { reasonFor: () => reason } };
  const { plan, steps } = planIncident(incident, events, user, terms, false);
  const actions = decideActions(incident, terms, [], now, steps);
  return {
    plan,
    protection,
    actions: actions.map((action) => ({ ...action, decidedAt: incident.lastEvent })),
  };
}

/** The steps with what would become of each; `verdicts` of the brake by the id of the action, `go` where it was not asked. */
export function dryStepsOf(
  { plan, protection, actions }: DryPlan,
  verdicts: ReadonlyMap<string, BrakeVerdict>,
): readonly DryStep[] {
  return plan.steps.flatMap(({ kind, object, tier, mode }, at) => {
    const action = actions[at];
    if (action === undefined) return [];
    return [{ kind, object, tier, mode, ...outcomeOf(action, protection, verdicts.get(action.id)) }];
  });
}

function outcomeOf(
  { status, reason }: Action,
  protection: ProtectionAnswer,
  verdict: BrakeVerdict | undefined,
): Pick<DryStep, 'would' | 'reason'> {
  if (status === 'held') return { would: 'hold', reason };
  if (status !== 'approved') return { would: 'propose', reason };
  if (protection.isProtected === 'unknown') return { would: 'cannot-tell', reason: protection.reason };
  return verdict?.verdict === 'hold' ? { would: 'hold', reason: verdict.reason } : { would: 'do', reason };
}
