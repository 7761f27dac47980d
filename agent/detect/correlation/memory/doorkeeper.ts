const BITS_PER_NAME = 32;

/**
 * Remembers names seen once, roughly and in little room (a Bloom filter): a name must be seen twice before it may push out
 * another one, so that a flood of names that come once pushes out nothing. Forgets all when an
 * eighth of it is full: until then not one name of 500 is taken for another.
 */
export class Doorkeeper {
  readonly #bits: Uint32Array;
  readonly #mask: number;
  #set = 0;

  /** Room for about so many names. */
  constructor(names: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(names, 8) * BITS_PER_NAME));
    this.#bits = new Uint32Array(size / 32);
    this.#mask = size - 1;
  }

  /** Whether the name was seen before, as far as is known; it has been from now on. */
  hasSeen(high: number, low: number): boolean {
    const both = (Math.imul(high, 0x9e37_79b1) ^ low) >>> 0;
    if (this.#has(high) && this.#has(low) && this.#has(both)) return true;
    if (this.#set > this.#mask / 8) {
      this.#bits.fill(0);
      this.#set = 0;
    }
    this.#add(high);
    this.#add(low);
    this.#add(both);
    return false;
  }

  #has(hash: number): boolean {
    const bit = hash & this.#mask;
    return ((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  #add(hash: number): void {
    if (this.#has(hash)) return;
    const bit = hash & this.#mask;
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    this.#set += 1;
  }
}
