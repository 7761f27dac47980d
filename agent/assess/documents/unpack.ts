import { allowance, type Descent, settle } from './descent.js';
import { ArchiveFault, inflateParts, type PartReader } from './zip-parts.js';

/** A file taken out of an archive or a document. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Unpacked {
  readonly files: readonly PackedFile[];
  /** What was left in, and why. */
  readonly reasons: readonly string[];
}

/** Inflates an archive's entries within the limits of the document that it belongs to. Raises `ArchiveFault`. */
export function inflateWithin(
  bytes: Uint8Array,
  descent: Descent,
  choose: (name: string) => PartReader | null,
): readonly string[] {
  const budget = allowance(bytes, descent);
  const allowed = budget.leftBytes;
  try {
    return inflateParts(bytes, budget, choose);
  } finally {
    settle(descent, allowed, budget);
  }
}

/** Takes the wanted entries out of an archive into memory. Names are only told apart, never used as paths. */
export function unpackFiles(
  bytes: Uint8Array,
  descent: Descent,
  isWanted: (name: string) => boolean,
): Unpacked {
  const files: PackedFile[] = [];
  const reasons = new Set<string>();
  const choose = (name: string): PartReader | null => {
    if (name.endsWith('/') || !isWanted(name)) return null;
    descent.files.left -= 1;
    if (descent.files.left >= 0)
      return collect(descent, (whole) => files.push({ name, bytes: whole }), reasons);
    reasons.add('it holds more files than are read');
    return null;
  };
  try {
    inflateWithin(bytes, descent, choose);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    reasons.add(`the archive could not be read to its end: ${error.message}`);
  }
  return { files, reasons: [...reasons] };
}

function collect(descent: Descent, done: (bytes: Uint8Array) => void, reasons: Set<string>): PartReader {
  const { attachmentBytes } = descent.limits;
  const chunks: Uint8Array[] = [];
  let length = 0;
  return (chunk, isLast) => {
    length += chunk.length;
    if (length > attachmentBytes) {
      chunks.length = 0;
      reasons.add(`a file larger than ${attachmentBytes} bytes in an archive was not read`);
      return;
    }
    chunks.push(chunk);
    if (isLast) done(Buffer.concat(chunks));
  };
}
