import type { Action } from '../model/action.js';
import { STEP_FACTS } from './plan/step-facts.js';
import type { StepContext } from './plan/steps/step-work.js';
import { STEP_WORKS } from './plan/steps/step-works.js';

/**
 * Whether an action changed something: all that it meant to, or, where it failed or was stopped half-way, perhaps some of several things. Of
 * one thing alone, a failure means that it was not changed.
 */
export function hasChanged({ status, found = [] }: Action): boolean {
  return status === 'done' || ((status === 'failed' || status === 'held') && found.length > 1);
}

/** Why an action cannot be taken back, before anybody tries; null when it can. */
export function whyNotUndone(action: Action): string | null {
  if (!hasChanged(action)) return `it is ${action.status}`;
  const hasWayBack = action.kind !== 'revoke-sessions' && STEP_WORKS[action.kind].restore !== null;
  return hasWayBack ? null : STEP_FACTS[action.kind].undo;
}

/**
 * Puts back what an action changed. Safe to repeat: what is back already is left alone. Gives the reasons for what was not put
 * back. Raises `OutsideError`.
 */
export async function undoObjects(context: StepContext): Promise<readonly string[]> {
  const { kind, found = [] } = context.action;
  if (kind === 'revoke-sessions') return [STEP_FACTS[kind].undo];
  const { restore } = STEP_WORKS[kind];
  if (restore === null) return [STEP_FACTS[kind].undo];
  const reasons: string[] = [];
  for (const object of found) {
    const reason = await restore(object, context);
    if (reason !== null) reasons.push(reason);
  }
  return reasons;
}
