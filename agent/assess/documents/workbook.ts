import type { Descent } from './descent.js';
import { type DocumentText, type Passage, textPassage } from './document.js';
import { PassageList } from './passage-list.js';
import { PivotFields, PivotRows } from './pivot-cache.js';
import { StringTable } from './shared-strings.js';
import { SheetRows } from './sheet-rows.js';
import { type Cell, tablePassages } from './table.js';
import { inflateWithin } from './unpack.js';
import { type XmlListener, xmlReader } from './xml-events.js';
import { ArchiveFault } from './zip-parts.js';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
const STRINGS = /^xl\/sharedStrings\.xml$/i;
const PIVOT_FIELDS = /^xl\/pivotCache\/pivotCacheDefinition(\d*)\.xml$/i;
const PIVOT_ROWS = /^xl\/pivotCache\/pivotCacheRecords(\d*)\.xml$/i;
const COMMENTS = /^xl\/(?:comments\/?|threadedComments\/)[^/]*\.xml$/i;
const PICTURES = 'pictures';
/** Parts that can hold data and are not read, by what people call them. */
const UNREAD: readonly (readonly [RegExp, string])[] = [
  [/^xl\/worksheets\/[^/]+\.bin$/i, 'binary worksheets (xlsb)'],
  [/^xl\/externalLinks\/[^/]+\.xml$/i, 'cached cells of another workbook'],
  [/^xl\/media\//i, PICTURES],
];

/** What is collected of a workbook before it becomes passages. */
interface Workbook {
  readonly sheets: { readonly path: string; readonly rows: SheetRows }[];
  readonly strings: StringTable;
  readonly comments: StringTable;
  readonly usedStrings: Set<number>;
  /** By the number in the name of their parts. */
  readonly pivots: Map<string, PivotFields>;
  readonly pivotRows: PivotRows[];
  readonly room: { rows: number; cells: number };
  readonly reasons: Set<string>;
}

/**
 * An XLSX or XLSM file: every sheet, hidden ones too, in two streamed passes (texts first, since cells point at them),
 * then the sources of pivot tables, comments, and texts that no cell shows any more, which Excel keeps of deleted rows.
 */
export function readWorkbook(bytes: Uint8Array, descent: Descent): DocumentText {
  const { limits } = descent;
  const book: Workbook = {
    sheets: [],
    strings: new StringTable('si', limits.cells),
    comments: new StringTable('comment', limits.cells),
    usedStrings: new Set(),
    pivots: new Map(),
    pivotRows: [],
    room: { rows: limits.rows, cells: limits.cells },
    reasons: new Set(),
  };
  attempt(book, () => readTexts(bytes, descent, book));
  attempt(book, () => readSheets(bytes, descent, book));
  const list = new PassageList();
  list.add({ passages: passagesOf(book), reasons: [] });
  for (const rows of pivotsOf(book)) list.add(rows.content());
  if (book.pivotRows.some((rows) => rows.isCut) || [...book.pivots.values()].some((fields) => fields.isCut))
    list.fail('rows or cells beyond the limit were not read');
  for (const reason of book.reasons) list.fail(reason);
  return { passages: list.passages, reasons: [...list.reasons].sort() };
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

function readTexts(bytes: Uint8Array, descent: Descent, book: Workbook): void {
  const names = inflateWithin(bytes, descent, (name) => {
    if (STRINGS.test(name)) return xmlReader(book.strings);
    const pivot = PIVOT_FIELDS.exec(name)?.[1];
    if (pivot === undefined) return COMMENTS.test(name) ? xmlReader(book.comments) : null;
    const fields = new PivotFields(book.room);
    book.pivots.set(pivot, fields);
    return xmlReader(fields);
  });
  for (const [pattern, what] of UNREAD)
    if (!(what === PICTURES && descent.pictures !== null) && names.some((name) => pattern.test(name)))
      book.reasons.add(`${what} in the workbook cannot be read`);
}

function readSheets(bytes: Uint8Array, descent: Descent, book: Workbook): void {
  inflateWithin(bytes, descent, (name) => {
    const pivot = PIVOT_ROWS.exec(name)?.[1];
    if (pivot !== undefined) {
      const rows = new PivotRows(book.pivots.get(pivot)?.fields ?? [], book.room);
      book.pivots.delete(pivot);
      book.pivotRows.push(rows);
      return xmlReader(rows);
    }
    if (!SHEET.test(name)) return null;
    const rows = new SheetRows(book.strings.strings, book.usedStrings, book.room);
    book.sheets.push({ path: name, rows });
    return xmlReader(rows satisfies XmlListener);
  });
  if (book.sheets.length === 0) book.reasons.add('no worksheet was found in the workbook');
}

/** A source without rows of its own (it was not saved with them) still has its shared values. */
function pivotsOf({ pivots, pivotRows, room }: Workbook): readonly PivotRows[] {
  return [...pivotRows, ...[...pivots.values()].map(({ fields }) => new PivotRows(fields, room))];
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
