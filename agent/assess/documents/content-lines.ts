import type { DocumentText } from './document.js';
import { decodeQuoted } from './mail-headers.js';
import { TextBuffer } from './text-buffer.js';
import { readText } from './text-document.js';

/** What the names of fields mean; a field without an entry keeps its own name, a null one says nothing of people. */
const LABELS: Readonly<Record<string, string | null>> = {
  FN: 'Name',
  N: 'Full name',
  TEL: 'Phone',
  ADR: 'Address',
  LABEL: 'Address',
  EMAIL: 'Email',
  BDAY: 'Date of birth',
  ORG: 'Company',
  NOTE: 'Note',
  SUMMARY: 'Summary',
  DESCRIPTION: 'Description',
  ATTENDEE: 'Attendee',
  ORGANIZER: 'Organizer',
  LOCATION: 'Location',
  BEGIN: null,
  END: null,
  VERSION: null,
  PRODID: null,
  UID: null,
  REV: null,
  DTSTAMP: null,
  SEQUENCE: null,
  RRULE: null,
  TZOFFSETFROM: null,
  TZOFFSETTO: null,
  'X-ALT-DESC': null,
};
const BINARY = /;(?:ENCODING=)?(?:BASE64|B)(?:;|$)|;VALUE=BINARY/i;
const PICTURES = new Set(['PHOTO', 'LOGO']);

/**
 * Contacts and calendars (RFC 6350, RFC 5545; vCard 2.1 too): one block of `Field: value` lines for each card or entry.
 */
export function readContentLines(text: string): DocumentText {
  const buffer = new TextBuffer();
  const reasons = new Set<string>();
  for (const line of unfold(text)) {
    const colon = colonOf(line);
    if (colon < 0) continue;
    const head = line.slice(0, colon);
    const name = nameOf(head);
    const label = name in LABELS ? LABELS[name] : name.replace(/^X-/, '').replaceAll('-', ' ');
    if (name === 'BEGIN' || name === 'END') buffer.breakLine(true);
    else if (BINARY.test(head) || /^data:/i.test(line.slice(colon + 1)))
      reasons.add(
        PICTURES.has(name) ? 'a picture of a contact cannot be read' : 'an embedded file cannot be read',
      );
    else if (typeof label === 'string')
      buffer.append(`${label}: ${plainValue(head, line.slice(colon + 1))}\n`);
  }
  return { passages: readText(buffer.toString()).passages, reasons: [...reasons] };
}

/** Continuations begin with a blank; after a quoted-printable line of vCard 2.1 that ends in `=` they need none. */
function unfold(text: string): readonly string[] {
  const lines: string[][] = [];
  let isSoft = false;
  for (const line of text.split(/\r?\n/)) {
    const isContinued: boolean = isSoft || /^[ \t]/.test(line);
    const whole = isContinued ? (lines.at(-1) ?? []) : [];
    const isQuoted: boolean = isContinued ? isSoft : /^[^:]{0,200}quoted-printable/i.test(line);
    if (!isContinued || lines.length === 0) lines.push(whole);
    whole.push((isContinued && !isSoft ? line.slice(1) : line).replace(isQuoted ? /=$/ : /$^/, ''));
    isSoft = isQuoted && line.endsWith('=');
  }
  return lines.map((parts) => parts.join(''));
}

/** Quoted parameters may hold colons. */
function colonOf(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (line[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

function nameOf(head: string): string {
  const name = head.split(';', 1)[0] ?? '';
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}

function plainValue(head: string, raw: string): string {
  const value = /quoted-printable/i.test(head) ? decodeQuoted(raw).toString('utf8') : raw;
  const called = /;CN=(?:"([^"]{0,300})"|([^;:"]{0,300}))/i.exec(head);
  const plain = value
    .replace(/^(?:mailto|tel):/i, '')
    .replace(/\\n/gi, '\n')
    .replace(/\\(.)/g, '$1')
    .replace(/;+/g, ', ')
    .replace(/^[\s,]+|[\s,]+$/g, '');
  return called === null ? plain : `${called[1] ?? called[2] ?? ''} ${plain}`;
}
