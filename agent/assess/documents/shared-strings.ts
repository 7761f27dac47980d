import type { XmlListener } from './xml-events.js';
import { ArchiveFault } from './zip-parts.js';

/** Excel allows 32,767 characters in a cell. */
const LONGEST_CELL = 40_000;

/** Collects the texts of `<si>` entries, or of `<comment>` ones: runs joined, phonetic hints left out. */
export class StringTable implements XmlListener {
  readonly strings: string[] = [];
  readonly #entry: string;
  readonly #limit: number;
  #current: string | null = null;
  #isText = false;
  #isHint = false;

  constructor(entry: 'si' | 'comment', limit: number) {
    this.#entry = entry;
    this.#limit = limit;
  }

  open(name: string): void {
    if (name === this.#entry) this.#current = '';
    if (name === 'rPh') this.#isHint = true;
    this.#isText = name === 't' && !this.#isHint;
  }

  text(text: string): void {
    if (this.#isText && this.#current !== null && this.#current.length < LONGEST_CELL) this.#current += text;
  }

  close(name: string): void {
    this.#isText = false;
    if (name === 'rPh') this.#isHint = false;
    if (name !== this.#entry || this.#current === null) return;
    if (this.strings.length >= this.#limit) throw new ArchiveFault('it has more texts than are allowed');
    this.strings.push(this.#current);
    this.#current = null;
  }
}
