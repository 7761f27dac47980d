import type { ActionKind, ResponseMode } from '../../model/action.js';
import type { TargetClass } from '../../model/containment.js';
import type { ActionModes, StepMode } from '../../model/response-modes.js';

/**
 * What costs its owner one sign-in at most follows `response.mode`. What is harder waits for a person, and what can lock
 * somebody out, or takes a licence that not everybody has, is switched on by configuration only.
 */
export const USUAL_MODES: ActionModes = {
  'revoke-sessions': { default: 'enforce' },
  'disable-inbox-rule': { default: 'enforce' },
  'remove-grant': { default: 'approve' },
  'remove-authentication-method': { default: 'approve' },
  'confirm-compromised': { default: 'off' },
  quarantine: { default: 'off' },
  'disable-account': { default: 'off' },
};

const RANKS: Readonly<Record<StepMode, number>> = { off: 0, observe: 1, approve: 2, enforce: 3 };

/**
 * The most cautious of what is said for the classes of an account; `ceiling` is `response.mode`, which nothing goes beyond. An account
 * of which nothing is known is in no class.
 */
export function modeFor(
  kind: ActionKind,
  classes: readonly TargetClass[],
  modes: ActionModes,
  ceiling: ResponseMode,
): StepMode {
  const byClass = modes[kind];
  const said = classes.flatMap((name) => byClass[name] ?? []);
  return mostCautious([ceiling, ...(said.length > 0 ? said : [byClass.default])]);
}

/** Raises a RangeError for none. */
export function mostCautious<T extends StepMode>(modes: readonly T[]): T {
  const [first, ...rest] = modes;
  if (first === undefined) throw new RangeError('mostCautious: no modes');
  return rest.reduce((least, mode) => (RANKS[mode] < RANKS[least] ? mode : least), first);
}
