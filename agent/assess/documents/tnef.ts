import { decompressRtf } from './compressed-rtf.js';
import { decodeText } from './decode-text.js';
import type { Descent, PartReading } from './descent.js';
import type { DocumentText } from './document.js';
import { readHtml } from './html-text.js';
import { MapiFault, type MapiProperty, readProperties, textOf } from './mapi-properties.js';
import { PassageList } from './passage-list.js';
import { readRtf } from './rtf-document.js';
import { readText } from './text-document.js';

/** Attributes of the stream that hold text or files ([MS-OXTNEF] 2.1.3.2). */
const SUBJECT = 0x00018004;
const BODY = 0x0002800c;
const MESSAGE_PROPERTIES = 0x00069003;
const ATTACHMENT_BEGINS = 0x00069002;
const ATTACHMENT_NAME = 0x00018010;
const ATTACHMENT_DATA = 0x0006800f;
const ATTACHMENT_PROPERTIES = 0x00069005;
/** Properties by their numbers ([MS-OXPROPS]). */
const PR = { subject: 0x0037, body: 0x1000, rtf: 0x1009, html: 0x1013, data: 0x3701, name: 0x3707 } as const;
/** Behind the sign of the stream stands a key. */
const HEADER_BYTES = 6;
/** Level, attribute and length before the data, a checksum behind it. */
const ATTRIBUTE_BYTES = 9;
const CHECKSUM_BYTES = 2;
/** An attached message is an object: the id of its interface, then the stream. */
const INTERFACE_BYTES = 16;
const OBJECT = 0x000d;

interface Attachment {
  name: string;
  bytes: Uint8Array | null;
}

/** What a stream says, before it is read. */
interface Tnef {
  subject: string;
  body: string;
  properties: ReadonlyMap<number, MapiProperty>;
  readonly attachments: Attachment[];
}

/** Outlook's own envelope (`winmail.dat`): subject, body and attachments of the message in it, attached messages too. */
export async function readTnef(
  bytes: Uint8Array,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  const list = new PassageList();
  const tnef: Tnef = { subject: '', body: '', properties: new Map(), attachments: [] };
  try {
    takeAttributes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), tnef);
  } catch (error) {
    if (!(error instanceof MapiFault)) throw error;
    list.fail(`the TNEF container (winmail.dat) could not be read to its end: ${error.message}`);
  }
  const subject = tnef.properties.get(PR.subject);
  list.add(readText((subject === undefined ? tnef.subject : textOf(subject)).slice(0, 2_000)));
  readBody(tnef, descent, list);
  for (const { name, bytes: content } of tnef.attachments) {
    descent.files.left -= 1;
    if (descent.files.left < 0) list.fail('it holds more files than are read');
    else if (content === null) list.fail('an attachment in a TNEF container (winmail.dat) cannot be read');
    else list.add(await readPart(content, name, null));
  }
  return list.document();
}

/** Raises `MapiFault`; what came before the fault is kept. */
function takeAttributes(view: Buffer, tnef: Tnef): void {
  if (view.length <= HEADER_BYTES) throw new MapiFault('it ends too early');
  for (let at = HEADER_BYTES; at < view.length; ) {
    if (at + ATTRIBUTE_BYTES > view.length) throw new MapiFault('it ends too early');
    const [attribute, length] = [view.readUInt32LE(at + 1), view.readUInt32LE(at + 5)];
    const start = at + ATTRIBUTE_BYTES;
    if (start + length > view.length) throw new MapiFault('it ends too early');
    takeAttribute(attribute, view.subarray(start, start + length), tnef);
    at = start + length + CHECKSUM_BYTES;
  }
}

function takeAttribute(attribute: number, data: Buffer, tnef: Tnef): void {
  const last = tnef.attachments.at(-1);
  if (attribute === SUBJECT) tnef.subject = plainText(data);
  else if (attribute === BODY) tnef.body = plainText(data);
  else if (attribute === MESSAGE_PROPERTIES) tnef.properties = readProperties(data);
  else if (attribute === ATTACHMENT_BEGINS) tnef.attachments.push({ name: '', bytes: null });
  else if (last === undefined) return;
  else if (attribute === ATTACHMENT_NAME) last.name ||= plainText(data);
  else if (attribute === ATTACHMENT_DATA) last.bytes ??= data;
  else if (attribute === ATTACHMENT_PROPERTIES) takeAttachment(readProperties(data), last);
}

function takeAttachment(properties: ReadonlyMap<number, MapiProperty>, attachment: Attachment): void {
  const [name, data] = [properties.get(PR.name), properties.get(PR.data)];
  if (name !== undefined) attachment.name = textOf(name);
  if (data === undefined || data.bytes.length === 0) return;
  attachment.bytes = data.type === OBJECT ? data.bytes.subarray(INTERFACE_BYTES) : data.bytes;
}

/** Two or three versions of one text: the marked-up one has the tables. */
function readBody({ body, properties }: Tnef, { limits }: Descent, list: PassageList): void {
  const [html, rtf, text] = [properties.get(PR.html), properties.get(PR.rtf), properties.get(PR.body)];
  const plain = text === undefined ? body : textOf(text);
  if (html !== undefined && html.bytes.length > 0) list.add(readHtml(decodeText(html.bytes), limits));
  else if (plain !== '') {
    if (plain.length > limits.textLength)
      list.fail(`only the first ${limits.textLength} characters were read`);
    list.add(readText(plain.slice(0, limits.textLength)));
  } else if (rtf !== undefined) addRtf(rtf.bytes, limits, list);
}

/** The body of a message as compressed RTF. */
export function addRtf(bytes: Uint8Array, limits: Descent['limits'], list: PassageList): void {
  const rtf = decompressRtf(bytes, limits.attachmentBytes);
  if (rtf === null) list.fail('the compressed RTF of a message cannot be read');
  else list.add(readRtf(rtf, limits));
}

function plainText(data: Buffer): string {
  return decodeText(data).replace(/\0+$/, '');
}
