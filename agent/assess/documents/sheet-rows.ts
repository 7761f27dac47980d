import type { XmlListener } from './xml-events.js';

/** Columns beyond it are not read; Excel itself ends at 16,384. */
const MOST_COLUMNS = 1_000;
const LONGEST_CELL = 40_000;

/** Collects the rows of one worksheet. `used` notes which shared strings its cells show. */
export class SheetRows implements XmlListener {
  readonly rows: string[][] = [];
  /** Something was left out because of a limit. */
  isCut = false;
  readonly #strings: readonly string[];
  readonly #used: Set<number>;
  readonly #room: { rows: number; cells: number };
  #row: string[] | null = null;
  #column = 0;
  #type = '';
  #raw = '';
  #isValue = false;

  constructor(strings: readonly string[], used: Set<number>, room: { rows: number; cells: number }) {
    this.#strings = strings;
    this.#used = used;
    this.#room = room;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow();
    if (name === 'c') {
      this.#column = columnOf(attributes.r) ?? this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#raw = '';
    }
    this.#isValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (this.#isValue && this.#raw.length < LONGEST_CELL) this.#raw += text;
  }

  close(name: string): void {
    this.#isValue = false;
    if (name === 'c') this.#closeCell();
    if (name === 'row') this.#row = null;
  }

  #openRow(): void {
    this.#column = -1;
    if (this.#room.rows <= 0) {
      this.isCut = true;
      return;
    }
    this.#room.rows -= 1;
    this.#row = [];
    this.rows.push(this.#row);
  }

  #closeCell(): void {
    if (this.#row === null || this.#raw === '') return;
    if (this.#room.cells <= 0 || this.#column >= MOST_COLUMNS) {
      this.isCut = true;
      return;
    }
    // Empty cells before it count too: one far cell in each row would otherwise fill the memory.
    this.#room.cells -= Math.max(1, this.#column - this.#row.length + 1);
    while (this.#row.length < this.#column) this.#row.push('');
    this.#row[this.#column] = this.#valueOf(this.#raw);
  }

  #valueOf(raw: string): string {
    if (this.#type === 'n') return plainNumber(raw);
    if (this.#type !== 's') return raw;
    const index = Number(raw);
    this.#used.add(index);
    return this.#strings[index] ?? '';
  }
}

/** `AB12` → 27; null when the cell does not say where it stands. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Long numbers are stored as `4.111111111111E15`: as a person sees them again. */
function plainNumber(raw: string): string {
  if (!/e/i.test(raw)) return raw;
  const value = Number(raw);
  return Number.isSafeInteger(value) ? String(value) : raw;
}
