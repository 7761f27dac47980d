import type { PictureReader } from '../../model/document-text.js';
import { readGzip } from './archive.js';
import { compoundKindOf, OUTLOOK_MESSAGE } from './compound-file.js';
import { beginDescent, type Descent, deeper, type PartReading } from './descent.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { binaryKindOf, unreadTypeOf } from './document-type.js';
import { readMail } from './mail-document.js';
import { readOutlookMessage } from './outlook-message.js';
import { readPdf } from './pdf-document.js';
import { readPicture, SMALLEST_PICTURE_BYTES, unreadPicture } from './picture.js';
import { isPicture } from './picture-kind.js';
import { readContainer } from './read-container.js';
import { readPlain, readStructured } from './read-text-kinds.js';
import { readRtf } from './rtf-document.js';
import { readTnef } from './tnef.js';

/**
 * Reads an attachment or a file by what its bytes are; name and declared type only help. What cannot be read is a
 * reason, never silence. Reasons name kinds of files, never the file's name.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
  pictures: PictureReader | null = null,
): Promise<DocumentText> {
  return cutPassages(await readPart(bytes, name, contentType, beginDescent(limits, pictures)), limits);
}

/** What can be told without parsing anything but plain text, CSV and HTML; null where more is needed. */
export function readSimple(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
  readsPictures = false,
): DocumentText | null {
  const refused = refuse(bytes, contentType, limits);
  if (refused !== null) return refused;
  const kind = binaryKindOf(bytes);
  if (kind === 'picture' && !readsPictures) return unreadPicture(bytes);
  if (kind !== null) return null;
  const read = readPlain(bytes, name, contentType, limits);
  return read === null ? null : cutPassages(read, limits);
}

async function readPart(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  descent: Descent,
): Promise<DocumentText> {
  const { limits } = descent;
  const refused = refuse(bytes, contentType, limits);
  if (refused !== null) return refused;
  const inner: PartReading = (part, partName, partType) =>
    readPart(part, partName, partType, deeper(descent));
  switch (binaryKindOf(bytes)) {
    case 'zip':
      return isTooDeep(descent) ? unread('archives nested too deep') : readContainer(bytes, descent, inner);
    case 'gzip':
      return isTooDeep(descent) ? unread('archives nested too deep') : readGzip(bytes, name, descent, inner);
    case 'tnef':
      return descent.depth >= limits.mailDepth
        ? unread('mails nested too deep')
        : readTnef(bytes, descent, inner);
    case 'pdf':
      return isTooDeep(descent) ? unread('documents nested too deep') : readPdf(bytes, descent, inner);
    case 'picture':
      return readPicture(bytes, descent.pictures);
    case 'rtf':
      return readRtf(bytes, limits);
    case 'compound': {
      const kind = compoundKindOf(bytes);
      return kind === OUTLOOK_MESSAGE
        ? readOutlookMessage(bytes, descent, inner)
        : unread(`${kind} cannot be read`);
    }
    default:
      break;
  }
  const plain =
    readPlain(bytes, name, contentType, limits) ?? readStructured(bytes, name, contentType, limits);
  if (plain !== 'mail') return plain;
  return descent.depth >= limits.mailDepth ? unread('mails nested too deep') : readMail(bytes, limits, inner);
}

function isTooDeep({ depth, limits }: Descent): boolean {
  return depth >= limits.archiveDepth;
}

/** What needs no reading: the answer, or null. */
function refuse(bytes: Uint8Array, contentType: string | null, limits: DocumentLimits): DocumentText | null {
  const nothing: DocumentText = { passages: [], reasons: [] };
  if (bytes.length === 0) return nothing;
  if (bytes.length > limits.attachmentBytes) return unread(`larger than ${limits.attachmentBytes} bytes`);
  if (/pkcs7-mime|pgp-encrypted/i.test(contentType ?? ''))
    return unread('an encrypted message cannot be read');
  if (/pkcs7-signature|pgp-signature/i.test(contentType ?? '')) return nothing;
  const type = isPicture(bytes) ? null : unreadTypeOf(bytes);
  if (type === 'an image' && bytes.length < SMALLEST_PICTURE_BYTES) return nothing;
  return type === null ? null : unread(`${type} cannot be read`);
}

function unread(reason: string): DocumentText {
  return { passages: [], reasons: [reason] };
}

/** What goes on from here is classified as a whole: so it is bounded as a whole. */
function cutPassages(document: DocumentText, { passagesLength }: DocumentLimits): DocumentText {
  let length = 0;
  const passages = document.passages.filter(({ text }) => {
    length += text.length;
    return length <= passagesLength;
  });
  if (passages.length === document.passages.length) return document;
  const reason = `only the first ${passagesLength} characters of all parts were read`;
  return { passages, reasons: [...document.reasons, reason] };
}
