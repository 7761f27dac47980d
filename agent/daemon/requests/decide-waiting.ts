import type { Action } from '../../model/action.js';
import { actionsOfIncident } from '../../model/actions-of-incident.js';
import { memberIds } from '../../model/incident-actor.js';
import { actJob } from '../../model/job-specs.js';
import type { StoreReads } from '../../model/store.js';
import { HOUR_MS, shift } from '../../model/time.js';
import { type CarryOut, done, refused, textOf } from './terms.js';

const OBSERVES = 'observe mode: nothing is done; set response.mode to approve or enforce';
const CLOSED = 'the incident is closed; later evidence opens a new one';

/** A person's word that what waits may be done, all of it or one step, for so long. */
export const approve: CarryOut = async (payload, tx, terms, now) => {
  if (terms.mode === 'observe') return refused(OBSERVES);
  const found = await waitingOf(payload, tx);
  if (typeof found === 'string') return refused(found);
  const hours = typeof payload.hours === 'number' ? payload.hours : terms.approvalMs / HOUR_MS;
  const approvedUntil = shift(now, hours * HOUR_MS);
  for (const { heldBy: _, ...waiting } of found) {
    const reason = because('approved by a person', payload.reason);
    const action: Action = { ...waiting, status: 'approved', isApproved: true, approvedUntil, reason };
    await tx.putAction(action);
    await tx.enqueue(actJob(action, now));
  }
  return done(found.length, ` may be done until ${approvedUntil}`);
};

/** A person's word that what waits is not to be done. */
export const reject: CarryOut = async (payload, tx) => {
  const found = await waitingOf(payload, tx);
  if (typeof found === 'string') return refused(found);
  for (const waiting of found) await tx.putAction(skipped(waiting, 'rejected by a person', payload.reason));
  return done(found.length, ' will not be done');
};

/** An action that a person decided against. */
export function skipped(action: Action, what: string, why: unknown): Action {
  const { heldBy: _, ...rest } = action;
  return { ...rest, status: 'skipped', reason: because(what, why ?? 'no reason given') };
}

function because(what: string, why: unknown): string {
  const text = textOf(why);
  return text === null ? what : `${what}: ${text}`;
}

/** The actions that wait for a person, in all mailboxes of an actor's incident; or why there are none. */
async function waitingOf(
  payload: Readonly<Record<string, unknown>>,
  reads: StoreReads,
): Promise<readonly Action[] | string> {
  const incident = await reads.incident(String(payload.incident));
  if (incident === null) return 'there is no such incident';
  if (incident.status === 'closed') return CLOSED;
  const waiting = (await actionsOfIncident(incident, reads, memberIds(incident))).filter(isWaiting);
  const step = textOf(payload.action);
  const chosen = step === null ? waiting : waiting.filter((one) => one.id === step);
  if (chosen.length > 0) return chosen;
  return step === null ? 'nothing waits for a decision' : 'no such action waits for a decision';
}

/** True while a person may say yes or no to it. */
export function isWaiting({ status }: Action): boolean {
  return status === 'proposed' || status === 'held';
}
