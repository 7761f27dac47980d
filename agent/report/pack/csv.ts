/** What a spreadsheet would take for the beginning of a formula, whoever opens the list. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A CSV file as RFC 4180 has it: CRLF after each row, quotes where a cell needs them. A cell that a spreadsheet would
 * run as a formula begins with an apostrophe instead.
 */
export function csvText(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
