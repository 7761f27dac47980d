import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { CustomerIndexError } from '../../../model/customer-index.js';
import { isJsonObject } from '../../../model/json.js';
import { HASH_BYTES, type RegisterKeys, SALT_BYTES } from './register-keys.js';
import { BLOCK_BYTES, openBlock, type SectionName, type SectionPlace, sealBlock } from './sealed-section.js';

/** Raised by one with every change of the format: an older program must refuse a newer file, and the other way round. */
const FORMAT = 1;
const MAGIC = Buffer.from('MWCUSTOM', 'latin1');
const SALT_AT = MAGIC.length + 4;
const CHECK_AT = SALT_AT + SALT_BYTES;
const CRC_AT = CHECK_AT + HASH_BYTES;
/** The plain head fills one block, the sealed facts the next. */
export const HEADER_BYTES = 2 * BLOCK_BYTES;

/** What the file says of itself. */
export interface RegisterFacts {
  readonly version: string;
  readonly customers: number;
  readonly identifiers: number;
  readonly sections: Readonly<Record<Exclude<SectionName, 'header'>, SectionPlace>>;
}

/** Head and facts of a file, `HEADER_BYTES` long. */
export function encodeHeader(facts: RegisterFacts, salt: Uint8Array, keys: RegisterKeys): Buffer {
  const head = Buffer.alloc(BLOCK_BYTES);
  MAGIC.copy(head);
  head.writeUInt32BE(FORMAT, MAGIC.length);
  head.set(salt, SALT_AT);
  head.set(keys.keyCheck(salt), CHECK_AT);
  head.writeUInt32BE(crc32(head.subarray(0, CRC_AT)), CRC_AT);
  const sealed = sealBlock(keys.sealKey(salt), 'header', 0, Buffer.from(JSON.stringify(facts)));
  return Buffer.concat([head, sealed]);
}

/** Reads the head of a file. Raises `CustomerIndexError`: of another kind, damaged, under another key. */
export function decodeHeader(
  bytes: Uint8Array,
  keys: RegisterKeys,
): { readonly facts: RegisterFacts; readonly sealKey: KeyObject } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.length < HEADER_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const format = head.readUInt32BE(MAGIC.length);
  if (format !== FORMAT) {
    const message = `the customer index is of format ${format}, this version reads ${FORMAT}; build it again with "customers index"`;
    throw new CustomerIndexError('version', message);
  }
  if (head.readUInt32BE(CRC_AT) !== crc32(head.subarray(0, CRC_AT))) throw damaged();
  const salt = head.subarray(SALT_AT, CHECK_AT);
  if (!timingSafeEqual(head.subarray(CHECK_AT, CRC_AT), keys.keyCheck(salt))) {
    const message =
      'the customer index was built under another key than exposure.customers.key; use that key, or build the index again';
    throw new CustomerIndexError('key', message);
  }
  const sealKey = keys.sealKey(salt);
  return {
    facts: factsOf(openBlock(sealKey, 'header', 0, head.subarray(BLOCK_BYTES, HEADER_BYTES))),
    sealKey,
  };
}

/** What was proven to be ours needs no second look beyond its outer shape. */
function factsOf(payload: Buffer): RegisterFacts {
  const end = payload.indexOf(0);
  const facts: unknown = JSON.parse(payload.subarray(0, end < 0 ? payload.length : end).toString());
  if (!isJsonObject(facts) || !isJsonObject(facts.sections)) throw damaged();
  return facts as unknown as RegisterFacts;
}

function damaged(): CustomerIndexError {
  const message =
    'the file is no customer index, or its head is damaged; build it again with "customers index"';
  return new CustomerIndexError('damaged', message);
}
