import msgreader, { type FieldsData } from '@kenjiuno/msgreader';
import { decodeText } from './decode-text.js';
import type { Descent, PartReading } from './descent.js';
import type { DocumentText } from './document.js';
import { readHtml } from './html-text.js';
import { PassageList } from './passage-list.js';
import { readText } from './text-document.js';
import { addRtf } from './tnef.js';

/** The package is CommonJS: Node gives its exports as the default import, other loaders the class in them. */
const loaded: unknown = msgreader;
const MsgReader = typeof loaded === 'function' ? (loaded as typeof msgreader.default) : msgreader.default;
type Reader = InstanceType<typeof MsgReader>;

interface Message {
  readonly reader: Reader;
  readonly descent: Descent;
  readonly readPart: PartReading;
  readonly list: PassageList;
}

/** Subject, body, attachments and attached messages of an Outlook message (.msg, [MS-OXMSG]). */
export async function readOutlookMessage(
  bytes: Uint8Array,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  const list = new PassageList();
  try {
    const reader = new MsgReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const fields = reader.getFileData();
    if (fields.error !== undefined) list.fail('a damaged Outlook message cannot be read');
    else await readFields({ reader, descent, readPart, list }, fields, descent.depth);
  } catch {
    // The reader takes lengths and offsets of the file at their word, and throws whatever comes of it.
    list.fail('a damaged Outlook message could not be read to its end');
  }
  return list.document();
}

async function readFields(message: Message, fields: FieldsData, depth: number): Promise<void> {
  const { list, descent } = message;
  if (depth > descent.limits.mailDepth) {
    list.fail('mails nested too deep');
    return;
  }
  if (typeof fields.subject === 'string') list.add(readText(fields.subject.slice(0, 2_000)));
  readBody(message, fields);
  for (const attachment of fields.attachments ?? []) {
    if (attachment.innerMsgContentFields !== undefined)
      await readFields(message, attachment.innerMsgContentFields, depth + 1);
    else await readAttachment(message, attachment);
  }
}

/** Two versions of one text: the marked-up one has the tables. */
function readBody({ list, descent: { limits } }: Message, fields: FieldsData): void {
  const html = fields.html instanceof Uint8Array ? decodeText(fields.html) : fields.bodyHtml;
  if (typeof html === 'string' && html !== '') list.add(readHtml(html, limits));
  else if (typeof fields.body === 'string' && fields.body !== '') {
    if (fields.body.length > limits.textLength)
      list.fail(`only the first ${limits.textLength} characters were read`);
    list.add(readText(fields.body.slice(0, limits.textLength)));
  } else if (fields.compressedRtf !== undefined) addRtf(fields.compressedRtf, limits, list);
}

async function readAttachment(message: Message, attachment: FieldsData): Promise<void> {
  const { reader, descent, readPart, list } = message;
  descent.files.left -= 1;
  if (descent.files.left < 0) {
    list.fail('it holds more files than are read');
    return;
  }
  const { fileName, content } = reader.getAttachment(attachment);
  if (!(content instanceof Uint8Array)) list.fail('an attachment of the Outlook message cannot be read');
  else list.add(await readPart(content, fileName ?? '', attachment.attachMimeTag ?? null));
}
