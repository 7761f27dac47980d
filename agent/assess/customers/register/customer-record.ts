import { nameWords } from '../identity.js';
import { type RegisterKeys, TAG_BYTES } from './register-keys.js';

/** Longest reference, in UTF-8 bytes. */
export const REFERENCE_BYTES = 200;
const MOST_WORDS = 16;
/** No record is longer: length, reference, number of words, their tags. */
export const RECORD_BYTES = 2 + REFERENCE_BYTES + MOST_WORDS * TAG_BYTES;

/** What is stored of a customer beside the hashes: the reference, and tags of the words of the name. */
export interface CustomerRecord {
  readonly reference: string;
  readonly tags: readonly Buffer[];
}

/** @param position where the record will stand: the tags are bound to it */
export function encodeRecord(reference: string, name: string, position: number, keys: RegisterKeys): Buffer {
  const bytes = Buffer.from(reference);
  const words = [...nameWords(name)].slice(0, MOST_WORDS);
  const tags = words.map((word) => keys.nameTag(position, word));
  return Buffer.concat([Buffer.of(bytes.length), bytes, Buffer.of(tags.length), ...tags]);
}

/** Reads a record at the beginning of `bytes`, which may go on after it. */
export function decodeRecord(bytes: Buffer): CustomerRecord {
  const end = 1 + bytes.readUInt8(0);
  const count = bytes.readUInt8(end);
  const tags = Array.from({ length: count }, (_, index) => {
    const from = end + 1 + index * TAG_BYTES;
    return bytes.subarray(from, from + TAG_BYTES);
  });
  return { reference: bytes.toString('utf8', 1, end), tags };
}

/**
 * Whether a name is this customer's: one of the two holds all words of the other, at least two of them. `Jane Roe`,
 * `ROE, Jane` and `Jane M. Roe` are one; `Jane` alone is anybody.
 */
export function isNamed(record: CustomerRecord, position: number, name: string, keys: RegisterKeys): boolean {
  const words = [...nameWords(name)].slice(0, MOST_WORDS);
  const known = words.filter((word) => {
    const tag = keys.nameTag(position, word);
    return record.tags.some((one) => one.equals(tag));
  }).length;
  return known >= 2 && (known === words.length || known === record.tags.length);
}
