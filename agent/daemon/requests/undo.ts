import { undoIncident } from '../../jobs/undo.js';
import { type CarryOut, refused, textOf } from './terms.js';

/** Takes back what was done about an incident, as far as it can be, and says what cannot. */
export const undo: CarryOut = async (payload, tx, terms, now) => {
  if (terms.mode === 'observe') return refused('observe mode: nothing is done, so nothing is taken back');
  const incident = await tx.incident(String(payload.incident));
  if (incident === null) return refused('there is no such incident');
  const { queued, cannot } = await undoIncident(
    incident,
    textOf(payload.reason) ?? 'no reason given',
    tx,
    now,
  );
  const lasting = cannot.map(({ kind, reason }) => `${kind} cannot be taken back: ${reason}`);
  if (queued.length === 0) return refused(['nothing can be taken back', ...lasting].join('; '));
  return { status: 'done', result: [`${queued.length} will be taken back`, ...lasting].join('; ') };
};
