import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';

/** The rows of `{tables: [{columns, rows}]}`, as Log Analytics answers, or of one such table; null for anything else. */
export function tableRows(value: JsonObject): readonly JsonObject[] | null {
  const tables = value.tables ?? value.Tables;
  if (Array.isArray(tables)) return (tables as readonly JsonValue[]).flatMap((one) => rowsOf(one) ?? []);
  return rowsOf(value);
}

function rowsOf(table: JsonValue): readonly JsonObject[] | null {
  if (!isJsonObject(table)) return null;
  const columns = table.columns ?? table.Columns;
  const rows = table.rows ?? table.Rows;
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  const names = (columns as readonly JsonValue[]).map(columnName);
  return (rows as readonly JsonValue[]).map((row) => toObject(names, row));
}

function columnName(column: JsonValue): string {
  if (typeof column === 'string') return column;
  const name = isJsonObject(column) ? (column.name ?? column.ColumnName ?? column.Name) : null;
  return typeof name === 'string' ? name : '';
}

/** A row that is no list stays an empty object, so that it keeps its place and is rejected. */
function toObject(names: readonly string[], row: JsonValue): JsonObject {
  if (isJsonObject(row)) return row;
  if (!Array.isArray(row)) return {};
  const cells = row as readonly JsonValue[];
  return Object.fromEntries(
    names.flatMap((name, index) => (name === '' ? [] : [[name, cells[index] ?? null]])),
  );
}
