import type {
  MailboxSurvey,
  SurveyedFolder,
  SurveyedMessage,
  SurveyPlace,
} from '../../model/mailbox-survey.js';
import type { MailFolder, MessageContent } from '../../model/ports.js';

/** Bodies make pages large, and "big pages with bodies time out" ("List messages"). */
const PAGE_SIZE = 25;

/** The survey once its folders are known; none of them was read yet. */
export function withFolders(survey: MailboxSurvey, folders: readonly MailFolder[]): MailboxSurvey {
  const waiting = folders.map(
    ({ id, kind }): SurveyedFolder => ({
      id,
      kind,
      status: 'waiting',
      reason: null,
      read: 0,
      place: null,
      pageSize: PAGE_SIZE,
      failures: 0,
    }),
  );
  return settled({ ...survey, status: 'under-way', folders: waiting });
}

/** The survey with one folder changed. Once no folder waits it has ended. */
export function withFolder(
  survey: MailboxSurvey,
  id: string,
  change: Partial<SurveyedFolder>,
): MailboxSurvey {
  const folders = survey.folders.map((one) => (one.id === id ? { ...one, ...change } : one));
  return settled({ ...survey, folders });
}

/** Whether a folder has more to read. */
export function isStillOpen(survey: MailboxSurvey, id: string): boolean {
  return survey.folders.some((one) => one.id === id && one.status === 'waiting');
}

/** The survey after a page: `contents` were read, `messages` is what of them is kept. An empty page ends the folder. */
export function tookPage(
  survey: MailboxSurvey,
  id: string,
  contents: readonly MessageContent[],
  messages: readonly SurveyedMessage[],
): MailboxSurvey {
  const folder = survey.folders.find((one) => one.id === id);
  if (folder === undefined) return survey;
  const read = folder.read + contents.length;
  const isEnough = contents.length === 0 || (survey.sample !== null && read >= survey.sample);
  const counted = {
    ...survey,
    withData: survey.withData + messages.filter(({ customers }) => customers.length > 0).length,
    withUnread: survey.withUnread + messages.filter(({ unread }) => unread.length > 0).length,
    classes: countClasses(survey.classes, messages),
  };
  return withFolder(counted, id, {
    read,
    place: placeAfter(folder.place, contents),
    failures: 0,
    ...(isEnough ? { status: 'done' } : {}),
  });
}

/** The earliest time of the page, with all that were read of it and all that have none. */
function placeAfter(before: SurveyPlace | null, contents: readonly MessageContent[]): SurveyPlace | null {
  if (contents.length === 0) return before;
  const times = contents.flatMap(({ header }) => header.receivedAt ?? []).sort();
  const receivedAt = times[0] ?? before?.receivedAt ?? null;
  const now = contents.filter(({ header }) => header.receivedAt === receivedAt || header.receivedAt === null);
  const known = before?.receivedAt === receivedAt ? before.items : [];
  return { receivedAt, items: [...known, ...now.map(({ header }) => header.id)] };
}

function countClasses(
  known: MailboxSurvey['classes'],
  messages: readonly SurveyedMessage[],
): MailboxSurvey['classes'] {
  const counts = { ...known };
  for (const { classes } of messages)
    for (const dataClass of classes) counts[dataClass] = (counts[dataClass] ?? 0) + 1;
  return counts;
}

function settled(survey: MailboxSurvey): MailboxSurvey {
  if (survey.folders.some(({ status }) => status === 'waiting')) return survey;
  return { ...survey, status: survey.sample === null ? 'complete' : 'sampled' };
}
