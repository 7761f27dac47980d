import type { Scalar } from './field-value.js';

const MAX_KNOWN = 300;
const MAX_LENGTH = 300;
/** A field whose values come again this often, on average, before the memory is full has a vocabulary. */
const MIN_REPEATS = 2;

/**
 * What follows from the values of one field, worked out once for those that come again: most fields of a log have few
 * values. Bounded; a field of ever new values, such as an id, is given up.
 */
export class KnownValues<T> {
  readonly #work: (value: Scalar) => T;
  readonly #known = new Map<Scalar, T>();
  #repeats = 0;
  #isOpen = false;

  /** `work` gives what follows from a value, and never undefined. */
  constructor(work: (value: Scalar) => T) {
    this.#work = work;
  }

  of(value: Scalar): T {
    if (this.#isOpen || (typeof value === 'string' && value.length > MAX_LENGTH)) return this.#work(value);
    const known = this.#known.get(value);
    if (known === undefined) return this.#add(value);
    this.#repeats += 1;
    return known;
  }

  #add(value: Scalar): T {
    const worked = this.#work(value);
    if (this.#known.size >= MAX_KNOWN) {
      this.#isOpen = this.#repeats < MAX_KNOWN * MIN_REPEATS;
      this.#known.clear();
      this.#repeats = 0;
    }
    if (!this.#isOpen) this.#known.set(value, worked);
    return worked;
  }
}
