import type { IndexAccess } from '../../model/customer-index.js';
import type { MailboxSurvey } from '../../model/mailbox-survey.js';
import type { DocumentReader, MailboxReader, MailboxWalk } from '../../model/ports.js';
import { createClassifier } from '../classify/classify-document.js';
import type { ClassifierSettings } from '../classify/settings.js';
import { DEFAULT_LIMITS } from '../documents/document.js';
import { readHere } from '../documents/document-readers.js';
import { type SurveyStep, surveyMailbox } from './survey-mailbox.js';

/** What the survey of any mailbox takes. */
export interface SurveyorTools {
  /** Both null where no examiner is set up. */
  readonly reader: MailboxReader | null;
  readonly walk: MailboxWalk | null;
  readonly settings: ClassifierSettings;
  readonly customerKey: Uint8Array;
  readonly customerIndex?: () => IndexAccess | null;
  /** Reads attachments; in this process where none is given. */
  readonly documents?: DocumentReader;
}

/** Goes on with surveys, see `surveyMailbox`. Without an examiner every mailbox is closed, with the reason. */
export function createSurveyor(
  tools: SurveyorTools,
): (survey: MailboxSurvey, signal: AbortSignal) => AsyncIterable<SurveyStep> {
  const { reader, walk, settings, customerKey } = tools;
  if (reader === null || walk === null) return closeAtOnce;
  const reading = {
    classify: createClassifier(settings),
    limits: DEFAULT_LIMITS,
    documents: tools.documents ?? readHere(DEFAULT_LIMITS),
  };
  return (survey, signal) => {
    const index = tools.customerIndex?.() ?? null;
    return surveyMailbox(survey, { reader, walk, reading, customerKey, index }, signal);
  };
}

async function* closeAtOnce(survey: MailboxSurvey): AsyncGenerator<SurveyStep> {
  const reason = 'no examiner identity is configured, so no mail could be read';
  yield { survey: { ...survey, status: 'closed', reason }, messages: [] };
}
