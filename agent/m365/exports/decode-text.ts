import { detect } from 'chardet';
import iconv from 'iconv-lite';

/** How much of a file is looked at to tell its encoding. */
const SAMPLE_BYTES = 65_536;

/**
 * The text of a file: by its byte order mark, else UTF-16 where every second byte is zero, else UTF-8, else the encoding that the
 * bytes look like. PowerShell 5 exports UTF-16, portals UTF-8 with a mark. Never throws: undecodable bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? zeroEncoding(bytes) ?? unmarkedEncoding(bytes);
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf8';
  if (first === 0xff && second === 0xfe) return 'utf16le';
  return first === 0xfe && second === 0xff ? 'utf16be' : null;
}

/** JSON and CSV begin with ASCII, so that one byte of each of the first characters is zero. */
function zeroEncoding(bytes: Uint8Array): string | null {
  if (bytes.length < 4) return null;
  if (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0) return 'utf16be';
  return bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0 ? 'utf16le' : null;
}

function unmarkedEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (isUtf8(sample)) return 'utf8';
  const guess = detect(sample);
  return guess !== null && iconv.encodingExists(guess) ? guess : 'utf8';
}

/** A sample may end amid a character. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
