import iconv from 'iconv-lite';
import type { DocumentLimits, DocumentText } from './document.js';
import { TextBuffer } from './text-buffer.js';
import { readText } from './text-document.js';

/** Groups that hold no text of the document (RTF 1.9.1); any other that is marked as ignorable (`\*`) holds none either. */
const SILENT = new Set(
  'info fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl operator creatim revtim printim userprops fldinst'.split(
    ' ',
  ),
);
/** Ignorable groups that hold text all the same. */
const SPEAKING = new Set(['shptxt', 'footnote', 'annotation', 'shpinst', 'nestrow']);
const BREAKS: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['row', '\n'],
  ['nestrow', '\n'],
  ['sect', '\n\n'],
  ['page', '\n\n'],
  ['tab', '\t'],
  ['cell', '\t'],
  ['nestcell', '\t'],
  ['emdash', '\u2014'],
  ['endash', '\u2013'],
  ['bullet', '\u2022'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
]);
const UNREAD: ReadonlyMap<string, string> = new Map([
  ['pict', 'pictures in the RTF document cannot be read'],
  ['objdata', 'embedded objects in the RTF document cannot be read'],
]);
const DEEPEST = 1_000;

interface Group {
  readonly isSilent: boolean;
  /** Signs that stand for one `\u` for readers that do not know it. */
  readonly fallbackLength: number;
}

/** Control word, escaped byte, escaped sign, brace, line end, or plain text: one alternative for each first sign. */
const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]{1,4000})|\\/gi;

/** The text of an RTF document. Cells of a row are parted by tabs, so that a table is told as one pasted into a text. */
export function readRtf(bytes: Uint8Array, limits: DocumentLimits): DocumentText {
  const reader = new RtfReader(limits.textLength);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const token of source.matchAll(TOKEN)) if (!reader.take(token)) break;
  return { passages: readText(reader.text()).passages, reasons: reader.reasons };
}

class RtfReader {
  readonly #buffer = new TextBuffer();
  readonly #reasons = new Set<string>();
  readonly #outer: Group[] = [];
  readonly #textLength: number;
  #group: Group = { isSilent: false, fallbackLength: 1 };
  #encoding = 'windows-1252';
  #bytes: number[] = [];
  #isIgnorable = false;
  #skip = 0;

  constructor(textLength: number) {
    this.#textLength = textLength;
  }

  get reasons(): readonly string[] {
    return [...this.#reasons];
  }

  text(): string {
    this.#flush();
    return this.#buffer.toString();
  }

  /** False when no more is read. */
  take([, word, number, byte, sign, brace, plain]: RegExpExecArray): boolean {
    if (byte !== undefined) this.#byte(Number.parseInt(byte, 16));
    else if (brace !== undefined) this.#brace(brace === '{');
    else if (word !== undefined) this.#word(word.toLowerCase(), number === undefined ? null : Number(number));
    else if (sign !== undefined) this.#sign(sign);
    else if (plain !== undefined) for (const one of plain) this.#byte(one.charCodeAt(0));
    if (this.#buffer.length > this.#textLength)
      this.#reasons.add(`only the first ${this.#textLength} characters were read`);
    else if (this.#outer.length > DEEPEST) this.#reasons.add('the RTF document is nested too deep');
    else return true;
    return false;
  }

  #brace(isOpen: boolean): void {
    this.#flush();
    this.#isIgnorable = false;
    this.#skip = 0;
    if (isOpen) this.#outer.push(this.#group);
    else this.#group = this.#outer.pop() ?? this.#group;
  }

  #word(word: string, value: number | null): void {
    if (word === 'u' && value !== null) {
      this.#write(String.fromCharCode(value & 0xffff));
      this.#skip = this.#group.fallbackLength;
      return;
    }
    const reason = UNREAD.get(word);
    if (reason !== undefined) this.#reasons.add(reason);
    const isSilent = SILENT.has(word) || reason !== undefined || (this.#isIgnorable && !SPEAKING.has(word));
    this.#isIgnorable = false;
    if (isSilent) this.#group = { ...this.#group, isSilent };
    if (word === 'htmlrtf') this.#group = { ...this.#group, isSilent: value !== 0 };
    if (word === 'uc' && value !== null) this.#group = { ...this.#group, fallbackLength: Math.max(0, value) };
    if (word === 'ansicpg' && iconv.encodingExists(`cp${value}`)) this.#encoding = `cp${value}`;
    if (word === 'bin' && value !== null && value > 0)
      this.#reasons.add('embedded objects in the RTF document cannot be read');
    const text = BREAKS.get(word);
    if (text !== undefined) this.#write(text);
  }

  #sign(sign: string): void {
    if (sign === '*') this.#isIgnorable = true;
    else if (sign === '~') this.#write(' ');
    else if (sign === '_') this.#write('-');
    else if (sign === '\r' || sign === '\n') this.#write('\n');
    else if ('\\{}'.includes(sign)) this.#byte(sign.charCodeAt(0));
  }

  /** Bytes are kept until something else comes, since some character sets take two for one sign. */
  #byte(byte: number): void {
    if (this.#skip > 0) this.#skip -= 1;
    else if (!this.#group.isSilent) this.#bytes.push(byte);
  }

  #write(text: string): void {
    this.#flush();
    if (!this.#group.isSilent) this.#buffer.append(text);
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#buffer.append(iconv.decode(Buffer.from(this.#bytes), this.#encoding));
    this.#bytes = [];
  }
}
