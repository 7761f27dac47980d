import iconv from 'iconv-lite';
import { decodeText } from './decode-text.js';

const MOST_FIELDS = 500;
const LONGEST_HEAD = 256_000;

/** The header fields of a mail or of one of its parts, names in lower case, and where its body begins. */
export interface MailHead {
  readonly fields: ReadonlyMap<string, string>;
  readonly bodyAt: number;
}

/** A structured field such as `text/plain; charset=utf-8`. */
export interface FieldValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Splits the head off a mail whose bytes are given as Latin-1 text. The first field of a name counts. */
export function readHead(mail: string, from: number, to: number): MailHead {
  const fields = new Map<string, string>();
  const limit = Math.min(to, from + LONGEST_HEAD);
  let at = from;
  let name = '';
  while (at < limit) {
    const next = mail.indexOf('\n', at);
    const end = next < 0 || next > limit ? limit : next;
    const line = mail.slice(at, end).replace(/\r$/, '');
    at = end + 1;
    if (line === '') break;
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && name !== '') fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`);
    else if (colon > 0 && fields.size < MOST_FIELDS) {
      name = line.slice(0, colon).trim().toLowerCase();
      if (fields.has(name)) name = '';
      else fields.set(name, line.slice(colon + 1).trim());
    }
  }
  return { fields, bodyAt: Math.min(at, to) };
}

const PARAMETER = /;\s{0,20}([\w*-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]{0,998})"|([^\s;"]{1,998}))/g;

/** Value and parameters; those that RFC 2231 splits (`name*0`) or encodes (`name*`) are taken under their bare name. */
export function readField(text: string): FieldValue {
  const semicolon = text.indexOf(';');
  const value = (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase().replace(/\*\d*\*?$/, '');
    parameters.set(key, (parameters.get(key) ?? '') + (quoted ?? bare ?? ''));
  }
  return { value, parameters };
}

const ENCODED_WORD =
  /=\?([\w:.+-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]{0,2000})\?=(?:\s{1,20}(?==\?))?/gi;

/** A header text with its encoded words (RFC 2047) decoded. */
export function decodeWords(text: string): string {
  return text.replace(ENCODED_WORD, (_, charset: string, kind: string, data: string) => {
    const bytes =
      kind.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : decodeQuoted(data.replaceAll('_', ' '));
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : decodeText(bytes);
  });
}

/** Quoted-printable (RFC 2045, 6.7); a sign that is no escape stays as it is. */
export function decodeQuoted(text: string): Buffer {
  const joined = text.replace(/=[ \t]{0,76}\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
