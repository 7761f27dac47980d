import { constants, gunzipSync } from 'node:zlib';

/** Larger files do not fit into one string of the engine. */
export const MAX_EXPORT_BYTES = 500_000_000;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** What is wrong with the file as a whole; what could be had is in `bytes`. */
  readonly fault: string | null;
}

/** Unpacks gzip, also of a file that ends early: what came before the end is read. A small file that unpacks to an enormous one is refused. */
export function unpackBytes(bytes: Uint8Array, maxBytes = MAX_EXPORT_BYTES): Unpacked {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) {
    if (bytes.length <= maxBytes) return { bytes, fault: null };
    return { bytes: new Uint8Array(), fault: tooLarge(maxBytes) };
  }
  try {
    return { bytes: gunzipSync(bytes, { maxOutputLength: maxBytes }), fault: null };
  } catch (error) {
    if (isTooLarge(error)) return { bytes: new Uint8Array(), fault: tooLarge(maxBytes) };
    return unpackBeginning(bytes, maxBytes);
  }
}

function unpackBeginning(bytes: Uint8Array, maxBytes: number): Unpacked {
  const fault = 'expected a whole gzip file; it ends early or is damaged, what follows is missing';
  try {
    const part = gunzipSync(bytes, { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: part, fault };
  } catch {
    return { bytes: new Uint8Array(), fault };
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}

function tooLarge(maxBytes: number): string {
  return `expected at most ${Math.floor(maxBytes / 1_000_000)} MB of log; split the export`;
}
