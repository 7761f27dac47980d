import { Unzip, UnzipInflate } from 'fflate';
import { zipDirectory } from './zip-directory.js';

/** Small, because one pushed chunk may grow a thousandfold before the count is seen. */
const CHUNK_BYTES = 8_192;
const MOST_ENTRIES = 10_000;

/** Takes the inflated bytes of one entry, piece by piece. */
export type PartReader = (chunk: Uint8Array, isLast: boolean) => void;

/** What the entries of an archive may take together, over all passes. */
export interface InflateBudget {
  leftBytes: number;
}

/** The archive is damaged, or larger than allowed. The message is for people. */
export class ArchiveFault extends Error {}

/**
 * Inflates the entries that `choose` wants. What an entry says of its size is held against the budget before, what
 * really comes out of it while inflating: sizes in an archive can lie.
 * @throws ArchiveFault, at the latest when all is read and something is missing: what the readers have got then counts
 */
export function inflateParts(
  bytes: Uint8Array,
  budget: InflateBudget,
  choose: (name: string) => PartReader | null,
): readonly string[] {
  const names: string[] = [];
  let unfinished = 0;
  const unzip = new Unzip((file) => {
    names.push(file.name);
    if (names.length > MOST_ENTRIES) throw new ArchiveFault(`it has more than ${MOST_ENTRIES} entries`);
    const reader = choose(file.name);
    if (reader === null) return;
    if ((file.originalSize ?? 0) > budget.leftBytes) throw tooLarge();
    unfinished += 1;
    file.ondata = (error, chunk, isLast) => {
      // The library hands what a reader throws back to it as an error of the entry.
      if (error instanceof ArchiveFault) throw error;
      if (error !== null) throw new ArchiveFault('an entry of it is damaged', { cause: error });
      budget.leftBytes -= chunk.length;
      if (budget.leftBytes < 0) throw tooLarge();
      if (isLast) unfinished -= 1;
      reader(chunk, isLast);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  pushAll(unzip, bytes);
  if (unfinished > 0) throw new ArchiveFault('an entry of it is cut off');
  expectWhole(bytes, new Set(names));
  return names;
}

/** The library takes an archive that is cut off between two entries for a whole one. */
function expectWhole(bytes: Uint8Array, names: ReadonlySet<string>): void {
  const listed = zipDirectory(bytes);
  if (listed === null) throw new ArchiveFault('its end is missing');
  // Names that are not in UTF-8 are decoded in two ways.
  if (listed.length > names.size && listed.some(({ name }) => !names.has(name)))
    throw new ArchiveFault('not all of its entries were found');
}

function tooLarge(): ArchiveFault {
  return new ArchiveFault('it inflates to more than is allowed');
}

function pushAll(unzip: Unzip, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
    }
  } catch (error) {
    if (error instanceof ArchiveFault) throw error;
    throw new ArchiveFault('it is damaged or of an unusual kind', { cause: error });
  }
}
