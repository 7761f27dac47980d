import { parse } from 'csv-parse/sync';
import type { JsonObject } from '../../model/json.js';
import { toIsoTime } from './portal-time.js';

/** One row of a CSV by its header, or one that could not be read. */
export type CsvRow = { readonly row: JsonObject } | { readonly reason: string };

/** Columns that only exported logs have, lower case; two of them make a file one. */
const KNOWN_COLUMNS = new Set([
  'timegenerated',
  'creationdate',
  'creationtime',
  'createddatetime',
  'activitydatetime',
  'auditdata',
  'operation',
  'operations',
  'operationname',
  'recordtype',
  'userid',
  'userids',
  'userprincipalname',
  'clientip',
  'ipaddress',
  'parameters',
  'workload',
  'officeworkload',
  'resulttype',
  'category',
  'properties',
  '_raw',
  'activitydisplayname',
  'targetresources',
  'initiatedby',
  'appdisplayname',
  'riskeventtype',
]);

/** Log Analytics puts it behind the names of time columns. */
const TIME_MARK = '[utc]';

/** Whether the first line is the header of a log, and which sign parts its columns. */
export function csvDelimiter(text: string): string | null {
  const header = (text.split('\n', 1)[0] ?? '').slice(0, 20_000);
  const known = (delimiter: string): number =>
    header.split(delimiter).filter((name) => KNOWN_COLUMNS.has(columnName(name).toLowerCase())).length;
  const [best] = [',', ';', '\t'].sort((a, b) => known(b) - known(a));
  if (best === undefined) return null;
  return known(best) >= 2 || columnName(header).toLowerCase() === 'auditdata' || hasAuditData(header, best)
    ? best
    : null;
}

/**
 * The rows of a CSV export. A row whose quotes or columns are broken is named and the rest goes on. Cells stay texts, JSON in them
 * too: whoever reads a field knows what it holds.
 */
export function readCsv(text: string, delimiter: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let header: readonly string[] | null = null;
  const take = (cells: readonly string[]): null => {
    if (header === null) header = cells;
    else rows.push(toRow(header, cells));
    return null;
  };
  parse(text, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: take,
    on_skip: () => {
      rows.push({ reason: 'expected a CSV row; its quotes are not closed' });
      return undefined;
    },
  });
  return rows;
}

function toRow(header: readonly string[], cells: readonly string[]): CsvRow {
  if (cells.length !== header.length) {
    return { reason: `expected ${header.length} columns as in the header, found ${cells.length}` };
  }
  const entries = header.map((name, index): [string, string] => {
    const cell = cells[index] ?? '';
    return [columnName(name), isTimeColumn(name) ? toIsoTime(cell) : cell];
  });
  return { row: Object.fromEntries(entries.filter(([name]) => name !== '')) };
}

function isTimeColumn(name: string): boolean {
  return unquoted(name).toLowerCase().endsWith(TIME_MARK);
}

function columnName(name: string): string {
  const bare = unquoted(name);
  return isTimeColumn(bare) ? bare.slice(0, -TIME_MARK.length).trimEnd() : bare;
}

function unquoted(name: string): string {
  const bare = name.trim();
  return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1) : bare;
}

function hasAuditData(header: string, delimiter: string): boolean {
  return header.split(delimiter).some((name) => columnName(name).toLowerCase() === 'auditdata');
}
