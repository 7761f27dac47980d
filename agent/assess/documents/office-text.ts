import type { Descent } from './descent.js';
import type { DocumentText } from './document.js';
import { type MarkupDialect, MarkupText } from './markup-text.js';
import { inflateWithin } from './unpack.js';
import { xmlReader } from './xml-events.js';
import { ArchiveFault } from './zip-parts.js';

/**
 * WordprocessingML and DrawingML (ECMA-376). `delText` is what tracked changes keep of deleted text: it was sent. `t` of
 * a chart's cached names and values is called `v`.
 */
const OFFICE: MarkupDialect = {
  texts: new Set(['t', 'delText', 'v', 'text']),
  blocks: new Map([
    ['p', 'div'],
    ['tbl', 'table'],
    ['tr', 'tr'],
    ['tc', 'td'],
    ['br', 'br'],
    ['cr', 'br'],
    ['pt', 'div'],
    ['cm', 'div'],
  ]),
  blanks: new Map([
    ['tab', '\t'],
    ['noBreakHyphen', '-'],
  ]),
  skipped: new Set(['Fallback', 'tabs']),
};

/** A kind of Office document: which of its parts are read. */
export interface OfficeKind {
  readonly what: string;
  readonly main: RegExp;
  readonly parts: RegExp;
  readonly unread: readonly (readonly [RegExp, string])[];
}

const PICTURES = 'pictures';

export const WORD: OfficeKind = {
  what: 'the Word document',
  main: /^word\/document\d*\.xml$/i,
  parts:
    /^word\/(?:(?:document|header|footer|footnotes|endnotes|comments)\d*|charts\/chart\d*|diagrams\/data\d*|glossary\/document)\.xml$/i,
  unread: [
    [/^word\/media\//i, PICTURES],
    [/^word\/afchunk/i, 'inserted documents'],
    [/^word\/recipientData/i, 'the source of a mail merge'],
  ],
};

export const PRESENTATION: OfficeKind = {
  what: 'the presentation',
  main: /^ppt\/slides\/slide\d+\.xml$/i,
  parts:
    /^ppt\/(?:slides\/slide\d+|notesSlides\/notesSlide\d+|comments\/[^/]{1,100}|charts\/chart\d*|diagrams\/data\d*)\.xml$/i,
  unread: [[/^ppt\/media\//i, PICTURES]],
};

/** The text of a DOCX or PPTX file: body, tables, headers, notes, comments, deleted text, charts, hidden slides. */
export function readOfficeText(bytes: Uint8Array, kind: OfficeKind, descent: Descent): DocumentText {
  const text = new MarkupText(OFFICE, descent.limits.textLength);
  const reasons = new Set<string>();
  let hasMain = false;
  try {
    const names = inflateWithin(bytes, descent, (name) => {
      if (!kind.parts.test(name)) return null;
      hasMain ||= kind.main.test(name);
      text.breakPart();
      return xmlReader(text);
    });
    for (const [pattern, what] of kind.unread)
      if (!(what === PICTURES && descent.pictures !== null) && names.some((name) => pattern.test(name)))
        reasons.add(`${what} in ${kind.what} cannot be read`);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    reasons.add(`${kind.what} could not be read to its end: ${error.message}`);
  }
  if (!hasMain) reasons.add(`the text of ${kind.what} was not found`);
  return { passages: text.content().passages, reasons: [...reasons] };
}
