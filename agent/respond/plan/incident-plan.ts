import type { AccessEvent } from '../../model/access-event.js';
import type { ResponsePlan } from '../../model/containment.js';
import type { Incident } from '../../model/incident.js';
import type { DirectoryUser } from '../../model/ports.js';
import { targetOf } from '../../model/target.js';
import type { Instant } from '../../model/time.js';
import type { DecidedStep } from '../decide-actions.js';
import type { ResponsePolicy } from '../policy.js';
import { decidePlan, USUAL_PLAN_POLICY } from './decide-plan.js';

/** A plan, and its steps as they are decided upon. */
export interface IncidentPlan {
  readonly plan: ResponsePlan;
  readonly steps: readonly DecidedStep[];
}

/** The plan for an incident under a policy. Pure. */
export function planIncident(
  incident: Incident,
  events: readonly AccessEvent[],
  user: DirectoryUser | null,
  policy: ResponsePolicy,
  isStillIn: boolean,
): IncidentPlan {
  const isProtected = policy.protection.reasonFor(incident.mailbox) !== null;
  const plan = decidePlan({
    incident,
    events,
    target: targetOf(user, isProtected),
    policy: policy.plan ?? USUAL_PLAN_POLICY,
    ceiling: policy.mode,
    isStillIn,
  });
  const times = new Map(events.map((event) => [event.id, event.at]));
  const steps = plan.steps.map((step) => ({ ...step, lastEvidenceAt: lastOf(step.evidence, times) }));
  return { plan, steps };
}

function lastOf(evidence: readonly string[], times: ReadonlyMap<string, Instant>): Instant | null {
  return evidence.flatMap((id) => times.get(id) ?? []).reduce<Instant | null>(later, null);
}

function later(latest: Instant | null, at: Instant): Instant {
  return latest === null || at > latest ? at : latest;
}
