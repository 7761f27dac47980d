import { isPicture } from './picture-kind.js';

/** What a decoded text can be. */
export type ReadableType = 'html' | 'mail' | 'delimited' | 'json' | 'xml' | 'content-lines' | 'text';

interface Signature {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly name: string;
}

const SIGNATURES: readonly Signature[] = [
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7-Zip archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive' },
  { bytes: [0x42, 0x5a, 0x68], name: 'a bzip2 archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], name: 'an xz archive' },
  // Of an unusual form, else a reader has it.
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'an image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'an image' },
  { bytes: [0x66, 0x74, 0x79, 0x70], at: 4, name: 'a video' },
  { bytes: [0x49, 0x44, 0x33], name: 'a sound recording' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], name: 'a database file' },
  { bytes: [0x4d, 0x5a], name: 'a program' },
  { bytes: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257, name: 'a tar archive' },
];

/** Kinds that are read by a reader of their own, by how their bytes begin. */
export type BinaryKind = 'picture' | 'tnef' | 'pdf' | 'compound' | 'rtf' | 'gzip' | 'zip';

const BINARY: readonly (readonly [BinaryKind, readonly number[]])[] = [
  ['tnef', [0x78, 0x9f, 0x3e, 0x22]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['gzip', [0x1f, 0x8b]],
];
const ZIP: readonly number[] = [0x50, 0x4b];

/** Null for text and for what cannot be read. */
export function binaryKindOf(bytes: Uint8Array): BinaryKind | null {
  if (isPicture(bytes)) return 'picture';
  const found = BINARY.find(([, sign]) => sign.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? (isZip(bytes) ? 'zip' : null);
}

function isZip(bytes: Uint8Array): boolean {
  return ZIP.every((byte, index) => bytes[index] === byte) && (bytes[2] ?? 0) <= 8;
}

/** What the bytes themselves say they are, for people; null for text, or when they say nothing. */
export function unreadTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(({ bytes: sign, at = 0 }) =>
    sign.every((byte, index) => bytes[at + index] === byte),
  );
  return found?.name ?? null;
}

const CONTROL = /[^\P{Cc}\t\r\n\f\v]|\ufffd/gu;
const SAMPLE_LENGTH = 20_000;

/** Whether a decoded text reads as one: hardly any control character or undecodable byte. */
export function isReadableText(text: string): boolean {
  const sample = text.slice(0, SAMPLE_LENGTH);
  return (sample.match(CONTROL)?.length ?? 0) * 50 <= sample.length;
}

/** What a decoded text is, by name and declared type first, then by how it begins. */
export function textTypeOf(text: string, name: string, contentType: string | null): ReadableType {
  const declared = (contentType ?? '').toLowerCase();
  const start = text.slice(0, 2_000).trimStart();
  if (/\.(?:eml|mht|mhtml)$/i.test(name) || declared.startsWith('message/') || isMailHead(start))
    return 'mail';
  if (/\.(?:html?|xhtml)$/i.test(name) || declared.startsWith('text/html') || isHtml(start)) return 'html';
  if (/\.(?:csv|tsv|tab|psv)$/i.test(name) || /csv|tab-separated/.test(declared)) return 'delimited';
  if (/\.(?:vcf|vcard|ics|ifb)$/i.test(name) || /^BEGIN:(?:VCARD|VCALENDAR)\b/i.test(start))
    return 'content-lines';
  if (/\.(?:json|jsonl|ndjson)$/i.test(name) || /json/.test(declared) || /^[[{]\s{0,50}["[{]/.test(start))
    return 'json';
  return /\.xml$/i.test(name) || /^<\?xml\s/.test(start) ? 'xml' : 'text';
}

function isHtml(start: string): boolean {
  return /^(?:<!--[^>]{0,500}-->\s{0,20})?<(?:!doctype html|html|head|body|table|div)\b/i.test(start);
}

/** Two fields that only a mail begins with. */
function isMailHead(start: string): boolean {
  const names = start
    .split(/\r?\n/, 40)
    .flatMap((line) => /^([A-Za-z][\w-]{1,40}):/.exec(line)?.[1]?.toLowerCase() ?? []);
  const first = /^(?:From \S{1,200} |[A-Za-z][\w-]{1,40}:)/.test(start);
  const telling = [
    'received',
    'return-path',
    'message-id',
    'mime-version',
    'content-type',
    'delivered-to',
    'dkim-signature',
  ];
  return first && names.some((name) => telling.includes(name)) && names.length >= 2;
}
