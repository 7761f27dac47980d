import type { JsonValue } from '../../model/json.js';

/** What came is no whole JSON array, or holds an element that is longer than any record. */
export class BrokenArray extends Error {
  override readonly name = 'BrokenArray';
}

/** No record is longer; a single one is held whole. */
const LONGEST_ELEMENT_BYTES = 16 * 1024 * 1024;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const ARRAY_START = 0x5b;

/**
 * The elements of one JSON array, as its bytes come in: of each chunk those that ended in it. Holds one element and one chunk at a
 * time, however long the array is. Raises `BrokenArray`, at the end too where the array was not closed.
 */
export async function* splitArray(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly JsonValue[]> {
  const splitter = new ArraySplitter();
  for await (const chunk of chunks) {
    const elements = splitter.take(chunk);
    if (elements.length > 0) yield elements;
  }
  if (!splitter.isClosed) throw new BrokenArray('the array is cut off');
}

class ArraySplitter {
  /** Brackets that are open; 0 before the array and after it. */
  #depth = 0;
  #hasBegun = false;
  #isInText = false;
  #isEscaped = false;
  /** The element under way, from earlier chunks. */
  #parts: Uint8Array[] = [];
  #length = 0;

  get isClosed(): boolean {
    return this.#hasBegun && this.#depth === 0;
  }

  take(chunk: Uint8Array): readonly JsonValue[] {
    const elements: JsonValue[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const place = this.#step(chunk[at] ?? 0);
      if (place === null) continue;
      if (place === 'ended') elements.push(...this.#finish(chunk.subarray(start, at)));
      start = at + 1;
    }
    if (this.#depth > 0) this.#keep(chunk.subarray(start));
    return elements;
  }

  /** `opened`: the array begins here. `ended`: an element of it ends before here. */
  #step(byte: number): 'opened' | 'ended' | null {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#isInText = false;
      return null;
    }
    if (this.#depth === 0) return this.#outside(byte);
    if (byte === QUOTE) this.#isInText = true;
    else if (OPENING.has(byte)) this.#depth += 1;
    else if (CLOSING.has(byte)) {
      this.#depth -= 1;
      if (this.#depth === 0) return 'ended';
    } else if (byte === COMMA && this.#depth === 1) return 'ended';
    return null;
  }

  #outside(byte: number): 'opened' | null {
    if (BLANK.has(byte)) return null;
    if (this.#hasBegun || byte !== ARRAY_START) throw new BrokenArray('expected one JSON array');
    this.#hasBegun = true;
    this.#depth = 1;
    return 'opened';
  }

  #keep(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > LONGEST_ELEMENT_BYTES) throw new BrokenArray('an element is longer than any record');
    if (part.length > 0) this.#parts.push(part);
  }

  /** None for the blank between the brackets of an empty array. */
  #finish(last: Uint8Array): readonly JsonValue[] {
    this.#keep(last);
    const text = Buffer.concat(this.#parts).toString('utf8').trim();
    this.#parts = [];
    this.#length = 0;
    if (text === '' && this.#depth === 0) return [];
    try {
      return [JSON.parse(text) as JsonValue];
    } catch (cause) {
      throw new BrokenArray('an element is no JSON', { cause });
    }
  }
}
