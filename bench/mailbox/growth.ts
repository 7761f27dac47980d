import { toClassifierSettings } from '../../agent/assess/classify/settings.js';
import { createSurveyor } from '../../agent/assess/survey/surveyor.js';
import type { MailboxReader, MailboxWalk, MessageContent } from '../../agent/model/ports.js';
import { toInstant } from '../../agent/model/time.js';
import type { SimMessage } from '../../simulator/tenant.js';
import { createMailMaker } from './mail.js';
import { surveyOf } from './survey-of.js';

export interface Growth {
  readonly messages: number;
  /** Characters of bodies and bytes of attachments. */
  readonly megabytes: number;
  readonly processorSeconds: number;
  /** Of the process after each quarter, in MB. */
  readonly residentMb: readonly number[];
}

const MAILBOX = { id: 'u', upn: 'stream@contoso.example' };
const START_MS = Date.UTC(2026, 2, 1);
const NEVER = new AbortController().signal;

/** Looks through a mailbox that is made while it is read, so that nothing but the survey itself can grow. */
export async function measureGrowth(messages: number): Promise<Growth> {
  const maker = createMailMaker();
  let bytes = 0;
  const make = (number: number): SimMessage => maker.message(number, 'inbox', START_MS);
  const walk: MailboxWalk = {
    folders: async () => [{ id: 'inbox', kind: 'inbox' }],
    async *pages(_mailbox, _folder, { before, pageSize }) {
      const from = before === null ? 0 : (START_MS - Date.parse(before)) / 60_000 + 1;
      const numbers = Array.from(
        { length: Math.max(0, Math.min(pageSize, messages - from)) },
        (_, at) => from + at,
      );
      yield numbers.map((number) => {
        const message = make(number);
        bytes += message.body.length + message.attachments.reduce((sum, one) => sum + one.bytes.length, 0);
        return toContent(message, number);
      });
    },
  };
  const reader = {
    async *attachments(_mailbox: unknown, { id }: { readonly id: string }) {
      for (const { name, contentType, bytes: content } of make(Number(id)).attachments)
        yield { name, contentType, sizeBytes: content.length, bytes: content, unreadReason: null };
    },
  } as unknown as MailboxReader;
  const survey = createSurveyor({
    reader,
    walk,
    settings: toClassifierSettings([], ['contoso.example']),
    customerKey: new Uint8Array(32).fill(1),
  });
  const before = process.cpuUsage();
  const residentMb: number[] = [];
  for await (const step of survey(surveyOf(MAILBOX), NEVER)) {
    const read = step.survey.folders[0]?.read ?? 0;
    if (read >= ((residentMb.length + 1) * messages) / 4) residentMb.push(process.memoryUsage().rss / 1e6);
  }
  const { user, system } = process.cpuUsage(before);
  return { messages, megabytes: bytes / 1e6, processorSeconds: (user + system) / 1e6, residentMb };
}

function toContent(message: SimMessage, number: number): MessageContent {
  return {
    header: {
      id: String(number),
      messageId: message.internetMessageId,
      folderId: message.folderId,
      receivedAt: toInstant(message.receivedAtMs),
      hasAttachments: message.attachments.length > 0,
    },
    subject: message.subject,
    body: { type: 'text', content: message.body },
  };
}
