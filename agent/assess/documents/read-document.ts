import { delimiterOf, readDelimited } from './csv-table.js';
import { decodeText } from './decode-text.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { isReadableText, isZip, textTypeOf, unreadTypeOf } from './document-type.js';
import { readHtml } from './html-text.js';
import { readMail } from './mail-document.js';
import { readText } from './text-document.js';
import { readWorkbook } from './workbook.js';
import { ArchiveFault, inflateParts } from './zip-parts.js';

/** An image below this is a spacer or a tracking pixel: no room for writing. */
const SMALLEST_IMAGE_BYTES = 256;

/**
 * Reads an attachment or a file by what its bytes are; name and declared type only help. What cannot be read is a
 * reason, never silence. Reasons name kinds of files, never the file's name.
 */
export function readDocument(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
  depth = 0,
): DocumentText {
  if (bytes.length === 0) return { passages: [], reasons: [] };
  if (bytes.length > limits.attachmentBytes) return unread(`larger than ${limits.attachmentBytes} bytes`);
  if (/pkcs7-mime|pgp-encrypted/i.test(contentType ?? ''))
    return unread('an encrypted message cannot be read');
  if (/pkcs7-signature|pgp-signature/i.test(contentType ?? '')) return { passages: [], reasons: [] };
  const type = unreadTypeOf(bytes);
  if (type === 'an image' && bytes.length < SMALLEST_IMAGE_BYTES) return { passages: [], reasons: [] };
  if (type !== null) return unread(`${type} cannot be read`);
  return isZip(bytes) ? readArchive(bytes, limits) : readAsText(bytes, name, contentType, limits, depth);
}

function unread(reason: string): DocumentText {
  return { passages: [], reasons: [reason] };
}

function readArchive(bytes: Uint8Array, limits: DocumentLimits): DocumentText {
  try {
    const names = inflateParts(bytes, { leftBytes: limits.inflatedBytes }, () => null);
    if (names.some((entry) => entry.startsWith('xl/'))) return readWorkbook(bytes, limits);
    return unread(`${archiveKind(names)} cannot be read`);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    return unread(`the archive cannot be read: ${error.message}`);
  }
}

function archiveKind(names: readonly string[]): string {
  if (names.some((name) => name.startsWith('word/'))) return 'a Word document';
  if (names.some((name) => name.startsWith('ppt/'))) return 'a presentation';
  return names.includes('mimetype') ? 'an OpenDocument file' : 'a ZIP archive';
}

function readAsText(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
  depth: number,
): DocumentText {
  const decoded = decodeText(bytes);
  if (!isReadableText(decoded)) return unread('a file of an unknown binary kind cannot be read');
  const isCut = decoded.length > limits.textLength;
  const text = isCut ? decoded.slice(0, limits.textLength) : decoded;
  const read = readTextType(bytes, text, name, contentType, limits, depth);
  const cut = `only the first ${limits.textLength} characters were read`;
  return isCut ? { ...read, reasons: [...read.reasons, cut] } : read;
}

function readTextType(
  bytes: Uint8Array,
  text: string,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
  depth: number,
): DocumentText {
  switch (textTypeOf(text, name, contentType)) {
    case 'mail':
      return readNestedMail(bytes, limits, depth);
    case 'html':
      return readHtml(text, limits);
    case 'delimited': {
      const delimiter = delimiterOf(text);
      return delimiter === null ? readText(text) : readDelimited(text, delimiter, limits);
    }
    default:
      return readUnnamedText(text, limits);
  }
}

/** An export that is not called one: three columns or more, evenly filled, are no prose. */
function readUnnamedText(text: string, limits: DocumentLimits): DocumentText {
  const delimiter = delimiterOf(text);
  const columns = delimiter === null ? 0 : (text.split('\n', 1)[0] ?? '').split(delimiter).length;
  return delimiter !== null && columns >= 3 ? readDelimited(text, delimiter, limits) : readText(text);
}

function readNestedMail(bytes: Uint8Array, limits: DocumentLimits, depth: number): DocumentText {
  if (depth >= limits.mailDepth) return unread('mails nested too deep');
  return readMail(bytes, limits, (part, name, contentType) =>
    readDocument(part, name, contentType, limits, depth + 1),
  );
}
