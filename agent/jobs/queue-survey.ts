import { heldDataOf } from '../model/held-data.js';
import type { Incident } from '../model/incident.js';
import { surveyJob } from '../model/job-specs.js';
import { isSurveyEnded, type MailboxSurvey, newSurvey, type SurveyDemand } from '../model/mailbox-survey.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';

/**
 * Has a mailbox looked at from the beginning, and forgets what was found in it before. One that is being looked at already goes on as
 * it is, unless only a sample was wanted and now all is. Gives the survey that counts.
 */
export async function queueSurvey(tx: StoreTx, demand: SurveyDemand, now: Instant): Promise<MailboxSurvey> {
  const known = await tx.survey(demand.subject);
  if (known !== null && (known.pass === demand.pass || (!isSurveyEnded(known) && covers(known, demand))))
    return known;
  const survey = newSurvey(
    demand,
    now,
    known === null ? {} : { pace: known.pace, before: heldDataOf(known) },
  );
  await tx.dropSurveyedMessages(demand.subject);
  await tx.putSurvey(survey);
  await tx.enqueue(surveyJob(survey, 0, now));
  return survey;
}

/** The whole mailbox of an incident, once for each incident. */
export function queueIncidentSurvey(tx: StoreTx, incident: Incident, now: Instant): Promise<MailboxSurvey> {
  const { subject, mailbox, id } = incident;
  return queueSurvey(tx, { subject, mailbox, pass: `incident:${id}`, sample: null }, now);
}

function covers({ sample }: MailboxSurvey, demand: SurveyDemand): boolean {
  return sample === null || (demand.sample !== null && demand.sample <= sample);
}
