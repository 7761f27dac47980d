import type { DocumentText } from './document.js';
import { HtmlPage } from './html-page.js';
import { pagePassages } from './html-text.js';
import type { XmlListener } from './xml-events.js';
import { ArchiveFault } from './zip-parts.js';

/** How a family of document markup says what every document has. Names are local ones. */
export interface MarkupDialect {
  /** Elements whose text is read; null for all. */
  readonly texts: ReadonlySet<string> | null;
  /** Elements that stand for one of HTML: paragraph, table, row, cell, line break. */
  readonly blocks: ReadonlyMap<string, 'div' | 'table' | 'tr' | 'td' | 'br'>;
  /** Elements that stand for white space. */
  readonly blanks: ReadonlyMap<string, string>;
  /** Elements left out with all that is in them: copies for old programs, dates, settings. */
  readonly skipped: ReadonlySet<string>;
}

/** A longer paragraph is prose and stands for itself; shorter ones in a row are lines, as of an address. */
const PROSE_LENGTH = 120;

/** Collects the text and the tables of document markup, over all parts that are given to it. */
export class MarkupText implements XmlListener {
  readonly #page = new HtmlPage();
  readonly #dialect: MarkupDialect;
  #left: number;
  #texts = 0;
  #skipping = 0;
  #tables = 0;
  #paragraphLength = 0;

  constructor(dialect: MarkupDialect, textLength: number) {
    this.#dialect = dialect;
    this.#left = textLength;
    this.#page.open('pre');
  }

  open(name: string): void {
    const { texts, blocks, blanks, skipped } = this.#dialect;
    if (skipped.has(name)) this.#skipping += 1;
    if (this.#skipping > 0) return;
    if (texts?.has(name)) this.#texts += 1;
    const block = blocks.get(name);
    if (block === 'table') this.#tables += 1;
    if (block === 'div') this.#paragraphLength = 0;
    if (block !== undefined) this.#page.open(block);
    const blank = blanks.get(name);
    if (blank !== undefined) this.#page.write(blank);
  }

  text(text: string): void {
    const { texts } = this.#dialect;
    if (this.#skipping > 0 || (texts !== null && this.#texts === 0)) return;
    this.#left -= text.length;
    if (this.#left < 0) throw new ArchiveFault('it holds more text than is read');
    this.#paragraphLength += text.trim() === '' ? 0 : text.length;
    this.#page.write(text);
  }

  close(name: string): void {
    const { texts, blocks, skipped } = this.#dialect;
    if (skipped.has(name)) this.#skipping -= 1;
    else if (this.#skipping === 0) {
      if (texts?.has(name)) this.#texts -= 1;
      const block = blocks.get(name);
      if (block !== undefined) this.#page.close(block);
      if (block === 'table') this.#tables -= 1;
      if (block === 'div') this.#endParagraph();
    }
  }

  /** Ends what was read so far: the next part speaks of something else. */
  breakPart(): void {
    this.#page.open('hr');
    this.#page.close('hr');
  }

  content(): DocumentText {
    return { passages: pagePassages(this.#page.content()), reasons: [] };
  }

  /** Empty paragraphs and prose end a block, but not within a cell. */
  #endParagraph(): void {
    const isLine = this.#paragraphLength > 0 && this.#paragraphLength < PROSE_LENGTH;
    if (!isLine && this.#tables === 0) this.breakPart();
  }
}
