import type { Action } from '../model/action.js';
import type { StepContext } from '../respond/plan/steps/step-work.js';
import type { JobContext } from './context.js';

/** Gathers what a step works with. Raises `StoreError`. */
export async function stepContextOf(
  action: Action,
  targetId: string,
  context: JobContext,
  signal: AbortSignal,
): Promise<StepContext> {
  const ids = action.evidence ?? [];
  const evidence = await context.store.read((reads) => reads.events(ids));
  const planted = action.kind === 'disable-inbox-rule' ? await context.plantedRules(ids) : [];
  const { containment, directory } = context;
  const quarantineGroup = context.policy.plan?.quarantineGroup ?? null;
  return { action, targetId, evidence, planted, containment, directory, quarantineGroup, signal };
}
