/** One block of the filter, as wide as a cache line. */
export const FILTER_BLOCK_BYTES = 64;
const BITS = FILTER_BLOCK_BYTES * 8;
/** About 10.7 bits a value: 99 of 100 values of nobody are known as such without a look at the disk. */
const VALUES_PER_BLOCK = 48;
const PROBES = 6;

/** Blocks of a filter for so many values. */
export function filterBlocks(values: number): number {
  return Math.max(1, Math.ceil(values / VALUES_PER_BLOCK));
}

/**
 * A Bloom filter in blocks. The block follows from the first bits of the hash, so that hashes in order fill it from its
 * beginning to its end: building it takes the memory of one block.
 */
export function filterBlockOf(hash: Uint8Array, at: number, blocks: number): number {
  return Math.floor((first32(hash, at) * blocks) / 2 ** 32);
}

/** Sets the bits of a hash in its block. */
export function addToFilter(block: Uint8Array, hash: Uint8Array, at: number): void {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const bit = bitOf(hash, at, probe);
    block[bit >> 3] = (block[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
}

/** False: the hash is not in the index. True: it may be. */
export function mayHold(filter: Uint8Array, hash: Uint8Array): boolean {
  const start = filterBlockOf(hash, 0, filter.length / FILTER_BLOCK_BYTES) * FILTER_BLOCK_BYTES;
  for (let probe = 0; probe < PROBES; probe += 1) {
    const bit = bitOf(hash, 0, probe);
    if (((filter[start + (bit >> 3)] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

function first32(hash: Uint8Array, at: number): number {
  return (
    ((hash[at] ?? 0) * 0x1_00_00_00 +
      (((hash[at + 1] ?? 0) << 16) | ((hash[at + 2] ?? 0) << 8) | (hash[at + 3] ?? 0))) >>>
    0
  );
}

/** Two bytes of the second half of the hash for each probe, of which nine bits are taken. */
function bitOf(hash: Uint8Array, at: number, probe: number): number {
  const from = at + 4 + probe * 2;
  return (((hash[from] ?? 0) << 8) | (hash[from + 1] ?? 0)) & (BITS - 1);
}
