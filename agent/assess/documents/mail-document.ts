import { decodeText } from './decode-text.js';
import type { PartReading } from './descent.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { readHtml } from './html-text.js';
import {
  decodeQuoted,
  decodeWords,
  type FieldValue,
  type MailHead,
  readField,
  readHead,
} from './mail-headers.js';
import { PassageList } from './passage-list.js';
import { readText } from './text-document.js';

interface Walk {
  readonly mail: string;
  readonly limits: DocumentLimits;
  readonly readAttachment: PartReading;
  readonly list: PassageList;
  parts: number;
}

/** The subject, the texts and the attachments of a mail (RFC 5322, MIME). Each part that cannot be read is a reason. */
export async function readMail(
  bytes: Uint8Array,
  limits: DocumentLimits,
  readAttachment: PartReading,
): Promise<DocumentText> {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const walk: Walk = { mail, limits, readAttachment, list: new PassageList(), parts: 0 };
  const head = readHead(mail, 0, mail.length);
  const subject = decodeWords(head.fields.get('subject') ?? '');
  if (subject !== '') walk.list.add(readText(subject));
  await readPart(walk, head, mail.length, 0);
  return walk.list.document();
}

async function readPart(walk: Walk, head: MailHead, end: number, depth: number): Promise<void> {
  walk.parts += 1;
  if (walk.parts > walk.limits.mailParts || depth > walk.limits.mailDepth) {
    walk.list.fail('the mail has too many parts, or parts nested too deep; the rest was not read');
    return;
  }
  const type = readField(head.fields.get('content-type') ?? 'text/plain');
  const boundary = type.value.startsWith('multipart/') ? type.parameters.get('boundary') : undefined;
  if (boundary === undefined || boundary === '') await readLeaf(walk, head, type, end);
  else if (!(await readChildren(walk, type, boundary, head.bodyAt, end, depth)))
    await readLeaf(walk, head, type, end);
}

/** False when the boundary never comes: the body is then taken as it stands. */
async function readChildren(
  walk: Walk,
  type: FieldValue,
  boundary: string,
  from: number,
  end: number,
  depth: number,
): Promise<boolean> {
  const heads = splitParts(walk, boundary, from, end).map((part) => ({
    head: readHead(walk.mail, part.start, part.end),
    end: part.end,
  }));
  const chosen = type.value === 'multipart/alternative' ? richest(heads) : heads;
  for (const child of chosen) {
    if (walk.parts > walk.limits.mailParts) break;
    await readPart(walk, child.head, child.end, depth + 1);
  }
  return heads.length > 0;
}

interface Child {
  readonly head: MailHead;
  readonly end: number;
}

/** The versions say the same; the marked-up one keeps its tables. What is no text stays. */
function richest(children: readonly Child[]): readonly Child[] {
  const hasHtml = children.some((child) => contentTypeOf(child) === 'text/html');
  return hasHtml ? children.filter((child) => contentTypeOf(child) !== 'text/plain') : children;
}

function contentTypeOf(child: Child): string {
  return readField(child.head.fields.get('content-type') ?? 'text/plain').value;
}

function splitParts(
  walk: Walk,
  boundary: string,
  from: number,
  end: number,
): { start: number; end: number }[] {
  const { mail, limits } = walk;
  const mark = `--${boundary}`;
  const parts: { start: number; end: number }[] = [];
  let open: number | null = null;
  for (let at = mail.indexOf(mark, from); at >= 0 && at < end; at = mail.indexOf(mark, at + mark.length)) {
    if (at > from && mail[at - 1] !== '\n') continue;
    if (open !== null) parts.push({ start: open, end: at });
    const isClose = mail.startsWith('--', at + mark.length);
    const lineEnd = mail.indexOf('\n', at);
    open = isClose || lineEnd < 0 ? null : lineEnd + 1;
    if (isClose || parts.length > limits.mailParts) break;
  }
  if (open !== null && open < end) parts.push({ start: open, end });
  return parts;
}

async function readLeaf(walk: Walk, head: MailHead, type: FieldValue, end: number): Promise<void> {
  const bytes = decodeBody(walk.mail.slice(head.bodyAt, end), head.fields.get('content-transfer-encoding'));
  if (bytes === null) {
    walk.list.fail('a part of the mail has a transfer encoding that is not known');
    return;
  }
  const disposition = readField(head.fields.get('content-disposition') ?? '');
  const name = decodeWords(disposition.parameters.get('filename') ?? type.parameters.get('name') ?? '');
  const charset = type.parameters.get('charset') ?? null;
  if (name !== '' || disposition.value === 'attachment' || !type.value.startsWith('text/')) {
    walk.list.add(await walk.readAttachment(bytes, name, type.value));
  } else if (type.value === 'text/html') walk.list.add(readHtml(decodeText(bytes, charset), walk.limits));
  else walk.list.add(readText(decodeText(bytes, charset).slice(0, walk.limits.textLength)));
}

function decodeBody(body: string, encoding = '7bit'): Uint8Array | null {
  switch (
    encoding
      .trim()
      .toLowerCase()
      .replace(/[;"\s].*$/s, '')
  ) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return decodeQuoted(body);
    case '7bit':
    case '8bit':
    case 'binary':
    case '':
      return Buffer.from(body, 'latin1');
    default:
      return null;
  }
}
