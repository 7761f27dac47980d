import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readHere } from '../../../agent/assess/documents/document-readers.js';
import type { SurveyStep, SurveyTools } from '../../../agent/assess/survey/survey-mailbox.js';
import { surveyMailbox } from '../../../agent/assess/survey/survey-mailbox.js';
import type { OutsideError } from '../../../agent/model/errors.js';
import { type MailboxSurvey, newSurvey, type SurveyedMessage } from '../../../agent/model/mailbox-survey.js';
import type { MailboxWalk, MailFolder, MessageContent } from '../../../agent/model/ports.js';
import { type FakeMessage, fakeMailbox, OWNER, RECEIVED_AT } from '../fake-mailbox.js';

/** A mailbox to go through. `failing` decides for each page whether and how it fails. */
export interface FakeWalk extends MailboxWalk {
  readonly asked: { readonly folder: string; readonly pageSize: number }[];
  messages: readonly FakeMessage[];
}

export function fakeWalk(
  messages: readonly FakeMessage[],
  folders: readonly MailFolder[] = [{ id: 'inbox', kind: 'inbox' }],
  failing: (folder: string, pageSize: number) => OutsideError | null = () => null,
): FakeWalk {
  const walk: FakeWalk = {
    asked: [],
    messages,
    folders: async () => folders,
    async *pages(_mailbox, folder, { before, pageSize }) {
      walk.asked.push({ folder, pageSize });
      const error = failing(folder, pageSize);
      if (error !== null) throw error;
      const secondOf = (at: string): string => at.slice(0, 19);
      const inside = walk.messages
        .filter((one) => (one.folder ?? 'inbox') === folder)
        .filter((one) => before === null || secondOf(one.receivedAt ?? RECEIVED_AT) <= secondOf(before))
        .toSorted(
          (a, b) => Date.parse(b.receivedAt ?? RECEIVED_AT) - Date.parse(a.receivedAt ?? RECEIVED_AT),
        );
      for (let at = 0; at < Math.max(1, inside.length); at += pageSize)
        yield inside.slice(at, at + pageSize).map(toContent);
    },
  };
  return walk;
}

function toContent(message: FakeMessage): MessageContent {
  return {
    header: {
      id: message.id,
      messageId: message.messageId,
      folderId: message.folder ?? 'inbox',
      receivedAt: `${(message.receivedAt ?? RECEIVED_AT).slice(0, 19)}.000Z`,
      hasAttachments: (message.attachments?.length ?? 0) > 0,
    },
    subject: message.subject ?? '',
    body: { type: 'text', content: message.text ?? '' },
  };
}

export function toolsFor(walk: FakeWalk): SurveyTools {
  return {
    walk,
    reader: fakeMailbox(walk.messages),
    reading: {
      classify: createClassifier(toClassifierSettings([], ['telco.example'])),
      limits: DEFAULT_LIMITS,
      documents: readHere(DEFAULT_LIMITS),
    },
    customerKey: new Uint8Array(32).fill(7),
    index: null,
  };
}

/** One that has not begun, of the whole mailbox unless `change` says otherwise. */
export function surveyOf(change: Partial<MailboxSurvey> = {}): MailboxSurvey {
  const demand = { subject: OWNER.upn, mailbox: OWNER, pass: 'one', sample: null };
  return { ...newSurvey(demand, RECEIVED_AT), ...change };
}

/** What a survey comes to in the end. */
export interface Surveyed {
  readonly survey: MailboxSurvey;
  readonly messages: readonly SurveyedMessage[];
}

/** Takes at most `most` steps. What was raised after them is left out. */
export async function takeSteps(begun: MailboxSurvey, walk: FakeWalk, most = Infinity): Promise<Surveyed> {
  let survey = begun;
  const messages: SurveyedMessage[] = [];
  let taken = 0;
  const steps: AsyncIterable<SurveyStep> = surveyMailbox(begun, toolsFor(walk), new AbortController().signal);
  for await (const step of steps) {
    survey = step.survey;
    messages.push(...step.messages);
    taken += 1;
    if (taken >= most) break;
  }
  return { survey, messages };
}
