import type { DocumentText, Origin, Passage } from './document.js';

export interface Cell {
  readonly text: string;
  /** Position in the document's text. */
  readonly at: number;
}

/** A table as it stands in the document: rows of cells, of any width. */
export interface Table {
  /** Sheet name or caption; context for the whole table. */
  readonly title: string;
  readonly rows: readonly (readonly Cell[])[];
}

const HEADING_SEARCH_ROWS = 12;
/** English, Spanish, German and French. */
const KNOWN_HEADING = new RegExp(
  [
    'account|acct|\\bban\\b|phone|mobile|msisdn|\\bctn\\b|cell|tel|e-?mail|ssn|social|tax id|\\btin\\b|card|iban|routing|bank|birth|\\bdob\\b|licen[cs]e|passport|name|address|city|zip|plan|balance|amount|customer|subscriber|order|invoice|ticket|tracking|date|status|id\\b|number|\\bno\\b|line|pin|imei|sim',
    'cuenta|client|m[oó]vil|celular|correo|seguro|nombre|apellido|titular|direcci[oó]n|domicilio|saldo|importe|fecha|n[uú]mero|tarjeta|pasaporte|licencia|tarifa',
    'kund|konto|handy|rufnummer|nummer|geb(?:urt|oren)|anschrift|adresse|betrag|ausweis|karte|tarif|inhaber|passwort|kennwort',
    'compte|t[eé]l[eé]phone|portable|courriel|naissance|\\bn[eé]\\b|\\bnom\\b|pr[eé]nom|montant|solde|forfait|carte|passeport|permis',
  ].join('|'),
  'iu',
);

/**
 * Turns a table into passages: one per row, each cell behind its column's heading (`Account number: 123…`), so that
 * a heading is context just as a word in a sentence is. A two-column list of names and values
 * is running text: the records of several people may follow each other in it.
 */
export function tablePassages(table: Table, number: number): readonly Passage[] {
  if (isVertical(table)) return [verticalPassage(table, number)];
  const headingRow = findHeadingRow(table);
  const headings = (table.rows[headingRow] ?? []).map((cell) => humanise(cell.text));
  const passages: Passage[] = [];
  table.rows.forEach((cells, row) => {
    if (row !== headingRow && cells.some((cell) => /[^\s:=_|-]/.test(cell.text)))
      passages.push(rowPassage(cells, row < headingRow ? [] : headings, number, row, table.title));
  });
  return passages;
}

/** A table whose cells are the document's text, one after the other. */
export function readRows(rows: readonly (readonly string[])[]): DocumentText {
  let at = 0;
  const placed = rows.map((row) =>
    row.map((text): Cell => {
      const cell = { text, at };
      at += text.length + 1;
      return cell;
    }),
  );
  return { passages: tablePassages({ title: '', rows: placed }, 0), reasons: [] };
}

/** `customerPhone_no` → `customer Phone no`. */
export function humanise(heading: string): string {
  return heading
    .replace(/[_\s]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .slice(0, 80)
    .trim();
}

/**
 * The first row of words only, one of them a usual heading, with something below; else a first row of words over columns
 * of numbers or addresses, whatever the words are; -1 when there is none.
 */
function findHeadingRow(table: Table): number {
  const limit = Math.min(HEADING_SEARCH_ROWS, table.rows.length - 1);
  for (let row = 0; row < limit; row += 1) {
    const texts = (table.rows[row] ?? []).map((cell) => cell.text.trim()).filter((text) => text !== '');
    const areWords = texts.every((text) => text.length <= 60 && !text.includes('@') && !/\d{3}/.test(text));
    if (texts.length >= 2 && areWords && texts.some((text) => KNOWN_HEADING.test(humanise(text)))) return row;
    if (
      texts.length === 1 &&
      table.rows.length > 1 &&
      (table.rows[0]?.length ?? 0) === 1 &&
      areWords &&
      KNOWN_HEADING.test(humanise(texts[0] ?? ''))
    )
      return row;
  }
  return headsValues(table) ? 0 : -1;
}

const LOOKS_LIKE_VALUE = /\d{2}|@/;

/** Whether the first row says nothing but words, and most cells below at least two of them are values. */
function headsValues({ rows: [first = [], ...below] }: Table): boolean {
  if (below.length < 2 || first.some(({ text }) => LOOKS_LIKE_VALUE.test(text) || text.length > 60))
    return false;
  const columns = first.filter(({ text }, column) => {
    const values = below.filter((cells) => LOOKS_LIKE_VALUE.test(cells[column]?.text ?? ''));
    return /\p{L}/u.test(text) && values.length * 2 > below.length;
  });
  return columns.length >= 2;
}

function rowPassage(
  cells: readonly Cell[],
  headings: readonly string[],
  table: number,
  row: number,
  title: string,
): Passage {
  const origins: Origin[] = [];
  let text = title === '' ? '' : `${title.slice(0, 100)}\n\n`;
  cells.forEach((cell, column) => {
    const heading = headings[column] ?? '';
    if (cell.text.trim() === '') return;
    if (heading !== '') text += `${heading}: `;
    origins.push({ start: text.length, length: cell.text.length, at: cell.at, column });
    text += `${cell.text}\n`;
  });
  return { kind: 'row', text, origins, table, row, headings };
}

/** Two columns, the left one mostly known names of fields: a form. */
function isVertical(table: Table): boolean {
  if (table.rows.length < 2 || table.rows.some((cells) => cells.length > 2)) return false;
  const filled = table.rows.filter((cells) => cells.length === 2 && (cells[1]?.text.trim() ?? '') !== '');
  const known = filled.filter((cells) => isFieldName(cells[0]?.text ?? ''));
  return filled.length >= 2 && known.length * 2 > filled.length && !isFieldName(filled[0]?.[1]?.text ?? '');
}

function isFieldName(text: string): boolean {
  return text.length <= 60 && !/\d{3}|@/.test(text) && KNOWN_HEADING.test(humanise(text));
}

function verticalPassage(table: Table, number: number): Passage {
  const origins: Origin[] = [];
  let text = table.title === '' ? '' : `${table.title.slice(0, 100)}\n\n`;
  for (const [name, value] of table.rows) {
    if (name === undefined) continue;
    if (name.text.trim() !== '') text += `${humanise(name.text)}: `;
    if (value !== undefined) {
      origins.push({ start: text.length, length: value.text.length, at: value.at, column: 1 });
      text += value.text;
    }
    text += '\n';
  }
  return { kind: 'text', text, origins, table: number, row: -1, headings: [] };
}
