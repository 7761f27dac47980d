import type { Correlation } from '../correlation.js';
import { createQuickMeasure, type QuickMatch, type QuickMeasure } from './quick-measure.js';
import { NONE, SlotTable } from './slot-table.js';

/** A match in order, and whether someone without any credential can cause it. */
export interface OrderedMatch extends QuickMatch {
  readonly needsCredential: boolean;
}

/**
 * What a match comes to: `quiet`, nothing; `goes-on` and `goes-on-proven`, one more record of an episode that is known;
 * `unclear`, the group has to be looked at as a whole, and what is known of it is of no more use.
 */
export type QuickVerdict = 'quiet' | 'goes-on' | 'goes-on-proven' | 'unclear';

const MET = 1;
const HAS_CREDENTIALED = 2;
const HAS_OPEN = 4;
/** Of a slot without its numbers: name, look-up, use, doorkeeper. */
const BYTES_PER_SLOT = 24;
/** In front of the measure's own numbers, so that all that is known of a group lies together. */
const NEWEST = 0;
const FLAGS = 1;
const OWN = 2;

/** The groups of one correlation, each in a few numbers. Names are texts of hex digits, at least 16. */
export class GroupMemory {
  readonly #spanMs: number;
  readonly #measure: QuickMeasure;
  readonly #table: SlotTable;
  readonly #width: number;
  #numbers: Float64Array;
  #nowMs = 0;

  private constructor(spanMs: number, measure: QuickMeasure, budgetBytes: number) {
    this.#spanMs = spanMs;
    this.#measure = measure;
    this.#width = measure.width + OWN;
    this.#table = new SlotTable(Math.floor(budgetBytes / (BYTES_PER_SLOT + this.#width * 8)));
    this.#numbers = new Float64Array(this.#table.slots * this.#width);
  }

  /** Null for a correlation that cannot be judged from a few numbers. */
  static for(correlation: Correlation, budgetBytes: number): GroupMemory | null {
    const measure = createQuickMeasure(correlation);
    return measure === null ? null : new GroupMemory(correlation.spanMs, measure, budgetBytes);
  }

  get counts(): SlotTable['counts'] {
    return this.#table.counts;
  }

  /** Makes a place for a group of which nothing is known yet. False when there is no room for it. */
  admit(group: string): boolean {
    return this.admitHash(highOf(group), lowOf(group));
  }

  /** The same by the two halves of the name's hash. */
  admitHash(high: number, low: number): boolean {
    const slot = this.#table.add(high, low, (one) => this.#newestIn(one) < this.#nowMs - this.#spanMs);
    if (slot === NONE) return false;
    this.#makeRoom();
    this.#numbers.fill(0, slot * this.#width, (slot + 1) * this.#width);
    return true;
  }

  forget(group: string): void {
    this.#table.delete(highOf(group), lowOf(group));
  }

  /** The time of the last match that was taken in; 0 before there is one, null for a group that is not known. */
  newestOf(group: string): number | null {
    const slot = this.#table.find(highOf(group), lowOf(group));
    return slot === NONE ? null : this.#newestIn(slot);
  }

  /** Takes a match into its group, which must be the next one in the order in which a group is judged. */
  add(group: string, match: OrderedMatch): QuickVerdict {
    return this.addHash(highOf(group), lowOf(group), match);
  }

  /** The same by the two halves of the name's hash. */
  addHash(high: number, low: number, match: OrderedMatch): QuickVerdict {
    const slot = this.#table.find(high, low);
    if (slot === NONE) return 'unclear';
    this.#table.use(slot);
    const newest = this.#newestIn(slot);
    return match.at < newest ? 'unclear' : this.#addInOrder(slot, newest, match);
  }

  #addInOrder(slot: number, newest: number, match: OrderedMatch): QuickVerdict {
    const numbers = this.#numbers;
    const from = slot * this.#width;
    const isApart = match.at - newest > this.#spanMs;
    const before = isApart ? 0 : (numbers[from + FLAGS] ?? 0);
    const isMet = this.#measure.add(numbers, from + OWN, match);
    const kinds = (before & ~MET) | (match.needsCredential ? HAS_CREDENTIALED : HAS_OPEN);
    numbers[from + FLAGS] = isMet ? kinds | MET : kinds;
    numbers[from + NEWEST] = match.at;
    if (match.at > this.#nowMs) this.#nowMs = match.at;
    if (!isMet) return 'quiet';
    if ((before & MET) === 0 || kinds === (HAS_CREDENTIALED | HAS_OPEN)) return 'unclear';
    return kinds === HAS_CREDENTIALED ? 'goes-on-proven' : 'goes-on';
  }

  #newestIn(slot: number): number {
    return this.#numbers[slot * this.#width + NEWEST] ?? 0;
  }

  #makeRoom(): void {
    const size = this.#table.slots * this.#width;
    if (size === this.#numbers.length) return;
    const larger = new Float64Array(size);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}

function highOf(group: string): number {
  return Number.parseInt(group.slice(0, 8), 16);
}

function lowOf(group: string): number {
  return Number.parseInt(group.slice(8, 16), 16);
}
