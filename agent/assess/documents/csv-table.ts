import { type Options, parse } from 'csv-parse/sync';
import type { DocumentLimits, DocumentText } from './document.js';
import { type Cell, tablePassages } from './table.js';
import { readText } from './text-document.js';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const SAMPLE_LINES = 30;
const LONGEST_RECORD = 200_000;

interface RawRow {
  readonly raw: string;
  readonly record: readonly string[];
}

/** The delimiter of a text that is a table: as many fields in most of its first lines; null when it is no table. */
export function delimiterOf(text: string): string | null {
  const sample = text.slice(0, 100_000);
  const plain = linesOf(sample);
  // Quoted cells may hold line ends; an odd quote, on the other hand, would pair with the next one far below.
  const unquoted = linesOf(sample.replace(QUOTED, ''));
  const scored = DELIMITERS.map((delimiter) => ({
    delimiter,
    score: Math.max(evenness(plain, delimiter), evenness(unquoted, delimiter)),
  }));
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return best.score > 0 ? best.delimiter : null;
}

const QUOTED = /"[^"]*"/g;

function linesOf(sample: string): readonly string[] {
  return sample.split(/\r?\n/, SAMPLE_LINES).filter((line) => line.trim() !== '');
}

/** How many delimiters most lines agree on, quoted ones not counted; 0 when they do not agree. */
function evenness(lines: readonly string[], delimiter: string): number {
  if (lines.length < 2) return 0;
  const counts = lines.map((line) => line.replace(QUOTED, '').split(delimiter).length - 1);
  const first = counts[0] ?? 0;
  const agreeing = counts.filter((count) => count === first).length;
  return first > 0 && agreeing * 10 >= lines.length * 8 ? first : 0;
}

/** The rows of a delimited text, each cell with its place in it. A text that is no table is read as running text. */
export function readDelimited(text: string, delimiter: string, limits: DocumentLimits): DocumentText {
  const rows = parseRows(text, delimiter, limits, '"') ?? parseRows(text, delimiter, limits, false);
  if (rows === null) return readText(text);
  const located = locate(rows.slice(0, limits.rows), text);
  const reasons = rows.length > limits.rows ? [`only the first ${limits.rows} rows were read`] : [];
  return { passages: tablePassages({ title: '', rows: located }, 0), reasons };
}

/** Null when quotes do not close: the text then means them as signs. */
function parseRows(
  text: string,
  delimiter: string,
  limits: DocumentLimits,
  quote: '"' | false,
): readonly RawRow[] | null {
  const options: Options = {
    delimiter,
    quote,
    raw: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    to: limits.rows + 1,
  };
  try {
    return parse(text, options) as unknown as readonly RawRow[];
  } catch {
    return null;
  }
}

/** The parser does not say where a cell stands: each is found again inside its own record. */
function locate(rows: readonly RawRow[], text: string): readonly (readonly Cell[])[] {
  let from = 0;
  return rows.map(({ raw, record }) => {
    const rowAt = Math.max(from, text.indexOf(raw, from));
    from = rowAt + raw.length;
    return locateCells(record, raw, rowAt);
  });
}

/** After the first cell that stands otherwise than it was read (odd quotes), the rest is given the same place. */
function locateCells(record: readonly string[], raw: string, rowAt: number): readonly Cell[] {
  let from = 0;
  let isLost = false;
  return record.map((cell) => {
    const at = isLost ? -1 : raw.indexOf(cell.replaceAll('"', '""'), from);
    isLost ||= at < 0;
    const start = at < 0 ? from : at;
    from = at < 0 ? from : at + cell.length;
    return { text: cell, at: rowAt + start };
  });
}
