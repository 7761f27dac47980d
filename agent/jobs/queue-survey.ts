import type { Principal } from '../model/access-event.js';
import type { Incident } from '../model/incident.js';
import { surveyJob } from '../model/job-specs.js';
import { isSurveyEnded, type MailboxSurvey } from '../model/mailbox-survey.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';

/** A mailbox that is to be looked at as a whole. */
export interface SurveyDemand {
  readonly subject: string;
  readonly mailbox: Principal;
  /** Names the look: the same one is taken once. */
  readonly pass: string;
  /** Messages of a folder at most; null for all. */
  readonly sample: number | null;
}

/**
 * Has a mailbox looked at from the beginning, and forgets what was found in it before. One that is being looked at already goes on as
 * it is, unless only a sample was wanted and now all is. Gives the survey that counts.
 */
export async function queueSurvey(tx: StoreTx, demand: SurveyDemand, now: Instant): Promise<MailboxSurvey> {
  const known = await tx.survey(demand.subject);
  if (known !== null && (known.pass === demand.pass || (!isSurveyEnded(known) && covers(known, demand))))
    return known;
  const survey: MailboxSurvey = {
    ...demand,
    status: 'waiting',
    reason: null,
    folders: [],
    withData: 0,
    withUnread: 0,
    classes: {},
    customers: null,
    pace: known?.pace ?? null,
    askedAt: now,
    updatedAt: now,
  };
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
