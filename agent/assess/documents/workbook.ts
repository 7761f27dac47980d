import { type DocumentLimits, type DocumentText, type Passage, textPassage } from './document.js';
import { StringTable } from './shared-strings.js';
import { SheetRows } from './sheet-rows.js';
import { type Cell, tablePassages } from './table.js';
import { type XmlListener, xmlReader } from './xml-events.js';
import { ArchiveFault, type InflateBudget, inflateParts } from './zip-parts.js';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
const STRINGS = /^xl\/sharedStrings\.xml$/i;
const COMMENTS = /^xl\/(?:comments\/?|threadedComments\/)[^/]*\.xml$/i;
/** Parts that can hold data and are not read, by what people call them. */
const UNREAD: readonly (readonly [RegExp, string])[] = [
  [/^xl\/worksheets\/[^/]+\.bin$/i, 'binary worksheets (xlsb)'],
  [/^xl\/pivotCache\//i, 'the cached source of a pivot table'],
  [/^xl\/externalLinks\/[^/]+\.xml$/i, 'cached cells of another workbook'],
  [/^xl\/embeddings\//i, 'embedded files'],
  [/^xl\/media\//i, 'pictures'],
];

/** What is collected of a workbook before it becomes passages. */
interface Workbook {
  readonly sheets: { readonly path: string; readonly rows: SheetRows }[];
  readonly strings: StringTable;
  readonly comments: StringTable;
  readonly usedStrings: Set<number>;
  readonly reasons: Set<string>;
}

/**
 * An XLSX or XLSM file: every sheet, hidden ones too, in two streamed passes (texts first, since cells point at them),
 * then comments and texts that no cell shows any more, which Excel keeps of deleted rows.
 */
export function readWorkbook(bytes: Uint8Array, limits: DocumentLimits): DocumentText {
  const budget: InflateBudget = { leftBytes: limits.inflatedBytes };
  const book: Workbook = {
    sheets: [],
    strings: new StringTable('si', limits.cells),
    comments: new StringTable('comment', limits.cells),
    usedStrings: new Set(),
    reasons: new Set(),
  };
  attempt(book, () => readTexts(bytes, budget, book));
  attempt(book, () => readSheets(bytes, budget, book, limits));
  return { passages: passagesOf(book), reasons: [...book.reasons].sort() };
}

/** What was read before a fault counts; the fault is a reason. */
function attempt(book: Workbook, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    book.reasons.add(`the workbook could not be read to its end: ${error.message}`);
  }
}

function readTexts(bytes: Uint8Array, budget: InflateBudget, book: Workbook): void {
  const names = inflateParts(bytes, budget, (name) => {
    if (STRINGS.test(name)) return xmlReader(book.strings);
    return COMMENTS.test(name) ? xmlReader(book.comments) : null;
  });
  for (const [pattern, what] of UNREAD)
    if (names.some((name) => pattern.test(name))) book.reasons.add(`${what} in the workbook cannot be read`);
}

function readSheets(bytes: Uint8Array, budget: InflateBudget, book: Workbook, limits: DocumentLimits): void {
  const room = { rows: limits.rows, cells: limits.cells };
  inflateParts(bytes, budget, (name) => {
    if (!SHEET.test(name)) return null;
    const rows = new SheetRows(book.strings.strings, book.usedStrings, room);
    book.sheets.push({ path: name, rows });
    return xmlReader(rows satisfies XmlListener);
  });
  if (book.sheets.length === 0) book.reasons.add('no worksheet was found in the workbook');
}

function passagesOf(book: Workbook): readonly Passage[] {
  const passages: Passage[] = [];
  let at = 0;
  const sheets = [...book.sheets].sort((left, right) => (left.path < right.path ? -1 : 1));
  sheets.forEach(({ rows }, number) => {
    if (rows.isCut) book.reasons.add('rows or cells beyond the limit were not read');
    const placed = rows.rows.map((row) =>
      row.map((text): Cell => {
        const cell = { text, at };
        at += text.length + 1;
        return cell;
      }),
    );
    for (const passage of tablePassages({ title: '', rows: placed }, number)) passages.push(passage);
  });
  for (const text of looseTexts(book)) {
    passages.push(textPassage(text, at));
    at += text.length + 1;
  }
  return passages;
}

function looseTexts(book: Workbook): readonly string[] {
  const unused = book.strings.strings.filter((_, index) => !book.usedStrings.has(index));
  return [...book.comments.strings, unused.join('\n\n')].filter((text) => text.trim() !== '');
}
