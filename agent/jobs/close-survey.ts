import type { ExposedCustomer } from '../model/exposure.js';
import type { CustomerCounts, MailboxSurvey } from '../model/mailbox-survey.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { restCustomers } from '../report/rest-customers.js';
import { countPeople } from '../report/total-customers.js';
import type { JobContext } from './context.js';
import { readRest, surveyedMessages } from './read-rest.js';
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
  await endSurvey(tx, { ...survey, status: 'closed', reason }, context, now);
}

/**
 * Writes down what a look came to, counted. Where the mailbox holds customers' data, or was known to, its account is scored anew: its
 * thresholds hang on it.
 */
export async function endSurvey(
  tx: StoreTx,
  survey: MailboxSurvey,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const customers = await countCustomers(tx, survey.subject);
  const ended = { ...survey, customers, updatedAt: now };
  await tx.putSurvey(ended);
  if (survey.withData > 0 || (survey.before ?? null) !== null) await tx.markDirty([survey.subject]);
  await tellOfSurvey(tx, ended, context, now);
}

async function countCustomers(tx: StoreTx, subject: string): Promise<CustomerCounts> {
  const customers: ExposedCustomer[] = [];
  for await (const message of surveyedMessages(tx, subject))
    customers.push(...restCustomers({ ...message, proof: 'present' }));
  return countPeople(customers);
}

/** Writes what a survey came to into the exposures of the mailbox's incidents, and has their reports written anew. */
async function tellOfSurvey(
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
