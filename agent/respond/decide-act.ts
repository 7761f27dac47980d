import type { Action } from '../model/action.js';
import type { StepMode } from '../model/response-modes.js';
import type { Instant } from '../model/time.js';
import { type BrakeState, type BrakeVerdict, decideBrake } from './brake/decide-brake.js';
import { isAutomatic } from './brake/spending.js';
import { USUAL_TERMS } from './brake/terms.js';
import { judgeKind, type KindTerms } from './judge-mailbox-kind.js';
import type { ResponsePolicy } from './policy.js';

/** How things are at the moment of an act. */
export interface ActTerms {
  /** The operator's kill file exists. */
  readonly isKilled: boolean;
  readonly policy: Pick<ResponsePolicy, 'protection' | 'brake'>;
  /** By whose word the step is done as things are now, see `modeNow`; missing where nobody looked. */
  readonly mode?: StepMode;
  /** What was asked of the mailbox; missing where the act does not hinge on it. */
  readonly mailbox?: KindTerms;
}

/**
 * The last look before an act, whatever was decided before: the kill file, the protected list, how long an approval stands, what the
 * mailbox is for, the mode, and the brake. Asked anew at each go.
 */
export function decideAct(action: Action, state: BrakeState, terms: ActTerms, now: Instant): BrakeVerdict {
  if (terms.isKilled) return hold('kill-file', 'the kill file exists: nothing is done');
  if (action.approvedUntil !== undefined && action.approvedUntil < now) {
    return hold('approval-expired', `the approval ended at ${action.approvedUntil}; it takes a new one`);
  }
  const reason = terms.policy.protection.reasonFor(action.target);
  if (reason !== null && !action.isApproved) return hold('protection', reason);
  const { mailbox } = terms;
  const byMailbox = mailbox === undefined ? null : judgeKind(action, mailbox, reason !== null, now);
  if (byMailbox !== null && byMailbox.verdict !== 'go') return byMailbox;
  const byMode = judgeMode(action, terms.mode);
  if (byMode !== null) return byMode;
  return decideBrake(action, state, (terms.policy.brake ?? USUAL_TERMS).settings, now);
}

/** What a person let go is done in any mode that does anything. What was begun is ended, or nobody would know whether it took. */
function judgeMode(action: Action, mode: StepMode = 'enforce'): BrakeVerdict | null {
  if (mode === 'enforce' || action.attemptedAt !== null) return null;
  if (mode === 'approve' && !isAutomatic(action)) return null;
  return hold('mode', `the step has the mode "${mode}" by now`);
}

function hold(by: 'kill-file' | 'approval-expired' | 'protection' | 'mode', reason: string): BrakeVerdict {
  return { verdict: 'hold', by, reason, trip: null };
}
