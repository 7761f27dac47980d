import type { DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { readRows } from './table.js';
import type { XmlListener } from './xml-events.js';

const MOST_COLUMNS = 1_000;
const LONGEST_CELL = 40_000;

/**
 * Collects the sheets of an OpenDocument file, hidden ones too. Repetitions are counted, not copied: a sheet ends with a
 * million repeated empty rows, and a repeated full one says the same once.
 */
export class OpenSheets implements XmlListener {
  /** Inside the sheets. */
  isOpen = false;
  readonly #sheets: string[][][] = [];
  readonly #room: { rows: number; cells: number };
  #row: string[] = [];
  #cell: string | null = null;
  #columns = 1;
  #paragraphs = 0;
  #isCut = false;

  constructor(room: { rows: number; cells: number }) {
    this.#room = room;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'spreadsheet') this.isOpen = true;
    if (name === 'table') this.#sheets.push([]);
    if (name === 'table-row') this.#row = [];
    if (name === 'table-cell' || name === 'covered-table-cell') this.#openCell(attributes);
    if (name === 'p') this.#openParagraph();
    if (this.#paragraphs > 0 && (name === 's' || name === 'tab')) this.text(' ');
  }

  text(text: string): void {
    if (this.#paragraphs > 0 && this.#cell !== null && this.#cell.length < LONGEST_CELL) this.#cell += text;
  }

  close(name: string): void {
    if (name === 'spreadsheet') this.isOpen = false;
    if (name === 'p') this.#paragraphs = Math.max(0, this.#paragraphs - 1);
    if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    if (name === 'table-row') this.#closeRow();
  }

  content(): DocumentText {
    const list = new PassageList();
    for (const rows of this.#sheets) list.add(readRows(rows));
    if (this.#isCut) list.fail('rows or cells beyond the limit were not read');
    return list.document();
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#cell = '';
    const repeated = Number(attributes['table:number-columns-repeated'] ?? 1);
    this.#columns = Number.isSafeInteger(repeated) && repeated > 0 ? repeated : 1;
  }

  #openParagraph(): void {
    this.#paragraphs += 1;
    if (this.#cell !== null && this.#cell !== '') this.text('\n');
  }

  #closeCell(): void {
    const text = this.#cell ?? '';
    this.#cell = null;
    const width = Math.min(this.#columns, MOST_COLUMNS - this.#row.length);
    if (text !== '' && width <= 0) this.#isCut = true;
    for (let column = 0; column < width; column += 1) this.#row.push(column === 0 ? text : '');
  }

  #closeRow(): void {
    const filled = this.#row.findLastIndex((text) => text.trim() !== '') + 1;
    const cells = this.#row.slice(0, filled);
    this.#row = [];
    if (filled === 0) return;
    this.#room.rows -= 1;
    this.#room.cells -= filled;
    if (this.#room.rows < 0 || this.#room.cells < 0) this.#isCut = true;
    else this.#sheets.at(-1)?.push(cells);
  }
}
