import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../../model/errors.js';
import type { ReadableFile } from '../../../model/positioned-file.js';
import { type ColumnPlan, planColumns } from './customer-columns.js';
import { type CustomerRow, type RowProblem, readRow } from './customer-row.js';

const CHUNK_BYTES = 1024 * 1024;
/** A row that is longer was torn open by a quotation mark: the rows after it would be swallowed. */
const LONGEST_ROW = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

/** What one row of the list comes to. */
export interface ListedRow {
  readonly row: CustomerRow | null;
  readonly problems: readonly RowProblem[];
}

/**
 * Reads the company's list, CSV in UTF-8 or UTF-16, row by row. Raises `InputError` for a header that cannot be used or
 * a quotation mark that is never closed: then nothing of the list counts.
 */
export async function* readCustomerList(
  file: string,
  input: ReadableFile,
  onHeader: (plan: ColumnPlan) => void,
): AsyncGenerator<ListedRow> {
  const parser = Readable.from(chunksOf(input)).pipe(
    parse({
      bom: true,
      info: true,
      delimiter: delimiterOf(input),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  let plan: ColumnPlan | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      if (plan === null) {
        plan = planColumns(file, record);
        onHeader(plan);
      } else yield readRow(record, plan, info.lines);
    }
  } catch (cause) {
    throw cause instanceof CsvError ? refused(file, cause) : cause;
  }
  if (plan === null) planColumns(file, []);
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function* chunksOf(input: ReadableFile): Generator<Buffer> {
  for (let position = 0; position < input.sizeBytes; position += CHUNK_BYTES) {
    const bytes = input.read(position, CHUNK_BYTES);
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** The one that stands most often in the first line; a comma when none does. */
function delimiterOf(input: ReadableFile): string {
  const start = new TextDecoder('latin1').decode(input.read(0, 8192)).replaceAll('\u0000', '');
  const header = start.slice(0, start.search(/[\r\n]|$/));
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function refused(file: string, { code, lines }: CsvError & { readonly lines?: number }): InputError {
  const what =
    code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quotation mark is opened and not closed near here'
      : `is no CSV (${code})`;
  const message = `${what}; correct it and run again: nothing of the list was taken`;
  return new InputError([{ file, line: lines ?? null, column: null, message }]);
}
