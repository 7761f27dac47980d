import type { Descent } from './descent.js';
import type { DocumentText } from './document.js';
import { type MarkupDialect, MarkupText } from './markup-text.js';
import { OpenSheets } from './open-sheets.js';
import { PassageList } from './passage-list.js';
import { inflateWithin } from './unpack.js';
import { xmlReader } from './xml-events.js';
import { ArchiveFault, type PartReader } from './zip-parts.js';

/** OpenDocument 1.3, part 3. Comments are paragraphs too; so are those of embedded objects. */
const OPEN: MarkupDialect = {
  texts: new Set(['p', 'h']),
  blocks: new Map([
    ['p', 'div'],
    ['h', 'div'],
    ['table', 'table'],
    ['table-row', 'tr'],
    ['table-cell', 'td'],
    ['line-break', 'br'],
  ]),
  blanks: new Map([
    ['tab', '\t'],
    ['s', ' '],
  ]),
  skipped: new Set(['creator', 'date', 'date-string', 'creator-initials']),
};

const CONTENT = /^(?:Object \d{1,4}\/)?content\.xml$/;
const HEADERS = /^styles\.xml$/;
const WHAT = 'the OpenDocument file';

/** An OpenDocument text, presentation or sheet: its content, headers, comments and embedded objects. */
export function readOpenDocument(bytes: Uint8Array, descent: Descent): DocumentText {
  const list = new PassageList();
  const text = new MarkupText(OPEN, descent.limits.textLength);
  const sheets = new OpenSheets({ rows: descent.limits.rows, cells: descent.limits.cells });
  let isEncrypted = false;
  const choose = (name: string): PartReader | null => {
    if (CONTENT.test(name)) return bothReaders(text, sheets);
    if (HEADERS.test(name)) return xmlReader(text);
    if (name !== 'META-INF/manifest.xml') return null;
    return xmlReader({
      open: (element) => {
        isEncrypted ||= element === 'encryption-data';
      },
    });
  };
  try {
    const names = inflateWithin(bytes, descent, choose);
    if (descent.pictures === null && names.some((name) => /^(?:Pictures|media)\/./i.test(name)))
      list.fail(`pictures in ${WHAT} cannot be read`);
    if (names.some((name) => /^Object \d{1,4}$/.test(name)))
      list.fail(`embedded objects in ${WHAT} cannot be read`);
    if (!names.some((name) => CONTENT.test(name))) list.fail(`the text of ${WHAT} was not found`);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    list.fail(`${WHAT} could not be read to its end: ${error.message}`);
  }
  // Encrypted parts are no XML: the fault that they raise says less than this.
  if (isEncrypted) return { passages: [], reasons: [`${WHAT} is protected by a password`] };
  list.add(text.content());
  list.add(sheets.content());
  return list.document();
}

/** Cells of a sheet go to one, everything else to the other. */
function bothReaders(text: MarkupText, sheets: OpenSheets): PartReader {
  text.breakPart();
  return xmlReader({
    open(name, attributes) {
      if (sheets.isOpen || name === 'spreadsheet') sheets.open(name, attributes);
      else text.open(name);
    },
    text(value) {
      if (sheets.isOpen) sheets.text(value);
      else text.text(value);
    },
    close(name) {
      if (sheets.isOpen) sheets.close(name);
      else text.close(name);
    },
  });
}
