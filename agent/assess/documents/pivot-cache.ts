import type { DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { readRows } from './table.js';
import type { XmlListener } from './xml-events.js';

/** Elements of a cached value (ECMA-376, 18.10): text, number, date, error, truth, place among the shared ones, nothing. */
const VALUES = new Set(['s', 'n', 'd', 'e', 'b', 'x', 'm']);

interface Field {
  readonly name: string;
  readonly shared: string[];
}

interface Room {
  rows: number;
  cells: number;
}

/** The fields of a pivot table's source and the values that they share. */
export class PivotFields implements XmlListener {
  readonly fields: Field[] = [];
  isCut = false;
  readonly #room: Room;
  #isShared = false;

  constructor(room: Room) {
    this.#room = room;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'cacheField') this.fields.push({ name: attributes.name ?? '', shared: [] });
    if (name === 'sharedItems') this.#isShared = true;
    if (!this.#isShared || !VALUES.has(name)) return;
    this.#room.cells -= 1;
    if (this.#room.cells < 0) this.isCut = true;
    else this.fields.at(-1)?.shared.push(attributes.v ?? '');
  }

  close(name: string): void {
    if (name === 'sharedItems') this.#isShared = false;
  }
}

/** The rows of a pivot table's source, which stay in the file when the sheet that they came from is deleted. */
export class PivotRows implements XmlListener {
  readonly rows: string[][] = [];
  isCut = false;
  readonly #fields: readonly Field[];
  readonly #room: Room;
  readonly #used = new Set<string>();
  #row: string[] | null = null;

  constructor(fields: readonly Field[], room: Room) {
    this.#fields = fields;
    this.#room = room;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'r') this.#openRow();
    if (this.#row === null || !VALUES.has(name)) return;
    this.#room.cells -= 1;
    if (this.#room.cells < 0) this.isCut = true;
    else this.#row.push(this.#valueOf(name, attributes.v ?? ''));
  }

  close(name: string): void {
    if (name === 'r') this.#row = null;
  }

  /** The rows under the names of their fields, then the shared values that no row shows any more. */
  content(): DocumentText {
    const list = new PassageList();
    if (this.rows.length > 0) list.add(readRows([this.#fields.map((field) => field.name), ...this.rows]));
    this.#fields.forEach(({ name, shared }, column) => {
      const unused = shared.filter((_, index) => !this.#used.has(`${column}/${index}`));
      if (unused.length > 0) list.add(readRows([[name], ...unused.map((value) => [value])]));
    });
    return list.document();
  }

  #openRow(): void {
    this.#row = null;
    this.#room.rows -= 1;
    if (this.#room.rows < 0) this.isCut = true;
    else {
      this.#row = [];
      this.rows.push(this.#row);
    }
  }

  #valueOf(kind: string, value: string): string {
    if (kind !== 'x') return value;
    const column = this.#row?.length ?? 0;
    this.#used.add(`${column}/${value}`);
    return this.#fields[column]?.shared[Number(value)] ?? '';
  }
}
