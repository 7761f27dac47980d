/** A text that grows: kept in parts, because asking a long, growing string how it ends copies all of it each time. */
export class TextBuffer {
  readonly #parts: string[] = [];
  #length = 0;
  #tail = '';

  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    if (text === '') return;
    this.#parts.push(text);
    this.#length += text.length;
    this.#tail = (this.#tail + text).slice(-2);
  }

  /** Ends the line, or the paragraph, unless it is ended already; nothing at the very beginning. */
  breakLine(isParagraph: boolean): void {
    if (this.#length === 0) return;
    if (!this.#tail.endsWith('\n')) this.append('\n');
    if (isParagraph && this.#tail !== '\n\n') this.append('\n');
  }

  endsInBlank(): boolean {
    return this.#length === 0 || /\s$/.test(this.#tail);
  }

  toString(): string {
    return this.#parts.join('');
  }
}
