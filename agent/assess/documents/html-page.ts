import type { Span } from './document.js';
import type { Cell, Table } from './table.js';
import { TextBuffer } from './text-buffer.js';

const BLOCKS = new Set(
  'address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tr ul'.split(
    ' ',
  ),
);
/** Ends a paragraph: what follows may speak of another person. */
const PARAGRAPHS = new Set('article blockquote h1 h2 h3 h4 h5 h6 hr p section table ul ol'.split(' '));
/** Text that nobody sees. What is only hidden by style is read: it was sent. */
const UNSEEN = new Set(['script', 'style', 'title']);

/** What a page says. */
export interface PageContent {
  readonly text: string;
  readonly tables: readonly Table[];
}

interface OpenTable {
  readonly rows: Span[][];
  row: Span[] | null;
  /** Where the text of the open cell begins. */
  cellAt: number | null;
  hasTable: boolean;
}

/** Collects text and tables while a page is parsed. Only a table without tables in it counts: the rest is layout. */
export class HtmlPage {
  readonly #text = new TextBuffer();
  readonly #tables: Span[][][] = [];
  readonly #open: OpenTable[] = [];
  /** Elements that are open. */
  depth = 0;
  #unseen = 0;
  #preformatted = 0;

  open(name: string): void {
    this.depth += 1;
    if (UNSEEN.has(name)) this.#unseen += 1;
    if (name === 'pre') this.#preformatted += 1;
    this.#break(name);
    if (name === 'table') this.#openTable();
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (name === 'tr') this.#openRow(table);
    if (name === 'td' || name === 'th') this.#openCell(table);
  }

  close(name: string): void {
    this.depth -= 1;
    if (UNSEEN.has(name)) this.#unseen = Math.max(0, this.#unseen - 1);
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
    const table = this.#open.at(-1);
    if (table !== undefined && (name === 'td' || name === 'th')) this.#closeCell(table);
    if (table !== undefined && name === 'tr') this.#closeRow(table);
    if (table !== undefined && name === 'table') this.#closeTable(table);
    if (name !== 'br') this.#break(name);
  }

  write(text: string): void {
    if (this.#unseen > 0) return;
    if (this.#preformatted > 0) this.#text.append(text);
    else this.#text.append(text.replace(/[ \t\r\n\u00a0\u200b\ufeff]+/g, ' '));
  }

  content(): PageContent {
    const text = this.#text.toString();
    const tables = this.#tables.map((rows) => ({
      title: '',
      rows: rows.map((row) => row.map((span) => toCell(text, span))),
    }));
    return { text, tables };
  }

  #break(name: string): void {
    if (name === 'br') this.#text.append('\n');
    else if (BLOCKS.has(name)) this.#text.breakLine(PARAGRAPHS.has(name));
  }

  #openTable(): void {
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.hasTable = true;
    this.#open.push({ rows: [], row: null, cellAt: null, hasTable: false });
  }

  #openRow(table: OpenTable): void {
    this.#closeRow(table);
    table.row = [];
  }

  #openCell(table: OpenTable): void {
    this.#closeCell(table);
    table.row ??= [];
    if (!this.#text.endsInBlank()) this.#text.append('\t');
    table.cellAt = this.#text.length;
  }

  #closeCell(table: OpenTable): void {
    if (table.cellAt === null) return;
    table.row?.push({ start: table.cellAt, end: this.#text.length });
    table.cellAt = null;
  }

  #closeRow(table: OpenTable): void {
    this.#closeCell(table);
    if (table.row !== null && table.row.length > 0) table.rows.push(table.row);
    table.row = null;
  }

  #closeTable(table: OpenTable): void {
    this.#closeRow(table);
    this.#open.pop();
    if (!table.hasTable) this.#tables.push(table.rows);
  }
}

function toCell(text: string, { start, end }: Span): Cell {
  const raw = text.slice(start, end);
  return { text: raw.trim(), at: start + raw.length - raw.trimStart().length };
}
