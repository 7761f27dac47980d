import type { ActionKind } from '../model/action.js';
import type { StepContext } from './plan/steps/step-work.js';
import { STEP_WORKS } from './plan/steps/step-works.js';

/** Whether the provider's own state shows every thing of an action as changed. Raises `OutsideError`. */
export async function verifyObjects(
  kind: Exclude<ActionKind, 'revoke-sessions'>,
  context: StepContext,
): Promise<'yes' | 'not-yet' | 'unknown'> {
  const answers: (boolean | null)[] = [];
  for (const object of context.action.found ?? [])
    answers.push(await STEP_WORKS[kind].isChanged(object, context));
  if (answers.includes(false)) return 'not-yet';
  return answers.length === 0 || answers.includes(null) ? 'unknown' : 'yes';
}
