import { readContentLines } from './content-lines.js';
import { delimiterOf, readDelimited } from './csv-table.js';
import { decodeText } from './decode-text.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { isReadableText, textTypeOf } from './document-type.js';
import { readHtml } from './html-text.js';
import { readJson } from './json-document.js';
import { readText } from './text-document.js';
import { readXml } from './xml-document.js';

/** Plain text, CSV and HTML, and what is no text at all; null for texts with a structure of their own. */
export function readPlain(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
): DocumentText | null {
  const text = decode(bytes);
  if (text === null) return { passages: [], reasons: ['a file of an unknown binary kind cannot be read'] };
  return withCut(text, limits, (cut) => {
    switch (textTypeOf(cut, name, contentType)) {
      case 'html':
        return readHtml(cut, limits);
      case 'delimited': {
        const delimiter = delimiterOf(cut);
        return delimiter === null ? readText(cut) : readDelimited(cut, delimiter, limits);
      }
      case 'text':
        return readUnnamedText(cut, limits);
      default:
        return null;
    }
  });
}

/** Mail is told only: its parts may be of any kind. */
export function readStructured(
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
  limits: DocumentLimits,
): DocumentText | 'mail' {
  const text = decode(bytes) ?? '';
  const type = textTypeOf(text.slice(0, limits.textLength), name, contentType);
  if (type === 'mail') return 'mail';
  const read = withCut(text, limits, (cut) => {
    if (type === 'json') return readJson(cut, limits);
    return type === 'xml' ? readXml(cut, limits) : readContentLines(cut);
  });
  return read ?? readUnnamedText(text.slice(0, limits.textLength), limits);
}

/** Null where the bytes are no text. XML may name its character set. */
function decode(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml\s[^>]{0,100}?\bencoding=["']([\w.:-]{1,40})["']/.exec(head)?.[1] ?? null;
  const text = decodeText(bytes, declared);
  return isReadableText(text) ? text : null;
}

function withCut(
  text: string,
  limits: DocumentLimits,
  read: (text: string) => DocumentText | null,
): DocumentText | null {
  if (text.length <= limits.textLength) return read(text);
  const found = read(text.slice(0, limits.textLength));
  const reason = `only the first ${limits.textLength} characters were read`;
  return found === null ? null : { ...found, reasons: [...found.reasons, reason] };
}

/** An export that is not called one: three columns or more, evenly filled, are no prose. */
function readUnnamedText(text: string, limits: DocumentLimits): DocumentText {
  const delimiter = delimiterOf(text);
  const columns = delimiter === null ? 0 : (text.split('\n', 1)[0] ?? '').split(delimiter).length;
  return delimiter !== null && columns >= 3 ? readDelimited(text, delimiter, limits) : readText(text);
}
