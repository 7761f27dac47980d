import type { AccountOutcome } from '../../detect/loop/outcome-change.js';
import { pairIncidents } from '../../detect/loop/pair.js';
import type { Principal } from '../../model/access-event.js';
import type { ManualStep, TargetClass } from '../../model/containment.js';
import type { Incident } from '../../model/incident.js';
import type { StoreReads, Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { runBrakeDry } from '../../respond/brake/run-brake-dry.js';
import { USUAL_TERMS } from '../../respond/brake/terms.js';
import { type DryPlan, type DryStep, dryPlan, dryStepsOf } from '../../respond/plan/dry-plan.js';
import { storedUser } from '../../respond/plan/stored-user.js';
import type { ResponsePolicy } from '../../respond/policy.js';
import type { ProtectionAnswer } from '../../respond/stored-protection.js';

/** Under which terms plans are tried, all of them stored or configured: nothing is asked of the provider. */
export interface DryTerms {
  readonly policy: Omit<ResponsePolicy, 'protection' | 'tuning'>;
  /** Of the present rules, and of the change. */
  readonly tunings: { readonly before: Tuning; readonly after: Tuning };
  readonly protectionOf: (principal: Principal) => ProtectionAnswer;
  readonly since: Instant;
  readonly now: Instant;
}

/** An incident that is contained under the change, as it would be planned for under both. */
export interface DryCase {
  readonly account: string;
  /** Its id under the change, or before where the change has none. */
  readonly incident: string;
  /** Null: it was none, or justified no containment. */
  readonly before: DryPlan | null;
  readonly after: DryPlan | null;
}

/** The plan of one incident under the change, where it is another than before. */
export interface PlanChange {
  readonly account: string;
  readonly incident: string;
  readonly target: readonly TargetClass[];
  readonly protection: ProtectionAnswer;
  readonly steps: readonly DryStep[];
  readonly byHand: readonly ManualStep[];
  /** Steps of the plan under the present rules; null: there is none. */
  readonly before: readonly DryStep[] | null;
}

/** A cause, or the budget, on which the brake would go on under the change and not under the present rules. */
export interface TripChange {
  readonly cause: string;
  readonly at: Instant;
  readonly accounts: number;
}

/** The plans for what is contained of one account under either rule set. Raises `StoreError`. */
export async function casesOf(
  { subject, events }: Timeline,
  before: AccountOutcome,
  after: AccountOutcome,
  reads: StoreReads,
  terms: DryTerms,
): Promise<readonly DryCase[]> {
  const { added, removed, kept } = pairIncidents(before.incidents, after.incidents, terms.since);
  const pairs = [
    ...removed.map((left) => [left, null] as const),
    ...kept,
    ...added.map((right) => [null, right] as const),
  ].filter((both) => both.some((one) => one?.justifiesContainment));
  return Promise.all(
    pairs.map(async ([left, right]): Promise<DryCase> => {
      const planFor = async (incident: Incident | null, tuning: Tuning): Promise<DryPlan | null> => {
        if (incident === null || !incident.justifiesContainment) return null;
        const user = await storedUser(reads, incident.mailbox);
        const answer = terms.protectionOf(incident.mailbox);
        return dryPlan(incident, events, user, { ...terms.policy, tuning }, answer, terms.now);
      };
      const { tunings } = terms;
      const planBefore = await planFor(left, tunings.before);
      const planAfter = await planFor(right, tunings.after);
      const incident = right?.id ?? left?.id ?? '';
      return { account: subject, incident, before: planBefore, after: planAfter };
    }),
  );
}

/** Plans that the change makes or alters, and for what the brake would go on. Pure; each side is put before the brake by itself. */
export function changedPlans(
  cases: readonly DryCase[],
  { policy: { brake = USUAL_TERMS } }: DryTerms,
): { readonly plans: readonly PlanChange[]; readonly trips: readonly TripChange[] } {
  const dry = (side: 'before' | 'after') =>
    runBrakeDry(
      cases.flatMap((one) => one[side]?.actions ?? []),
      brake,
    );
  const [present, changed] = [dry('before'), dry('after')];
  const plans = cases.flatMap(({ account, incident, before, after }): readonly PlanChange[] => {
    if (after === null) return [];
    const was = before === null ? null : dryStepsOf(before, present.verdicts);
    const steps = dryStepsOf(after, changed.verdicts);
    if (was !== null && isSamePlan(was, steps)) return [];
    const { plan, protection } = after;
    const { target, byHand } = plan;
    return [{ account, incident, target, protection, steps, byHand, before: was }];
  });
  const known = new Set(present.trips.map(({ cause }) => cause));
  const trips = changed.trips.filter(({ cause }) => !known.has(cause));
  return { plans, trips: trips.map(({ cause, at, accounts }) => ({ cause, at, accounts })) };
}

/** Reasons are words for people: a score in them is no other plan. */
function isSamePlan(left: readonly DryStep[], right: readonly DryStep[]): boolean {
  const shapeOf = (steps: readonly DryStep[]) =>
    steps.map(({ kind, object, mode, would }) => `${kind}|${object ?? ''}|${mode}|${would}`).join('\n');
  return shapeOf(left) === shapeOf(right);
}
