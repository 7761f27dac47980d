import {
  type CustomerIndex,
  CustomerIndexError,
  type IndexCandidate,
  type IndexedClass,
  MOST_CANDIDATES,
} from '../../../model/customer-index.js';
import type { ReadableFile } from '../../../model/positioned-file.js';
import { decodeRecord, isNamed, RECORD_BYTES } from './customer-record.js';
import { customerOf, ENTRY_BYTES, kindOf } from './entry.js';
import { mayHold } from './filter.js';
import { normalForm } from './normal-form.js';
import { decodeHeader, HEADER_BYTES, type RegisterFacts } from './register-header.js';
import { HASH_BYTES, RegisterKeys } from './register-keys.js';
import { SectionReader } from './sealed-section.js';
import { BLOCK_ENTRIES, FENCE_BYTES } from './write-entries.js';

/** An open index, with what its head says. */
export interface OpenRegister extends CustomerIndex {
  readonly facts: RegisterFacts;
}

/**
 * Opens an index. In memory are the filter (about 11 bits a value) and the fences (6 bytes per 185 values); everything
 * else is read by position and proven block by block. Raises `CustomerIndexError`.
 */
export function openRegister(file: ReadableFile, key: Uint8Array): OpenRegister {
  const keys = new RegisterKeys(key);
  const { facts, sealKey } = decodeHeader(file.read(0, HEADER_BYTES), keys);
  const read = (name: keyof RegisterFacts['sections']): SectionReader =>
    new SectionReader(file, sealKey, name, facts.sections[name]);
  const filter = read('filter').all();
  const entries = new SortedEntries(read('entries'), read('fences').all(), facts.identifiers);
  const customers = read('customers');
  return {
    facts,
    version: facts.version,
    candidates(dataClass, value) {
      const form = normalForm(dataClass, value);
      if (form === null) return [];
      const hash = keys.hash(dataClass, form);
      if (!mayHold(filter, hash)) return [];
      return candidatesOf(entries.customersOf(hash, dataClass), customers, keys);
    },
  };
}

function candidatesOf(
  positions: Iterable<number>,
  customers: SectionReader,
  keys: RegisterKeys,
): readonly IndexCandidate[] {
  const byReference = new Map<string, IndexCandidate>();
  for (const position of positions) {
    const record = decodeRecord(customers.bytes(position, RECORD_BYTES));
    const known = byReference.get(record.reference);
    byReference.set(record.reference, {
      reference: record.reference,
      isNamed: (name) => (known?.isNamed(name) ?? false) || isNamed(record, position, name, keys),
    });
    if (byReference.size > MOST_CANDIDATES) break;
  }
  return [...byReference.values()];
}

/** The entries of the file, found by their hash. */
class SortedEntries {
  readonly #section: SectionReader;
  readonly #fences: Float64Array;
  readonly #count: number;

  constructor(section: SectionReader, fences: Buffer, count: number) {
    if (fences.length !== Math.ceil(count / BLOCK_ENTRIES) * FENCE_BYTES)
      throw new CustomerIndexError('damaged', 'the customer index contradicts itself; build it again');
    this.#section = section;
    this.#count = count;
    this.#fences = Float64Array.from({ length: fences.length / FENCE_BYTES }, (_, block) =>
      fences.readUIntBE(block * FENCE_BYTES, FENCE_BYTES),
    );
  }

  /** Positions of the customers who have a value of this hash. */
  *customersOf(hash: Buffer, kind: IndexedClass): Generator<number> {
    for (let number = this.#firstBlock(hash); number < this.#fences.length; number += 1) {
      const block = this.#section.block(number);
      const count = Math.min(BLOCK_ENTRIES, this.#count - number * BLOCK_ENTRIES);
      for (let index = lowerBound(block, count, hash); index < count; index += 1) {
        const at = index * ENTRY_BYTES;
        if (hash.compare(block, at, at + HASH_BYTES) !== 0) return;
        if (kindOf(block, at) === kind) yield customerOf(block, at);
      }
    }
  }

  /** The last block that begins before the hash: equal hashes may begin in it. */
  #firstBlock(hash: Buffer): number {
    const start = hash.readUIntBE(0, FENCE_BYTES);
    let [low, high] = [0, this.#fences.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#fences[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** The first entry of a block whose hash is not below `hash`. */
function lowerBound(block: Buffer, count: number, hash: Buffer): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = middle * ENTRY_BYTES;
    if (hash.compare(block, at, at + HASH_BYTES) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
