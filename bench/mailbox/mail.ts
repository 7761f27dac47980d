import type { SimAttachment, SimMessage } from '../../simulator/tenant.js';
import { type BenchDocument, createCorpus } from '../classify/corpus.js';

/** Makes the messages of a mailbox, each from its number alone. */
export interface MailMaker {
  message(number: number, folderId: string, startMs: number): SimMessage;
}

const EVERYDAY =
  'Hello all,\nthe meeting on Thursday moves to ten. Please bring the figures of the last quarter, and tell me by Tuesday who cannot come. The room is the one on the second floor.\nThanks\n';
const MINUTE_MS = 60_000;

/** Every tenth message holds a customer's data in its text, every tenth another in a document. */
export function createMailMaker(): MailMaker {
  const { documents } = createCorpus('tuning', 1);
  const texts = documents.flatMap(({ filled: { content } }) =>
    content.kind === 'text' ? [content.text] : [],
  );
  const files = documents.filter(({ file }) => /\.(?:docx|xlsx|pdf|csv)$/.test(file.name));
  return {
    message(number, folderId, startMs) {
      const text = number % 10 === 3 ? texts[number % texts.length] : undefined;
      const file = number % 10 === 7 ? files[number % files.length] : undefined;
      return {
        id: `AAMkAGbench${number}=`,
        internetMessageId: `<${number}@mail.example>`,
        folderId,
        subject: `Meeting ${number}`,
        bodyType: 'text',
        body: (text ?? '') + EVERYDAY.repeat(1 + (number % 12)),
        from: 'sender@partner.example',
        to: [],
        receivedAtMs: startMs - number * MINUTE_MS,
        attachments: file === undefined ? [] : [attachmentOf(file, number)],
      };
    },
  };
}

function attachmentOf({ file }: BenchDocument, number: number): SimAttachment {
  return {
    id: `AAMkAGfile${number}=`,
    name: file.name,
    contentType: 'application/octet-stream',
    bytes: file.bytes,
  };
}
