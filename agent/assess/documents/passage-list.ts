import type { DocumentText, Passage } from './document.js';

/** Joins the parts of a mail or an archive into one document: positions go on, table numbers stay apart. */
export class PassageList {
  readonly passages: Passage[] = [];
  readonly #reasons = new Set<string>();
  #length = 0;
  #tables = 0;

  get reasons(): readonly string[] {
    return [...this.#reasons];
  }

  add(part: DocumentText): void {
    const [base, firstTable] = [this.#length, this.#tables];
    for (const passage of part.passages) {
      const origins = passage.origins.map((origin) => ({ ...origin, at: origin.at + base }));
      const table = passage.table < 0 ? -1 : passage.table + firstTable;
      this.passages.push({ ...passage, origins, table });
      this.#tables = Math.max(this.#tables, table + 1);
      for (const origin of origins) this.#length = Math.max(this.#length, origin.at + origin.length);
    }
    this.#length += 1;
    for (const reason of part.reasons) this.fail(reason);
  }

  document(): DocumentText {
    return { passages: this.passages, reasons: this.reasons };
  }

  fail(reason: string): void {
    this.#reasons.add(reason);
  }
}
