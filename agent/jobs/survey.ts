import type { SurveyStep } from '../assess/survey/survey-mailbox.js';
import { surveyJob } from '../model/job-specs.js';
import { isSurveyEnded, type MailboxSurvey, type ReadPace } from '../model/mailbox-survey.js';
import type { Job } from '../model/store.js';
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS, shift } from '../model/time.js';
import { endSurvey } from './close-survey.js';
import type { JobContext } from './context.js';

/** One slice stays well within a job's lease, and leaves the lane to other mailboxes. */
const SLICE_MS = 60 * SECOND_MS;
const BETWEEN_SLICES_MS = 5 * SECOND_MS;
/**
 * Reads of two minutes are one record in the mailbox's log, and above 1,000 records in a day the provider stops to log reads of the
 * mailbox, the intruder's among them ("Use MailItemsAccessed to investigate compromised accounts"). The owner reads too.
 */
const FOLD_MS = 2 * MINUTE_MS;
const MOST_STRETCHES_A_DAY = 400;

/** Goes on with a look through a whole mailbox for a while. Each page is kept before the next is asked for: a kill costs one page. */
export async function surveySlice(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const begun = await context.store.read((reads) => reads.survey(job.subject));
  if (begun === null || !job.version.startsWith(`${begun.pass}#`) || context.lookThrough === undefined) {
    await context.store.write('survey-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const until = context.clock.nowMs() + SLICE_MS;
  let survey = begun;
  for await (const step of isSurveyEnded(begun) ? [] : context.lookThrough(begun, signal)) {
    survey = await keepStep(step, survey, context);
    if (context.clock.nowMs() >= until || hasReadEnough(survey)) break;
  }
  await endSlice(job, survey, context);
}

async function keepStep(
  { survey, messages }: SurveyStep,
  { pace }: MailboxSurvey,
  { store, clock }: JobContext,
): Promise<MailboxSurvey> {
  const now = clock.now();
  const kept = { ...survey, pace: pacedAt(now, pace), updatedAt: now };
  await store.write('survey-page', async (tx) => {
    await tx.putSurvey(kept);
    await tx.putSurveyedMessages(kept.subject, messages);
  });
  return kept;
}

function pacedAt(now: Instant, pace: ReadPace | null): ReadPace {
  if (pace === null || now >= shift(pace.since, DAY_MS))
    return { since: now, stretches: 1, until: shift(now, FOLD_MS) };
  if (now < pace.until) return pace;
  return { ...pace, stretches: pace.stretches + 1, until: shift(now, FOLD_MS) };
}

/** Whether today's share of the mailbox's log is used up. */
function hasReadEnough({ pace }: MailboxSurvey): boolean {
  return pace !== null && pace.stretches >= MOST_STRETCHES_A_DAY;
}

/** When the next slice may begin: soon, or tomorrow. */
function nextAfter(survey: MailboxSurvey, { timing }: JobContext): Instant {
  const { pace, updatedAt } = survey;
  if (pace !== null && hasReadEnough(survey)) return shift(pace.since, DAY_MS);
  return shift(updatedAt, Math.ceil(BETWEEN_SLICES_MS / timing.scale));
}

async function endSlice(job: Job, survey: MailboxSurvey, context: JobContext): Promise<void> {
  const now = context.clock.now();
  if (!isSurveyEnded(survey)) {
    const { slice } = job.payload;
    const next = surveyJob(survey, (typeof slice === 'number' ? slice : 0) + 1, nextAfter(survey, context));
    await context.store.write('survey-slice', (tx) => tx.enqueue(next));
    return;
  }
  await context.store.write('survey-end', async (tx) => {
    await tx.finishJob(job.id, job.version);
    await endSurvey(tx, survey, context, now);
  });
  const { status, reason, withData, withUnread } = survey;
  context.log.info(
    { subject: survey.subject, status, reason, withData, withUnread },
    'mailbox looked through',
  );
}
