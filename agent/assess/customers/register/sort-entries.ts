import { compareEntries, ENTRY_BYTES } from './entry.js';

/** 24 bits of a sort word number the entry. */
export const MOST_SORTED = 2 ** 24;

/**
 * Sorts entries in memory. The first 40 bits of the hash and the number of the entry make one 64-bit word, which the
 * engine sorts without calling back; the few that agree in all 40 bits are put in order afterwards.
 */
export function sortEntries(entries: Buffer, count: number): Buffer {
  if (count > MOST_SORTED) throw new RangeError(`sortEntries: at most ${MOST_SORTED} entries`);
  const words = new BigUint64Array(count);
  const halves = new Uint32Array(words.buffer);
  const [low, high] = isLittleEndian() ? [0, 1] : [1, 0];
  for (let index = 0; index < count; index += 1) {
    const at = index * ENTRY_BYTES;
    halves[index * 2 + high] = entries.readUInt32BE(at);
    halves[index * 2 + low] = (entries.readUInt8(at + 4) << 24) | index;
  }
  words.sort();
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) order[index] = (halves[index * 2 + low] ?? 0) & 0xff_ff_ff;
  orderTies(entries, order);
  return gather(entries, order);
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}

/** One value of many customers is a long run of ties: it was added in order, so that sorting it is cheap. */
function orderTies(entries: Buffer, order: Uint32Array): void {
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && isTie(entries, order[start] ?? 0, order[end] ?? 0)) end += 1;
    if (end - start > 1)
      order
        .subarray(start, end)
        .sort((a, b) => compareEntries(entries, a * ENTRY_BYTES, entries, b * ENTRY_BYTES));
    start = end;
  }
}

function isTie(entries: Buffer, left: number, right: number): boolean {
  const [a, b] = [left * ENTRY_BYTES, right * ENTRY_BYTES];
  return entries.readUInt32BE(a) === entries.readUInt32BE(b) && entries[a + 4] === entries[b + 4];
}

function gather(entries: Buffer, order: Uint32Array): Buffer {
  const sorted = Buffer.allocUnsafe(order.length * ENTRY_BYTES);
  for (let index = 0; index < order.length; index += 1) {
    const from = (order[index] ?? 0) * ENTRY_BYTES;
    entries.copy(sorted, index * ENTRY_BYTES, from, from + ENTRY_BYTES);
  }
  return sorted;
}
