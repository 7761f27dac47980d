import type { DryOutcome, DryStep } from '../../respond/plan/dry-plan.js';
import type { PlanChange, TripChange } from './dry-plans.js';

const WORDS: Readonly<Record<DryOutcome, string>> = {
  do: 'would be done',
  propose: 'would be proposed',
  hold: 'would be held',
  'cannot-tell': 'cannot tell whether it would be done',
};

/** A plan in lines: the account, then each step with what would become of it and why, then what is left to a person. */
export function planLines({ account, target, steps, byHand, before }: PlanChange): readonly string[] {
  const who = target.length === 0 ? 'the directory says nothing of it' : target.join(', ');
  return [
    `${before === null ? '>' : '~'} plan for ${account} (${who})`,
    ...steps.map(
      (step, at) => `    ${at + 1}. ${step.kind}: ${WORDS[step.would]}: ${step.reason}${was(step, before)}`,
    ),
    ...goneOf(steps, before).map(({ kind }) => `    -  ${kind}: no longer part of the plan`),
    ...byHand.map(({ because, where }) => `    by hand: ${because} (${where})`),
  ];
}

/** A cause for which the brake would go on. */
export function tripLines({ cause, at, accounts }: TripChange): string {
  const what = cause === 'budget' ? 'the budget would be used up' : `the brake would go on for ${cause}`;
  return `! ${what} at ${at}: ${accounts} accounts`;
}

function was(step: DryStep, before: PlanChange['before']): string {
  if (before === null) return '';
  const same = before.find((one) => isSameStep(one, step));
  if (same === undefined) return ' (new)';
  return same.would === step.would ? '' : ` (before: ${WORDS[same.would]})`;
}

function goneOf(steps: readonly DryStep[], before: PlanChange['before']): readonly DryStep[] {
  return (before ?? []).filter((one) => !steps.some((step) => isSameStep(one, step)));
}

function isSameStep(left: DryStep, right: DryStep): boolean {
  return left.kind === right.kind && left.object === right.object;
}
