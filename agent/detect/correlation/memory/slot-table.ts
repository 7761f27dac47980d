import { Doorkeeper } from './doorkeeper.js';

/** No slot. */
export const NONE = -1;

const FIRST_SLOTS = 1_024;
const LOOKS_FOR_ROOM = 32;

/**
 * Finds a slot for each name of 64 bits, in typed arrays: open addressing without tombstones. Holds at most `limit` names;
 * beyond that a new one is let in only when it comes for the second time, in place of one that is idle.
 */
export class SlotTable {
  readonly #limit: number;
  /** Not needed before it is full. */
  #doorkeeper: Doorkeeper | null = null;
  #index = new Int32Array(FIRST_SLOTS * 2).fill(NONE);
  #highs = new Uint32Array(FIRST_SLOTS);
  #lows = new Uint32Array(FIRST_SLOTS);
  #isUsed = new Uint8Array(FIRST_SLOTS);
  readonly #free: number[] = [];
  #next = 0;
  #hand = 0;
  #evicted = 0;
  #turnedAway = 0;

  constructor(limit: number) {
    this.#limit = Math.max(FIRST_SLOTS, limit);
  }

  /** Slots that there may be names in: below this number. */
  get slots(): number {
    return this.#highs.length;
  }

  /** How many names were pushed out by others, and how many were not let in. */
  get counts(): { readonly evicted: number; readonly turnedAway: number } {
    return { evicted: this.#evicted, turnedAway: this.#turnedAway };
  }

  find(high: number, low: number): number {
    const mask = this.#index.length - 1;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      const slot = this.#index[at] ?? NONE;
      if (slot === NONE || (this.#lows[slot] === low && this.#highs[slot] === high)) return slot;
    }
  }

  /**
   * A slot for a name that has none. `NONE` when it is not let in. `isIdle` tells whether the name in a slot may go; one that
   * was used since the last look is spared once.
   */
  add(high: number, low: number, isIdle: (slot: number) => boolean): number {
    const slot = this.#room(high, low, isIdle);
    if (slot === NONE) return NONE;
    this.#highs[slot] = high;
    this.#lows[slot] = low;
    this.#isUsed[slot] = 1;
    const mask = this.#index.length - 1;
    let at = low & mask;
    while (this.#index[at] !== NONE) at = (at + 1) & mask;
    this.#index[at] = slot;
    return slot;
  }

  /** Notes that the name in a slot was asked for again. */
  use(slot: number): void {
    if (this.#next === this.#limit) this.#isUsed[slot] = 1;
  }

  delete(high: number, low: number): void {
    const slot = this.find(high, low);
    if (slot === NONE) return;
    this.#unlink(slot);
    this.#free.push(slot);
  }

  #room(high: number, low: number, isIdle: (slot: number) => boolean): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#next < this.#limit) {
      if (this.#next === this.#highs.length) this.#grow();
      this.#next += 1;
      return this.#next - 1;
    }
    this.#doorkeeper ??= new Doorkeeper(this.#limit);
    const slot = this.#doorkeeper.hasSeen(high, low) ? this.#evict(isIdle) : NONE;
    if (slot === NONE) this.#turnedAway += 1;
    return slot;
  }

  #evict(isIdle: (slot: number) => boolean): number {
    for (let look = 0; look < LOOKS_FOR_ROOM; look += 1) {
      const slot = this.#hand;
      this.#hand = (slot + 1) % this.#limit;
      const isSpared = this.#isUsed[slot] === 1;
      this.#isUsed[slot] = 0;
      if (!isIdle(slot) && isSpared) continue;
      this.#unlink(slot);
      this.#evicted += 1;
      return slot;
    }
    return NONE;
  }

  #grow(): void {
    const size = Math.min(this.#limit, this.#highs.length * 2);
    this.#highs = grown(this.#highs, new Uint32Array(size));
    this.#lows = grown(this.#lows, new Uint32Array(size));
    this.#isUsed = grown(this.#isUsed, new Uint8Array(size));
    const index = new Int32Array(2 ** Math.ceil(Math.log2(size * 1.5))).fill(NONE);
    const mask = index.length - 1;
    for (const slot of this.#index) {
      if (slot === NONE) continue;
      let at = (this.#lows[slot] ?? 0) & mask;
      while (index[at] !== NONE) at = (at + 1) & mask;
      index[at] = slot;
    }
    this.#index = index;
  }

  /** Closes the gap, so that who was put behind it is still found. */
  #unlink(slot: number): void {
    const mask = this.#index.length - 1;
    let gap = (this.#lows[slot] ?? 0) & mask;
    while (this.#index[gap] !== slot) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; this.#index[at] !== NONE; at = (at + 1) & mask) {
      const other = this.#index[at] ?? NONE;
      const home = (this.#lows[other] ?? 0) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.#index[gap] = other;
      gap = at;
    }
    this.#index[gap] = NONE;
  }
}

function grown<T extends Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
