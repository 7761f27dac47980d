import type { KeyObject } from 'node:crypto';
import type { ReadableFile, Workspace, WritableFile } from '../../../model/positioned-file.js';
import { ENTRY_BYTES, hasSameHash, kindOf } from './entry.js';
import type { EntrySorter } from './entry-sorter.js';
import { addToFilter, FILTER_BLOCK_BYTES, filterBlockOf, filterBlocks } from './filter.js';
import type { RegisterFacts } from './register-header.js';
import { HASH_BYTES } from './register-keys.js';
import {
  BLOCK_BYTES,
  PAYLOAD_BYTES,
  type SectionName,
  type SectionPlace,
  SectionWriter,
} from './sealed-section.js';

/** Entries of one block: none lies across two. */
export const BLOCK_ENTRIES = Math.floor(PAYLOAD_BYTES / ENTRY_BYTES);
/** The beginning of the first hash of each block, so that a look-up reads one block. */
export const FENCE_BYTES = 6;

interface Target {
  readonly output: WritableFile;
  readonly files: Workspace;
  readonly sealKey: KeyObject;
  readonly sorter: EntrySorter;
  /** Where the entries begin in the output. */
  readonly offset: number;
}

interface WrittenEntries {
  readonly customers: number;
  readonly identifiers: number;
  readonly sections: Pick<RegisterFacts['sections'], 'entries' | 'filter' | 'fences'>;
}

/** Writes the sorted entries, and behind them the filter and the fences, which are made on the way. */
export function writeEntries({ output, files, sealKey, sorter, offset }: Target): WrittenEntries {
  const entries = new SectionWriter(output, sealKey, 'entries', BLOCK_ENTRIES * ENTRY_BYTES);
  const aside = new Aside(files, sealKey);
  const [filter, fences] = [aside.begin('filter'), aside.begin('fences')];
  const bits = new FilterStream(filter, filterBlocks(sorter.count));
  let [customers, identifiers] = [0, 0];
  const last = Buffer.alloc(ENTRY_BYTES);
  let hasLast = false;
  for (const { bytes, at } of sorter.merged()) {
    const isNew = !hasLast || !hasSameHash(bytes, at, last, 0);
    if (isNew) bytes.copy(last, 0, at, at + ENTRY_BYTES);
    hasLast = true;
    // References are sorted along only to count the distinct ones.
    if (kindOf(bytes, at) === 'reference') {
      if (isNew) customers += 1;
      continue;
    }
    if (isNew) bits.add(bytes, at);
    if (identifiers % BLOCK_ENTRIES === 0) fences.write(bytes.subarray(at, at + FENCE_BYTES));
    entries.write(bytes.subarray(at, at + ENTRY_BYTES));
    identifiers += 1;
  }
  entries.flush();
  bits.end();
  const own = { offset, blocks: entries.blocks, bytes: entries.position };
  const behind = aside.append(output, offset + entries.blocks * BLOCK_BYTES);
  return { customers, identifiers, sections: { entries: own, ...behind } };
}

/** Fills the blocks of the filter one after the other, as the hashes come in order. */
class FilterStream {
  readonly #target: SectionWriter;
  readonly #blocks: number;
  readonly #block = new Uint8Array(FILTER_BLOCK_BYTES);
  #number = 0;

  constructor(target: SectionWriter, blocks: number) {
    this.#target = target;
    this.#blocks = blocks;
  }

  add(hash: Uint8Array, at: number): void {
    const number = filterBlockOf(hash, at, this.#blocks);
    while (this.#number < number) this.#next();
    addToFilter(this.#block, hash.subarray(at, at + HASH_BYTES), 0);
  }

  end(): void {
    while (this.#number < this.#blocks) this.#next();
  }

  #next(): void {
    this.#target.write(this.#block);
    this.#block.fill(0);
    this.#number += 1;
  }
}

/** Sections that grow beside the entries and are then laid behind them. */
class Aside {
  readonly #files: Workspace;
  readonly #sealKey: KeyObject;
  readonly #begun = new Map<
    'filter' | 'fences',
    { readonly file: WritableFile; readonly writer: SectionWriter }
  >();

  constructor(files: Workspace, sealKey: KeyObject) {
    this.#files = files;
    this.#sealKey = sealKey;
  }

  begin(section: Extract<SectionName, 'filter' | 'fences'>): SectionWriter {
    const file = this.#files.create(section);
    const writer = new SectionWriter(file, this.#sealKey, section);
    this.#begun.set(section, { file, writer });
    return writer;
  }

  append(output: WritableFile, offset: number): Record<'filter' | 'fences', SectionPlace> {
    const filter = this.#appendOne('filter', output, offset);
    return { filter, fences: this.#appendOne('fences', output, offset + filter.blocks * BLOCK_BYTES) };
  }

  #appendOne(section: 'filter' | 'fences', output: WritableFile, offset: number): SectionPlace {
    const begun = this.#begun.get(section);
    if (begun === undefined) throw new RangeError(`${section} was not begun`);
    begun.writer.flush();
    begun.file.close();
    const file = this.#files.open(section);
    copyAll(file, output);
    file.close();
    return { offset, blocks: begun.writer.blocks, bytes: begun.writer.position };
  }
}

const COPY_BYTES = 256 * BLOCK_BYTES;

function copyAll(from: ReadableFile, to: WritableFile): void {
  for (let at = 0; at < from.sizeBytes; at += COPY_BYTES) to.append(from.read(at, COPY_BYTES));
}
