import type { ActionKind, FoundObject } from '../model/action.js';
import type { Clock } from '../model/ports.js';
import type { ActOutcome } from './act.js';
import type { StepContext } from './plan/steps/step-work.js';
import { STEP_WORKS } from './plan/steps/step-works.js';

export interface ObjectDeps {
  readonly clock: Clock;
  /** Writes down what was there, before anything of it is changed. */
  remember(found: readonly FoundObject[]): Promise<void>;
}

/**
 * Does one step that changes things of an account: looks what is there, writes that down, and changes each that is not changed
 * yet. What was written down by an earlier go stands. Raises `OutsideError`, see `outcomeOf`.
 */
export async function actOnObjects(
  kind: Exclude<ActionKind, 'revoke-sessions'>,
  context: StepContext,
  deps: ObjectDeps,
): Promise<ActOutcome> {
  const work = STEP_WORKS[kind];
  let objects = context.action.found;
  if (objects === undefined) {
    const found = await work.find(context);
    if (found.status === 'cannot') return { status: 'failed', detail: found.detail };
    if (found.status === 'nothing') return { status: 'skipped', detail: found.detail };
    objects = found.objects;
    await deps.remember(objects);
  }
  for (const object of objects) {
    if ((await work.isChanged(object, context)) !== true) await work.change(object, context);
  }
  const at = deps.clock.now();
  return { status: 'done', at, targetId: context.targetId, detail: 'the provider accepted the change' };
}
