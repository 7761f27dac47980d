import { OutsideError } from '../../model/errors.js';
import type { AttachmentContent, DocumentReader, MailboxReader, MessageContent } from '../../model/ports.js';
import type { Classifier } from '../classify/classify-document.js';
import type { Detection } from '../classify/detection.js';
import { groupPersons, type PersonRecord } from '../customers/group-persons.js';
import type { DocumentLimits, DocumentText } from '../documents/document.js';
import { readHtml } from '../documents/html-text.js';
import { PassageList } from '../documents/passage-list.js';
import { readText } from '../documents/text-document.js';
import type { Examination } from './examination.js';
import type { ReachedMessage } from './reached-message.js';

/** How documents are read and what is looked for in them. */
export interface Reading {
  readonly classify: Classifier;
  readonly limits: DocumentLimits;
  readonly documents: DocumentReader;
}

/** Where a message lies, and under which name what is found in it is noted. */
export type NamedMessage = Pick<ReachedMessage, 'id' | 'mailbox'>;

/** The persons that one message speaks of. What cannot be read of it is noted in the examination. */
export async function readMessage(
  examination: Examination,
  message: ReachedMessage,
  reading: Reading,
): Promise<readonly PersonRecord[]> {
  if (message.copies.length === 0) return [];
  const content = await examination.attempt(message.mailbox, message.id, (reader) =>
    readCopy(reader, message, examination.signal),
  );
  if (content === null) return [];
  const hasAttachments = content.header.hasAttachments || message.copies.some((copy) => copy.hasAttachments);
  const { header } = content;
  return readContent(examination, message, { ...content, header: { ...header, hasAttachments } }, reading);
}

/** The same of a message whose body is here already; its attachments are fetched. */
export async function readContent(
  examination: Examination,
  message: NamedMessage,
  content: MessageContent,
  reading: Reading,
): Promise<readonly PersonRecord[]> {
  const documents = [readBody(examination, message, content, reading)];
  // The provider does not count what is shown in the body among attachments ("message resource type", hasAttachments).
  const readsShown = reading.documents.readsPictures === true && showsPictures(content);
  if (content.header.hasAttachments || readsShown)
    documents.push(...(await readAttachments(examination, message, content, reading)));
  return groupPersons(documents);
}

/** Copies say the same: the next one is taken where one is gone meanwhile. */
async function readCopy(
  reader: MailboxReader,
  message: ReachedMessage,
  signal: AbortSignal,
): Promise<MessageContent> {
  let missing: unknown = new OutsideError('not-found', 'the message has no copy');
  for (const copy of message.copies) {
    try {
      return await reader.read(message.mailbox, copy, signal);
    } catch (error) {
      if (!(error instanceof OutsideError) || error.kind !== 'not-found') throw error;
      missing = error;
    }
  }
  throw missing;
}

function readBody(
  examination: Examination,
  message: NamedMessage,
  content: MessageContent,
  { classify, limits, documents }: Reading,
): readonly Detection[] {
  const { subject, body } = content;
  const list = new PassageList();
  list.add(readText(subject.slice(0, 2_000)));
  list.add(body.type === 'html' ? readHtml(body.content, limits) : cutText(body.content, limits));
  for (const reason of list.reasons) examination.note(message.id, reason);
  if (documents.readsPictures !== true && showsPictures(content))
    examination.note(message.id, 'pictures shown in the body cannot be read');
  return classify(list.passages);
}

function showsPictures({ body }: MessageContent): boolean {
  return body.type === 'html' && /<img\b[^>]{0,2000}\bsrc\s{0,5}=\s{0,5}["']?cid:/i.test(body.content);
}

function cutText(text: string, limits: DocumentLimits): DocumentText {
  if (text.length <= limits.textLength) return readText(text);
  const reason = `only the first ${limits.textLength} characters were read`;
  return { passages: readText(text.slice(0, limits.textLength)).passages, reasons: [reason] };
}

async function readAttachments(
  examination: Examination,
  message: NamedMessage,
  { header }: MessageContent,
  reading: Reading,
): Promise<readonly (readonly Detection[])[]> {
  const documents: (readonly Detection[])[] = [];
  let number = 0;
  await examination.attempt(message.mailbox, `${message.id} attachments`, async (reader) => {
    for await (const attachment of reader.attachments(message.mailbox, header, examination.signal)) {
      number += 1;
      const read = await readAttachment(attachment, reading.documents);
      for (const reason of read.reasons) examination.note(`${message.id} attachment ${number}`, reason);
      documents.push(reading.classify(read.passages));
    }
  });
  return documents;
}

async function readAttachment(
  { bytes, name, contentType, unreadReason }: AttachmentContent,
  documents: DocumentReader,
): Promise<DocumentText> {
  if (bytes === null) return { passages: [], reasons: [unreadReason ?? 'its content could not be had'] };
  return documents.read(bytes, name, contentType);
}
