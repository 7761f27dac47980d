import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** A guess below this is no better than Windows-1252, which reads any bytes. */
const SURE = 40;
const GUESS_BYTES = 64_000;

/**
 * The text of bytes: by byte order mark, else as UTF-8 where they are valid UTF-8, else by the declared character set,
 * else by the most likely one. Never fails: a byte that fits nothing becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return iconv.decode(buffer, encodingOf(buffer, declared));
}

function encodingOf(buffer: Buffer, declared: string | null): string {
  const marked = markOf(buffer);
  if (marked !== null) return marked;
  const wide = wideEncodingOf(buffer);
  if (wide !== null) return wide;
  if (declared !== null && !/^(?:us-)?ascii$/i.test(declared) && iconv.encodingExists(declared))
    return declared;
  return isUtf8(buffer) ? 'utf8' : guess(buffer);
}

function markOf(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf8';
  if (buffer[0] === 0xff && buffer[1] === 0xfe)
    return buffer[2] === 0 && buffer[3] === 0 ? 'utf-32le' : 'utf-16le';
  return buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-16 without a mark, as some exports are: every other byte of Latin text is zero. */
function wideEncodingOf(buffer: Buffer): string | null {
  const length = Math.min(buffer.length, 2_000) & ~1;
  if (length < 8) return null;
  const zeros = [0, 0];
  for (let index = 0; index < length; index += 1)
    if (buffer[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length * 0.3 && even < length * 0.02) return 'utf-16le';
  return even > length * 0.3 && odd < length * 0.02 ? 'utf-16be' : null;
}

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return true;
  } catch {
    return false;
  }
}

function guess(buffer: Buffer): string {
  const best = analyse(buffer.subarray(0, GUESS_BYTES)).find(
    ({ name, confidence }) => confidence >= SURE && name !== 'UTF-8' && iconv.encodingExists(name),
  );
  return best?.name ?? 'windows-1252';
}
