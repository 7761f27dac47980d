/** How often each rank occurs, as a binary indexed tree: both operations take logarithmic time. */
export class RankCounts {
  readonly #tree: Int32Array;
  readonly #highest: number;

  /** Ranks lie between 0 and `size` - 1. */
  constructor(size: number) {
    this.#tree = new Int32Array(size + 1);
    this.#highest = 2 ** Math.floor(Math.log2(Math.max(size, 1)));
  }

  add(rank: number, by: number): void {
    for (let at = rank + 1; at < this.#tree.length; at += at & -at) {
      this.#tree[at] = (this.#tree[at] ?? 0) + by;
    }
  }

  /** The rank of the value at a zero-based position in ascending order. */
  rankAt(position: number): number {
    let at = 0;
    let left = position;
    for (let step = this.#highest; step > 0; step >>= 1) {
      const next = at + step;
      const count = this.#tree[next];
      if (count === undefined || count > left) continue;
      at = next;
      left -= count;
    }
    return at;
  }
}
