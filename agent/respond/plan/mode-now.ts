import type { Action } from '../../model/action.js';
import type { StepMode } from '../../model/response-modes.js';
import type { StoreReads } from '../../model/store.js';
import { targetOf } from '../../model/target.js';
import type { ResponsePolicy } from '../policy.js';
import { USUAL_PLAN_POLICY } from './decide-plan.js';
import { stepModeFor } from './step-mode.js';
import { storedUser } from './stored-user.js';

/** By whose word an action is done as configuration and directory stand now, whatever was so when it was decided. Raises `StoreError`. */
export async function modeNow(
  { kind, target }: Action,
  reads: Pick<StoreReads, 'userByKey'>,
  { mode, plan, protection }: Pick<ResponsePolicy, 'mode' | 'plan' | 'protection'>,
): Promise<StepMode> {
  const user = await storedUser(reads, target);
  const isProtected = protection.reasonFor(target) !== null;
  return stepModeFor(kind, targetOf(user, isProtected), (plan ?? USUAL_PLAN_POLICY).modes, mode);
}
