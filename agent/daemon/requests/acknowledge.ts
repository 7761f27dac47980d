import { tell } from '../../jobs/tell.js';
import { type CarryOut, refused, textOf } from './terms.js';

/** A person takes a case in hand: reminders end until something worse happens, and every sink of the case is told who has it. */
export const acknowledge: CarryOut = async (payload, tx, terms, now) => {
  const incident = await tx.incident(String(payload.incident));
  if (incident === null) return refused('there is no such incident');
  const by = textOf(payload.by) ?? 'somebody';
  await tx.putAcknowledgement(incident.id, { by, at: now });
  await tell(tx, incident, 'acknowledged', terms.telling, now, by);
  return { status: 'done', result: `taken in hand by ${by}` };
};
