import { stateIncident } from '../../jobs/state-incident.js';
import { tell } from '../../jobs/tell.js';
import { actionsOfIncident } from '../../model/actions-of-incident.js';
import { type Incident, VERDICTS } from '../../model/incident.js';
import { isWaiting, skipped } from './decide-waiting.js';
import { type CarryOut, refused, textOf } from './terms.js';

/**
 * Closes a case with a person's verdict, which is kept for proposals of tuning; once more, it changes the verdict. What waits for a
 * decision is not done any more. The case is history from then on: later evidence opens a new one.
 */
export const closeIncident: CarryOut = async (payload, tx, terms, now) => {
  const incident = await tx.incident(String(payload.incident));
  if (incident === null) return refused('there is no such incident');
  const verdict = VERDICTS.find((one) => one === payload.verdict);
  if (verdict === undefined) return refused(`the verdict must be one of ${VERDICTS.join(', ')}`);
  const [by, reason] = [textOf(payload.by), textOf(payload.reason)];
  const closed: Incident = { ...incident, status: 'closed', closure: { verdict, at: now, by, reason } };
  await stateIncident(tx, closed, now);
  for (const action of await actionsOfIncident(incident, tx)) {
    const isStanding = action.status === 'approved' && action.attemptedAt === null;
    if (isWaiting(action) || isStanding)
      await tx.putAction(skipped(action, 'the incident was closed', verdict));
  }
  await tx.appendLedger({
    kind: 'incident-closed',
    incident: incident.id,
    subject: null,
    detail: { verdict, by, reason },
  });
  await tell(tx, closed, 'closed', terms.telling, now, by ?? undefined);
  return { status: 'done', result: `closed as ${verdict}; evidence after this opens a new incident` };
};
