import type { AccessEvent } from '../../model/access-event.js';
import type { ActionKind, ResponseMode } from '../../model/action.js';
import type { PlanStep, ResponsePlan, TargetClass } from '../../model/containment.js';
import type { Incident } from '../../model/incident.js';
import type { ActionModes } from '../../model/response-modes.js';
import { classesOf, type Target } from '../../model/target.js';
import { findLeftBehind, type LeftBehind } from './find-left-behind.js';
import { USUAL_MODES } from './modes.js';
import { planByHand } from './plan-by-hand.js';
import { STEP_FACTS } from './step-facts.js';
import { isNeverShut, isShutting, stepModeFor } from './step-mode.js';

/** What a SOC sets of the plans. */
export interface PlanPolicy {
  readonly modes: ActionModes;
  /** How many times the points of containment the hard tier takes. */
  readonly hardTierFactor: number;
  /** Object id of the group that conditional access blocks; null: no quarantine. */
  readonly quarantineGroup: string | null;
}

export const USUAL_PLAN_POLICY: PlanPolicy = {
  modes: USUAL_MODES,
  hardTierFactor: 1.5,
  quarantineGroup: null,
};

export interface PlanInput {
  readonly incident: Incident;
  /** All events of the account. */
  readonly events: readonly AccessEvent[];
  readonly target: Target;
  readonly policy: PlanPolicy;
  /** `response.mode`: nothing goes beyond it. */
  readonly ceiling: ResponseMode;
  /** The sessions were ended and somebody is in there all the same: the hard tier is open whatever the points. */
  readonly isStillIn: boolean;
}

/** A step before it is known by whose word it is done. */
type Draft = Pick<PlanStep, 'kind' | 'object' | 'evidence' | 'because'>;

/**
 * What is to be done about an incident that justifies containment, in order, each with by whose word. Pure: the same incident,
 * events and directory give the same plan, so that it can be shown before it is done. Empty without justification.
 */
export function decidePlan(input: PlanInput): ResponsePlan {
  const target = classesOf(input.target);
  if (!input.incident.justifiesContainment) return { target, steps: [], byHand: [] };
  const left = findLeftBehind(input.incident, input.events);
  const drafts = [...softDrafts(input.incident, left), ...hardDrafts(input, left, target)];
  return {
    target,
    steps: drafts.flatMap((draft) => toStep(draft, input)),
    byHand: planByHand(input.incident.mailbox, target, left),
  };
}

function softDrafts(incident: Incident, left: LeftBehind): readonly Draft[] {
  return [
    { kind: 'revoke-sessions', object: null, evidence: [], because: incident.containmentReason },
    ...left.rules.map((event) => ({
      kind: 'disable-inbox-rule' as const,
      object: event.id,
      evidence: [event.id],
      because:
        event.facts.forwardsOutside === true
          ? 'a rule that sends mail out of the company was made by the intruder'
          : event.facts.forwards === true
            ? 'a rule that sends mail on was made by the intruder'
            : 'a rule that hides mail from its owner was made by the intruder',
    })),
    ...left.consents
      .filter((consent) => !consent.isTenantWide)
      .map((consent) => ({
        kind: 'remove-grant' as const,
        object: consent.appId,
        evidence: consent.events.map(({ id }) => id),
        because: 'the intruder gave an application access, which no revocation ends',
      })),
  ];
}

function hardDrafts(
  { incident, policy, isStillIn }: PlanInput,
  left: LeftBehind,
  target: readonly TargetClass[],
): readonly Draft[] {
  const certain = left.methods.filter(({ isAmbiguous }) => !isAmbiguous);
  const methods = certain.map((method) => ({
    kind: 'remove-authentication-method' as const,
    object: method.at,
    evidence: method.events.map(({ id }) => id),
    because: 'a way to sign in was added by the intruder, who could use it after any change of password',
  }));
  const why = hardTierReason(incident, policy.hardTierFactor, isStillIn);
  if (why === null) return methods;
  const kinds: readonly ActionKind[] = ['confirm-compromised', 'quarantine', 'disable-account'];
  const possible = kinds.filter(
    (kind) =>
      (kind !== 'quarantine' || policy.quarantineGroup !== null) &&
      (kind !== 'disable-account' || !target.includes('synced')) &&
      !(isShutting(kind) && isNeverShut(target)),
  );
  return [...methods, ...possible.map((kind) => ({ kind, object: null, evidence: [], because: why }))];
}

/** Null: the soft tier is all that the evidence justifies. */
function hardTierReason(incident: Incident, factor: number, isStillIn: boolean): string | null {
  if (isStillIn) return 'the intruder is in there after the sessions were ended';
  const isHeavy = incident.score >= incident.containThreshold * factor;
  const isSettled = incident.reasons.some(
    ({ family, points }) => points > 0 && (family === 'persistence' || family === 'consent'),
  );
  return isHeavy && isSettled ? 'the evidence is heavy, and the intruder prepared to stay' : null;
}

function toStep(draft: Draft, input: PlanInput): readonly PlanStep[] {
  const mode = stepModeFor(draft.kind, input.target, input.policy.modes, input.ceiling);
  return mode === 'off' ? [] : [{ ...draft, ...STEP_FACTS[draft.kind], mode }];
}
