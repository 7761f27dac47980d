const BITS = 32;

/**
 * The lengths of some texts in lower case: a text of another length is none of them, and need not be put in lower case.
 * That holds for ASCII alone; what lies beyond may change its length (the Turkish I with a dot does).
 */
export class LengthSet {
  readonly #isAscii: boolean;
  readonly #longest: number;
  /** One bit for each length, those that are 32 apart sharing one. */
  readonly #bits: number;

  constructor(texts: Iterable<string>) {
    let isAscii = true;
    let longest = -1;
    let bits = 0;
    for (const text of texts) {
      if (!/^[\0-\x7f]*$/.test(text)) isAscii = false;
      longest = Math.max(longest, text.length);
      bits |= 1 << (text.length % BITS);
    }
    this.#isAscii = isAscii;
    this.#longest = longest;
    this.#bits = bits;
  }

  /** Whether the text, in any case, may be one of them. */
  mayHold(text: string): boolean {
    if (!this.#isAscii) return true;
    return text.length <= this.#longest && (this.#bits & (1 << (text.length % BITS))) !== 0;
  }
}
