import { OutsideError } from '../../model/errors.js';
import type { MailboxSurvey, SurveyedFolder, SurveyedMessage } from '../../model/mailbox-survey.js';
import type { MailboxWalk, MessageContent } from '../../model/ports.js';
import { MOST_AT_ONCE } from '../reached/locate-messages.js';
import { mapConcurrent } from '../reached/map-concurrent.js';
import { asRefusal, describeRefusal } from '../reached/refusal.js';
import { isStillOpen, tookPage, withFolder, withFolders } from './advance-survey.js';
import { type MessageTools, surveyMessage } from './survey-message.js';

export interface SurveyTools extends MessageTools {
  readonly walk: MailboxWalk;
}

/** How far a survey has come, with what was found since the step before. To be stored as one, before the next is asked for. */
export interface SurveyStep {
  readonly survey: MailboxSurvey;
  readonly messages: readonly SurveyedMessage[];
}

/**
 * Goes on with a survey from where it stands, one page of messages a step, until it has ended. Whoever stops asking can go on later
 * with the last step's survey: at most the page after it is read twice. One call is under way for the list, three for attachments.
 * @throws OutsideError that may pass; what is worth keeping of the attempt was given as a step before
 */
export async function* surveyMailbox(
  begun: MailboxSurvey,
  tools: SurveyTools,
  signal: AbortSignal,
): AsyncGenerator<SurveyStep> {
  let survey = begun;
  if (survey.folders.length === 0) {
    survey = await listFolders(survey, tools, signal);
    yield { survey, messages: [] };
  }
  for (const { id } of survey.folders) {
    for await (const step of surveyFolder(survey, id, tools, signal)) {
      survey = step.survey;
      yield step;
    }
    if (survey.status === 'closed') return;
  }
}

async function listFolders(
  survey: MailboxSurvey,
  { walk }: SurveyTools,
  signal: AbortSignal,
): Promise<MailboxSurvey> {
  try {
    return withFolders(survey, await walk.folders(survey.mailbox, signal));
  } catch (error) {
    return { ...survey, status: 'closed', reason: describeRefusal(asRefusal(error)) };
  }
}

async function* surveyFolder(
  begun: MailboxSurvey,
  id: string,
  tools: SurveyTools,
  signal: AbortSignal,
): AsyncGenerator<SurveyStep> {
  let survey = begun;
  const now = (): SurveyedFolder | undefined => survey.folders.find((one) => one.id === id);
  const folder = now();
  if (folder === undefined || folder.status !== 'waiting') return;
  try {
    while (isStillOpen(survey, id)) {
      const fresh = await nextOf(survey, now() ?? folder, tools.walk, signal);
      const messages = await lookInto(survey, fresh, id, tools, signal);
      survey = tookPage(survey, id, fresh, messages);
      yield { survey, messages };
    }
  } catch (error) {
    const { step, isToBeRaised } = afterFailure(survey, now() ?? folder, error);
    yield { survey: step, messages: [] };
    if (isToBeRaised) throw error;
  }
}

/**
 * The next messages of a folder that were not read yet, empty at its end. Each page is asked for by time: the provider's own next
 * page counts messages, and skips some when others are deleted meanwhile. It is followed only through messages of one second.
 */
async function nextOf(
  { mailbox, sample }: MailboxSurvey,
  { id, place, read, pageSize }: SurveyedFolder,
  walk: MailboxWalk,
  signal: AbortSignal,
): Promise<readonly MessageContent[]> {
  const known = new Set(place?.items);
  const from = { before: place?.receivedAt ?? null, pageSize };
  for await (const page of walk.pages(mailbox, id, from, signal)) {
    const fresh = page.filter(({ header }) => !known.has(header.id));
    if (fresh.length > 0) return sample === null ? fresh : fresh.slice(0, sample - read);
  }
  return [];
}

async function lookInto(
  { mailbox }: MailboxSurvey,
  contents: readonly MessageContent[],
  folder: string,
  tools: SurveyTools,
  signal: AbortSignal,
): Promise<readonly SurveyedMessage[]> {
  const found = await mapConcurrent(contents, MOST_AT_ONCE, signal, (content) =>
    surveyMessage(mailbox, content, folder, tools, signal),
  );
  return found.filter((one) => one !== null);
}

/** A page that fails again and again, down to one message, ends its folder and nothing else. About an hour, as failed jobs are put back. */
const MOST_FAILURES = 12;
/** Failures that may lie in the page itself: too large to serve in time, or broken. */
const OF_THE_PAGE: readonly OutsideError['kind'][] = ['server-error', 'timeout', 'malformed-answer'];

function afterFailure(
  survey: MailboxSurvey,
  folder: SurveyedFolder,
  error: unknown,
): { readonly step: MailboxSurvey; readonly isToBeRaised: boolean } {
  if (error instanceof OutsideError && OF_THE_PAGE.includes(error.kind)) {
    const failures = folder.failures + 1;
    if (failures >= MOST_FAILURES) return closeFolder(survey, folder.id, UNSERVED);
    const pageSize = Math.max(1, Math.floor(folder.pageSize / 5));
    return { step: withFolder(survey, folder.id, { failures, pageSize }), isToBeRaised: true };
  }
  if (!(error instanceof OutsideError) || error.isRetryable || error.kind === 'aborted')
    return { step: survey, isToBeRaised: true };
  const reason = describeRefusal(error);
  if (error.kind === 'permission' || error.kind === 'credential')
    return { step: { ...survey, status: 'closed', reason }, isToBeRaised: false };
  return closeFolder(survey, folder.id, reason);
}

const UNSERVED = 'the provider fails to serve the rest of it';

function closeFolder(survey: MailboxSurvey, id: string, reason: string) {
  return { step: withFolder(survey, id, { status: 'closed', reason }), isToBeRaised: false };
}
