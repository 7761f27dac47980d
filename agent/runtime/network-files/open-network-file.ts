import { isIPv6 } from 'node:net';
import { Reader, type Response } from 'mmdb-lib';
import { type Instant, toInstant } from '../../model/time.js';
import { readBytes } from '../files.js';
import { type FileAnswer, readAnswer, toName } from './read-answer.js';

/** One `.mmdb` file, whole in memory. */
export interface NetworkFile {
  readonly path: string;
  /** Its type and day of making: `GeoLite2-ASN built 2026-11-20`. */
  readonly name: string;
  readonly builtAt: Instant;
  /** Null where it does not know the address. Raises where the file is damaged at that place. */
  find(address: string): FileAnswer | null;
}

/** `reason`: what is wrong with the file, for people. */
export type OpenedFile =
  | { readonly ok: true; readonly file: NetworkFile }
  | { readonly ok: false; readonly reason: string };

/** Between the search tree and the data stand so many zero bytes (MaxMind DB File Format Specification 2.0). */
const SEPARATOR_BYTES = 16;
const FORMAT = 2;
const NOT_ONE = 'is no MaxMind DB file, or only part of one; download it again';

/** Opens a file and looks at its frame. Never throws. */
export function openNetworkFile(path: string): OpenedFile {
  let bytes: Buffer;
  try {
    const read = readBytes(path);
    bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    return { ok: false, reason: `cannot be read (${code}); correct the path or its rights` };
  }
  try {
    return check(path, bytes);
  } catch {
    return { ok: false, reason: NOT_ONE };
  }
}

function check(path: string, bytes: Buffer): OpenedFile {
  const reader = new Reader<Response>(bytes);
  const { metadata } = reader;
  if (metadata.binaryFormatMajorVersion !== FORMAT) {
    const found = String(metadata.binaryFormatMajorVersion);
    return { ok: false, reason: `has format ${found}, expected ${FORMAT}: this version cannot read it` };
  }
  const type = toName(metadata.databaseType);
  const gap = bytes.subarray(metadata.searchTreeSize, metadata.searchTreeSize + SEPARATOR_BYTES);
  const isWhole = gap.length === SEPARATOR_BYTES && gap.every((byte) => byte === 0);
  if (!isWhole || type === null || ![4, 6].includes(metadata.ipVersion))
    return { ok: false, reason: NOT_ONE };
  const builtAt = toInstant(metadata.buildEpoch.getTime());
  // Asked for an IPv6 address, a tree of IPv4 addresses answers with a wrong record.
  const isForV4 = metadata.ipVersion === 4;
  return {
    ok: true,
    file: {
      path,
      name: `${type} built ${builtAt.slice(0, 'YYYY-MM-DD'.length)}`,
      builtAt,
      find(address) {
        if (isForV4 && isIPv6(address)) return null;
        const record: unknown = reader.get(address);
        return record === null ? null : readAnswer(record);
      },
    },
  };
}
