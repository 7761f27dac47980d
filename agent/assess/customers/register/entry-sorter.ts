import type { ReadableFile, Workspace } from '../../../model/positioned-file.js';
import { compareEntries, ENTRY_BYTES, writeEntry } from './entry.js';
import { MOST_SORTED, sortEntries } from './sort-entries.js';

/** Entries in memory before a run is sorted and written out: 44 MB, twice that while it is sorted. */
export const RUN_ENTRIES = 2_000_000;
/** Read at once from each run while they are merged; 100 million customers make about 250 runs. */
const MERGE_BYTES = 11_000 * ENTRY_BYTES;

/** One entry of the merged order: `bytes` is valid until the next one is asked for. */
export interface MergedEntry {
  readonly bytes: Buffer;
  readonly at: number;
}

/** Sorts any number of entries in bounded memory: sorted runs on disk, merged in one pass. */
export class EntrySorter {
  readonly #files: Workspace;
  readonly #runEntries: number;
  readonly #buffer: Buffer;
  #filled = 0;
  #runs = 0;
  #count = 0;

  constructor(files: Workspace, runEntries = RUN_ENTRIES) {
    if (runEntries > MOST_SORTED) throw new RangeError(`EntrySorter: runs of at most ${MOST_SORTED}`);
    this.#files = files;
    this.#runEntries = runEntries;
    this.#buffer = Buffer.allocUnsafe(runEntries * ENTRY_BYTES);
  }

  get count(): number {
    return this.#count;
  }

  add(entry: Parameters<typeof writeEntry>[2]): void {
    if (this.#filled === this.#runEntries) this.#writeRun();
    writeEntry(this.#buffer, this.#filled * ENTRY_BYTES, entry);
    this.#filled += 1;
    this.#count += 1;
  }

  /** Every entry in order. To be called once, after the last `add`. */
  *merged(): Generator<MergedEntry> {
    this.#writeRun();
    const runs = Array.from({ length: this.#runs }, (_, number) => this.#files.open(runName(number)));
    try {
      yield* merge(runs.map((file) => new RunReader(file)));
    } finally {
      for (const file of runs) file.close();
    }
  }

  #writeRun(): void {
    if (this.#filled === 0) return;
    const file = this.#files.create(runName(this.#runs));
    file.append(sortEntries(this.#buffer, this.#filled));
    file.close();
    this.#runs += 1;
    this.#filled = 0;
  }
}

function runName(number: number): string {
  return `run-${number}`;
}

/** A run with its next entry in hand. */
class RunReader {
  readonly #file: ReadableFile;
  #position = 0;
  bytes: Buffer = Buffer.alloc(0);
  at = 0;

  constructor(file: ReadableFile) {
    this.#file = file;
    this.#fill();
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  next(): void {
    this.at += ENTRY_BYTES;
    if (this.isAtEnd) this.#fill();
  }

  #fill(): void {
    const read = this.#file.read(this.#position, MERGE_BYTES);
    this.#position += read.length;
    this.bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
    this.at = 0;
  }
}

/** The smallest of all runs, again and again: a binary heap of them. */
function* merge(runs: readonly RunReader[]): Generator<MergedEntry> {
  const heap = runs.filter((run) => !run.isAtEnd);
  for (let index = Math.floor(heap.length / 2) - 1; index >= 0; index -= 1) sink(heap, index);
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    yield first;
    first.next();
    if (first.isAtEnd) {
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) heap[0] = last;
    }
    sink(heap, 0);
  }
}

function sink(heap: RunReader[], start: number): void {
  for (let index = start; ; ) {
    const smallest = smallestChild(heap, index);
    const [parent, child] = [heap[index], heap[smallest]];
    if (parent === undefined || child === undefined || smallest === index) return;
    heap[index] = child;
    heap[smallest] = parent;
    index = smallest;
  }
}

function smallestChild(heap: readonly RunReader[], index: number): number {
  let best = index;
  for (const child of [2 * index + 1, 2 * index + 2]) {
    const [one, other] = [heap[child], heap[best]];
    if (
      one !== undefined &&
      other !== undefined &&
      compareEntries(one.bytes, one.at, other.bytes, other.at) < 0
    )
      best = child;
  }
  return best;
}
