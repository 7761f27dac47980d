import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { CustomerIndexError } from '../../../model/customer-index.js';
import type { ReadableFile, WritableFile } from '../../../model/positioned-file.js';

const TAG_BYTES = 16;
/** A disk's page: a look-up costs one. */
export const BLOCK_BYTES = 4096;
export const PAYLOAD_BYTES = BLOCK_BYTES - TAG_BYTES;

/** A part of the file, of blocks that are encrypted and proven one by one (AES-256-GCM). */
export const SECTIONS = ['header', 'customers', 'entries', 'filter', 'fences'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Seals one block. Each block of a file has a nonce of its own: its section and number, so that none can be swapped. */
export function sealBlock(key: KeyObject, section: SectionName, number: number, payload: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(section, number));
  const block = Buffer.alloc(BLOCK_BYTES);
  const padded = Buffer.alloc(PAYLOAD_BYTES);
  padded.set(payload);
  cipher.update(padded).copy(block, TAG_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(block);
  return block;
}

/** The payload of a sealed block, padded with zeros. Raises `CustomerIndexError` when it is not what was written. */
export function openBlock(key: KeyObject, section: SectionName, number: number, block: Uint8Array): Buffer {
  if (block.length !== BLOCK_BYTES) throw damaged(section, number);
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(section, number));
  decipher.setAuthTag(block.subarray(0, TAG_BYTES));
  const payload = decipher.update(block.subarray(TAG_BYTES));
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(section, number, cause);
  }
  return payload;
}

function nonceOf(section: SectionName, number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(SECTIONS.indexOf(section), 0);
  nonce.writeUIntBE(number, 6, 6);
  return nonce;
}

function damaged(section: SectionName, number: number, cause?: unknown): CustomerIndexError {
  const message = `the customer index is damaged (${section}, block ${number}); build it again with "customers index"`;
  return new CustomerIndexError('damaged', message, cause);
}

/** Writes a section as a stream of bytes, block by block. */
export class SectionWriter {
  readonly #file: WritableFile;
  readonly #key: KeyObject;
  readonly #section: SectionName;
  readonly #payload = Buffer.alloc(PAYLOAD_BYTES);
  readonly #payloadBytes: number;
  #filled = 0;
  #blocks = 0;
  #bytes = 0;

  /** @param payloadBytes bytes of a block that are used, so that no entry lies across two */
  constructor(file: WritableFile, key: KeyObject, section: SectionName, payloadBytes = PAYLOAD_BYTES) {
    this.#file = file;
    this.#key = key;
    this.#section = section;
    this.#payloadBytes = payloadBytes;
  }

  /** Bytes written so far: where the next ones will be found. */
  get position(): number {
    return this.#bytes;
  }

  get blocks(): number {
    return this.#blocks;
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let from = 0; from < bytes.length; ) {
      const count = Math.min(bytes.length - from, this.#payloadBytes - this.#filled);
      this.#payload.set(bytes.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === this.#payloadBytes) this.flush();
    }
  }

  /** Ends the section: what is left goes out as a last, padded block. */
  flush(): void {
    if (this.#filled === 0) return;
    this.#payload.fill(0, this.#filled);
    this.#file.append(sealBlock(this.#key, this.#section, this.#blocks, this.#payload));
    this.#blocks += 1;
    this.#filled = 0;
  }
}

/** Where a section lies in the file. */
export interface SectionPlace {
  readonly offset: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** Reads a section by block or by byte. Raises `CustomerIndexError`. */
export class SectionReader {
  readonly #file: ReadableFile;
  readonly #key: KeyObject;
  readonly #section: SectionName;
  readonly #place: SectionPlace;

  constructor(file: ReadableFile, key: KeyObject, section: SectionName, place: SectionPlace) {
    this.#file = file;
    this.#key = key;
    this.#section = section;
    this.#place = place;
  }

  block(number: number): Buffer {
    const bytes = this.#file.read(this.#place.offset + number * BLOCK_BYTES, BLOCK_BYTES);
    return openBlock(this.#key, this.#section, number, bytes);
  }

  /** Bytes from a position on, at most to the end of the section. */
  bytes(position: number, length: number): Buffer {
    const end = Math.min(position + length, this.#place.bytes);
    const first = Math.floor(position / PAYLOAD_BYTES);
    const last = Math.floor(Math.max(position, end - 1) / PAYLOAD_BYTES);
    const blocks: Buffer[] = [];
    for (let number = first; number <= last; number += 1) blocks.push(this.block(number));
    const from = position - first * PAYLOAD_BYTES;
    return Buffer.concat(blocks).subarray(from, from + Math.max(0, end - position));
  }

  /** The whole section, block by block into one stretch of memory. */
  all(): Buffer {
    const whole = Buffer.allocUnsafe(this.#place.bytes);
    for (let number = 0; number < this.#place.blocks; number += 1) {
      const start = number * PAYLOAD_BYTES;
      this.block(number).copy(whole, start, 0, Math.min(PAYLOAD_BYTES, whole.length - start));
    }
    return whole;
  }
}
