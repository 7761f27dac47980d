import { principalKey } from '../model/access-event.js';
import type { Action, ActionStatus } from '../model/action.js';
import { deriveId } from '../model/ids.js';
import type { Incident } from '../model/incident.js';
import { type Instant, MINUTE_MS, shift } from '../model/time.js';
import type { ResponsePolicy } from './policy.js';

/** Continuous access evaluation cuts a live session off within this time; what is later is a new entry. */
const REVOKE_BITES_WITHIN_MS = 15 * MINUTE_MS;

/**
 * What is to be done about an incident that was not decided before. Empty when nothing is, or when it is already
 * under way. What an intruder did before a revoke took is covered by that revoke: only acts after it justify another.
 *
 * @param earlier all actions of this incident, in any order
 */
export function decideActions(
  incident: Incident,
  policy: ResponsePolicy,
  earlier: readonly Action[],
  now: Instant,
): readonly Action[] {
  if (!incident.justifiesContainment || incident.status === 'closed') return [];
  const revokes = earlier.filter((action) => action.kind === 'revoke-sessions');
  if (revokes.some((action) => coversAll(action, incident))) return [];
  const verdict = verdictFor(incident, policy);
  return [
    {
      id: deriveId(
        'act',
        incident.id,
        'revoke-sessions',
        principalKey(incident.mailbox) ?? '',
        `${revokes.length}`,
      ),
      incident: incident.id,
      kind: 'revoke-sessions',
      target: incident.mailbox,
      status: verdict.status,
      decidedAt: now,
      attemptedAt: null,
      doneAt: null,
      verified: 'unknown',
      isApproved: false,
      reason: verdict.reason,
    },
  ];
}

/** An action that waits or failed stands for what comes later too: a person has it. */
function coversAll(action: Action, incident: Incident): boolean {
  if (action.doneAt === null) return true;
  return incident.lastEvent <= shift(action.doneAt, REVOKE_BITES_WITHIN_MS);
}

function verdictFor(
  incident: Incident,
  policy: ResponsePolicy,
): { readonly status: ActionStatus; readonly reason: string } {
  const protectedBecause = policy.protection.reasonFor(incident.mailbox);
  if (protectedBecause !== null) return { status: 'held', reason: protectedBecause };
  if (policy.mode === 'observe') return { status: 'proposed', reason: 'observe mode: shown and not done' };
  if (policy.learningUntil !== null) {
    return {
      status: 'proposed',
      reason: `learning until ${policy.learningUntil}: shown and not done`,
    };
  }
  if (policy.mode === 'approve') return { status: 'proposed', reason: 'waits for approval by a person' };
  return { status: 'approved', reason: incident.containmentReason };
}
