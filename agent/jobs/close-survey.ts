import type { MailboxSurvey } from '../model/mailbox-survey.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { JobContext } from './context.js';
import { readRest } from './read-rest.js';
import { tell } from './tell.js';

/** A mailbox that cannot be looked at: written down, and told in the reports of its incidents. */
export async function closeSurvey(
  tx: StoreTx,
  subject: string,
  reason: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const survey = await tx.survey(subject);
  if (survey === null) return;
  const closed: MailboxSurvey = { ...survey, status: 'closed', reason, updatedAt: now };
  await tx.putSurvey(closed);
  await tellOfSurvey(tx, closed, context, now);
}

/** Writes what a survey came to into the exposures of the mailbox's incidents, and has their reports written anew. */
export async function tellOfSurvey(
  tx: StoreTx,
  survey: MailboxSurvey,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const incidents = (await tx.incidentsOf([survey.subject])).get(survey.subject) ?? [];
  for (const incident of incidents) {
    const exposure = await tx.exposure(incident.id);
    if (incident.status === 'closed' || exposure === null) continue;
    await tx.putExposure({ ...exposure, rest: await readRest(tx, incident, exposure, survey) });
    await tell(tx, incident, null, context, now);
  }
}
