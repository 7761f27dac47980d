import type { DocumentText, Passage } from './document.js';
import { blankSpans, textPassage } from './document.js';
import { type Cell, type Table, tablePassages } from './table.js';

const SEPARATORS: readonly RegExp[] = [/\t/g, /\|/g, /;/g, /,/g];
const HEADING_WORDS =
  /account|acct|\bban\b|phone|mobile|msisdn|e-?mail|ssn|social|card|iban|name|address|plan|balance|customer|number/i;

/** Running text; tables that were pasted into it (tabs, bars, semicolons, commas, wide blanks) become rows. */
export function readText(text: string, at = 0): DocumentText {
  const tables = findPastedTables(text);
  const passages: Passage[] = [];
  tables.forEach((found, number) => {
    for (const passage of tablePassages(shifted(found.table, at), number)) passages.push(passage);
  });
  return { passages: [textPassage(blankSpans(text, tables), at), ...passages], reasons: [] };
}

interface FoundTable {
  readonly table: Table;
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function shifted(table: Table, by: number): Table {
  if (by === 0) return table;
  return { ...table, rows: table.rows.map((row) => row.map((cell) => ({ ...cell, at: cell.at + by }))) };
}

/** A heading line with a known word, then at least one line of as many fields. */
function findPastedTables(text: string): readonly FoundTable[] {
  const lines = linesOf(text);
  const found: FoundTable[] = [];
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const table = tableAt(lines, index);
    if (table === null) continue;
    found.push(table);
    while (index + 1 < lines.length && (lines[index + 1]?.start ?? 0) < table.end) index += 1;
  }
  return found;
}

function tableAt(lines: readonly Line[], index: number): FoundTable | null {
  const heading = lines[index];
  if (heading === undefined || heading.text.length > 400 || !HEADING_WORDS.test(heading.text)) return null;
  if (/\d{3}|@/.test(heading.text)) return null;
  const tables = splittersFor(heading).flatMap((split) => {
    const first = split(heading);
    if (first === null || !isHeading(first)) return [];
    const rows = rowsBelow(lines, index, split, first.length);
    const last = lines[index + rows.length];
    if (rows.length === 0 || last === undefined) return [];
    const end = last.start + last.text.length;
    return [{ table: { title: '', rows: [first, ...rows] }, start: heading.start, end }];
  });
  return tables[0] ?? null;
}

/** Short texts, at least half of them usual headings: a sentence with commas has one such word at most. */
function isHeading(cells: readonly Cell[]): boolean {
  const known = cells.filter((cell) => HEADING_WORDS.test(cell.text)).length;
  return cells.length >= 2 && known * 2 >= cells.length && cells.every((cell) => cell.text.length <= 40);
}

/** Cuts a line into cells; null when the line is none of the table. */
type Splitter = (line: Line) => readonly Cell[] | null;

function splittersFor(heading: Line): readonly Splitter[] {
  const bySigns = SEPARATORS.map(
    (separator): Splitter =>
      (line) =>
        splitLine(line, separator),
  );
  const starts = splitLine(heading, / {2,}/g).map((cell) => cell.at - heading.start);
  return [...bySigns, (line) => splitAligned(line, starts), (line) => splitLine(line, / {2,}/g)];
}

/** Columns that stand under their headings, however full the one before is; null when a word crosses a border. */
function splitAligned(line: Line, starts: readonly number[]): readonly Cell[] | null {
  if (starts.some((start) => start > 0 && /\S/.test(line.text.charAt(start - 1)))) return null;
  return starts.map((start, index) => {
    const raw = line.text.slice(index === 0 ? 0 : start, starts[index + 1] ?? line.text.length);
    const lead = raw.length - raw.trimStart().length;
    return { text: raw.trim(), at: line.start + (index === 0 ? 0 : start) + lead };
  });
}

function rowsBelow(
  lines: readonly Line[],
  index: number,
  split: Splitter,
  width: number,
): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = [];
  for (let next = index + 1; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || line.text.length > 4_000) break;
    const isRule = /^[\s|:+=-]{3,}$/.test(line.text);
    const cells = isRule ? [] : split(line);
    if (cells === null || (!isRule && (cells.length !== width || !isFilled(line, cells)))) break;
    rows.push(cells);
  }
  return rows.some((cells) => cells.length > 0) ? rows : [];
}

/** A row of values: at least two cells, and a digit or an address among them. */
function isFilled(line: Line, cells: readonly Cell[]): boolean {
  return /\d|@/.test(line.text) && cells.filter((cell) => cell.text !== '').length >= 2;
}

function splitLine(line: Line, separator: RegExp): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  const push = (to: number): void => {
    const raw = line.text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    cells.push({ text: raw.trim(), at: line.start + from + lead });
  };
  for (const match of line.text.matchAll(separator)) {
    if (match.index > 0 || separator.source !== '\\|') push(match.index);
    from = match.index + match[0].length;
  }
  if (line.text.slice(from).trim() !== '' || separator.source !== '\\|') push(line.text.length);
  return cells;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    lines.push({ text: text.slice(start, end).replace(/\r$/, ''), start });
    start = end + 1;
  }
  return lines;
}
