import { heldActions, releaseTrips } from '../../jobs/held-actions.js';
import type { Action } from '../../model/action.js';
import { actJob } from '../../model/job-specs.js';
import { skipped } from './decide-waiting.js';
import { type CarryOut, done, refused, textOf } from './terms.js';

/**
 * Lets go what the brake holds: one action, or all. With all, what the brake was pulled for no longer holds what comes later; the
 * count begins anew. The protected list and the kill file hold as before.
 */
export const resume: CarryOut = async (payload, tx, terms, now) => {
  if (terms.mode === 'observe') return refused('observe mode: nothing is done');
  const held = await heldActions(textOf(payload.action), tx);
  if (typeof held === 'string') return refused(held);
  if (textOf(payload.action) === null) await releaseTrips(tx, now);
  for (const { heldBy: _, ...rest } of held) {
    const reason = 'let go by a person after the brake held it';
    const action: Action = { ...rest, status: 'approved', resumedAt: now, reason };
    await tx.putAction(action);
    await tx.enqueue(actJob(action, now));
  }
  return done(held.length, held.length === 1 ? ' goes on' : ' go on');
};

/** Drops what the brake holds: one action, or all. The brake stays as it is. */
export const drop: CarryOut = async (payload, tx) => {
  const held = await heldActions(textOf(payload.action), tx);
  if (typeof held === 'string') return refused(held);
  for (const action of held) await tx.putAction(skipped(action, 'dropped by a person', payload.reason));
  return done(held.length, ' will not be done');
};
