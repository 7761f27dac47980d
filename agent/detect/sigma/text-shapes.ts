const LENGTHS = 64;
const ASCII_END = 127;

/**
 * A quick look at a text: whether it may be one of some texts, without case. It looks at the length and at three characters, makes no
 * other text, and never says no to one of them.
 */
export class TextShapes {
  /** By length, those that are 64 apart together: of three characters one bit each, those that are 32 apart sharing one. */
  readonly #first = new Int32Array(LENGTHS);
  readonly #middle = new Int32Array(LENGTHS);
  readonly #last = new Int32Array(LENGTHS);
  #longest = -1;
  #holdsEmpty = false;
  /** Some text goes beyond ASCII: in lower case it may have another length (the Turkish I with a dot has). */
  #isOpen = false;

  /** The texts, in lower case. */
  constructor(texts: Iterable<string>) {
    for (const text of texts) this.#add(text);
  }

  /** Whether the text, in any case, may be one of them. */
  mayHold(text: string): boolean {
    const { length } = text;
    if (this.#isOpen) return true;
    if (length > this.#longest) return false;
    if (length === 0) return this.#holdsEmpty;
    const first = text.charCodeAt(0);
    const middle = text.charCodeAt(length >> 1);
    const last = text.charCodeAt(length - 1);
    // The sign of kelvin becomes a plain k in lower case.
    if ((first | middle | last) > ASCII_END) return true;
    const at = length % LENGTHS;
    const bits =
      ((this.#first[at] ?? 0) >>> (first & 31)) &
      ((this.#middle[at] ?? 0) >>> (middle & 31)) &
      ((this.#last[at] ?? 0) >>> (last & 31));
    return (bits & 1) === 1;
  }

  #add(text: string): void {
    const { length } = text;
    if (!/^[\0-\x7f]*$/.test(text)) this.#isOpen = true;
    if (length === 0) this.#holdsEmpty = true;
    this.#longest = Math.max(this.#longest, length);
    // Letters differ from those of the other case by 32, so that both have one bit.
    mark(this.#first, length, text.charCodeAt(0));
    mark(this.#middle, length, text.charCodeAt(length >> 1));
    mark(this.#last, length, text.charCodeAt(length - 1));
  }
}

function mark(bits: Int32Array, length: number, code: number): void {
  const at = length % LENGTHS;
  bits[at] = (bits[at] ?? 0) | (1 << (code & 31));
}
