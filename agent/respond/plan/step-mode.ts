import type { ActionKind, ResponseMode } from '../../model/action.js';
import type { TargetClass } from '../../model/containment.js';
import type { ActionModes, StepMode } from '../../model/response-modes.js';
import { classesOf, type Target } from '../../model/target.js';
import { modeFor, mostCautious } from './modes.js';
import { STEP_FACTS } from './step-facts.js';

/** Accounts that several people or machines sit behind are never shut: their sessions and consents are ended instead. */
const NEVER_SHUT: readonly TargetClass[] = ['shared', 'service'];
const SHUTTING: readonly ActionKind[] = ['quarantine', 'disable-account'];

/** Whether a step locks whoever uses the account out. */
export function isShutting(kind: ActionKind): boolean {
  return SHUTTING.includes(kind);
}

/** Whether an account of these classes must not be shut. */
export function isNeverShut(classes: readonly TargetClass[]): boolean {
  return NEVER_SHUT.some((one) => classes.includes(one));
}

/**
 * By whose word a step is done, for this account. One that the directory says nothing of, or of which the roles could not be read, may be
 * anybody's: the hard tier then waits for a person. So does shutting one of which nobody asked yet what its mailbox is for: it may be one
 * that many people share.
 *
 * @param ceiling `response.mode`: nothing goes beyond it
 */
export function stepModeFor(
  kind: ActionKind,
  target: Target,
  modes: ActionModes,
  ceiling: ResponseMode,
): StepMode {
  const classes = classesOf(target);
  const configured = modeFor(kind, classes, modes, ceiling);
  const needsPerson =
    STEP_FACTS[kind].tier === 'hard' &&
    (classes.length === 0 || target.isProtected || target.isPrivileged !== false);
  const mayBeShared = isShutting(kind) && target.mailboxKind === null;
  return needsPerson || mayBeShared ? mostCautious<StepMode>([configured, 'approve']) : configured;
}
