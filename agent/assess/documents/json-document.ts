import type { DocumentLimits, DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { humanise, readRows } from './table.js';
import { TextBuffer } from './text-buffer.js';
import { readText } from './text-document.js';

const DEEPEST = 100;
/** Longer ones lose their last digits as a number; strings are matched first, so that nothing in them is touched. */
const LONG_NUMBER = /"(?:[^"\\]|\\.)*"?|-?\d{16,}(?![\d.eE])/gs;

type Scalar = string | number | boolean | null;

/** JSON, or one JSON value a line. Lists of records become tables, everything else lines of `name: value`. Null: it is neither. */
export function readJson(text: string, limits: DocumentLimits): DocumentText | null {
  const value = parseJson(text);
  if (value === undefined) return null;
  const walk: Walk = { list: new PassageList(), lines: new TextBuffer(), limits, cells: limits.cells };
  visit(walk, value, '', 0);
  if (walk.lines.length > 0) walk.list.add(readText(walk.lines.toString()));
  return walk.list.document();
}

interface Walk {
  readonly list: PassageList;
  readonly lines: TextBuffer;
  readonly limits: DocumentLimits;
  cells: number;
}

/** Undefined where it cannot be parsed. */
function parseJson(text: string): unknown {
  const guarded = text.replace(LONG_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`));
  try {
    return JSON.parse(guarded);
  } catch {
    const lines = guarded.split(/\r?\n/).filter((line) => line.trim() !== '');
    try {
      return lines.length < 2 ? undefined : lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}

function visit(walk: Walk, value: unknown, name: string, depth: number): void {
  if (depth > DEEPEST) {
    walk.list.fail('the JSON document is nested too deep; not all of it was read');
    return;
  }
  if (isScalar(value)) {
    if (value !== null) walk.lines.append(`${name === '' ? '' : `${humanise(name)}: `}${value}\n`);
  } else if (Array.isArray(value)) visitList(walk, value, name, depth);
  else {
    for (const [key, inner] of Object.entries(value as object)) visit(walk, inner, key, depth + 1);
    walk.lines.breakLine(true);
  }
}

function visitList(walk: Walk, values: readonly unknown[], name: string, depth: number): void {
  const records = values.filter(isFlatRecord);
  if (records.length === values.length && records.length > 1) addTable(walk, records);
  else for (const value of values) visit(walk, value, name, depth + 1);
}

function addTable(walk: Walk, records: readonly Readonly<Record<string, Scalar>>[]): void {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows: (readonly string[])[] = [columns];
  for (const record of records) {
    walk.cells -= columns.length;
    if (rows.length > walk.limits.rows || walk.cells < 0) {
      walk.list.fail('rows or cells beyond the limit were not read');
      break;
    }
    rows.push(columns.map((column) => String(record[column] ?? '')));
  }
  walk.list.add(readRows(rows));
}

function isFlatRecord(value: unknown): value is Readonly<Record<string, Scalar>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isScalar)
  );
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value !== 'object';
}
