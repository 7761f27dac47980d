import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { StoreError } from '../model/errors.js';
import { RECORD_DICTIONARY } from './record-dictionary.js';

/** Seals what the provider sent for the one column that may hold it. */
export interface RecordCodec {
  /** Tells a store made with another key, or with none; no secret. */
  readonly keyCheck: string;
  /** Keyed hash, hex: equal for equal content, and of no use to who lacks the key. */
  hash(content: Uint8Array | string): string;
  /** `name` is bound to the content: a payload that was moved to another row does not open. */
  seal(name: string, content: Uint8Array | string): Uint8Array;
  /** Raises `StoreError` of kind `damaged`. */
  unseal(name: string, payload: Uint8Array): Buffer;
}

/** The first byte of a payload. Those without a dictionary are of before there was one. */
const FORMS = { bare: { plain: 1, encrypted: 2 }, withDictionary: { plain: 3, encrypted: 4 } } as const;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH_HEX = 40;
const NO_KEY_CHECK = 'no key';
/**
 * Small buffers: for records of 2 kB, setting up the default ones costs more than the work itself. The window holds the
 * dictionary and a usual record.
 */
const DEFLATE = { level: 3, memLevel: 6, windowBits: 14, chunkSize: 4_096, dictionary: RECORD_DICTIONARY };

/**
 * Deflate with a dictionary, then AES-256-GCM under a key derived from `key` (HKDF-SHA256). Without a key: deflate only.
 *
 * The nonce is a keyed hash of name and deflated content, so that no nonce is ever used for two texts, even by a process
 * that was killed and runs a batch again (the idea of RFC 8452). Shape: 1 byte form, 12 nonce, 16 tag, the rest.
 */
export function createRecordCodec(key: Uint8Array | null): RecordCodec {
  const hashKey = derive(key ?? new Uint8Array(), 'content hash');
  const hash = (content: Uint8Array | string) => mac(hashKey, content).toString('hex').slice(0, HASH_HEX);
  if (key === null) {
    return {
      keyCheck: NO_KEY_CHECK,
      hash,
      seal: (_name, content) => framed(FORMS.withDictionary.plain, deflate(content)),
      unseal: (name, payload) => opened(name, () => inflate(payload, 'plain', (packed) => packed)),
    };
  }
  const nonceKey = derive(key, 'nonce');
  const cipherKey = derive(key, 'record encryption');
  return {
    keyCheck: mac(derive(key, 'key check'), 'mailwarden').toString('hex').slice(0, HASH_HEX),
    hash,
    seal(name, content) {
      const packed = deflate(content);
      const nonce = mac(nonceKey, Buffer.concat([Buffer.from(`${name}\0`), packed])).subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce).setAAD(Buffer.from(name));
      const secret = [cipher.update(packed), cipher.final()];
      return framed(FORMS.withDictionary.encrypted, nonce, cipher.getAuthTag(), ...secret);
    },
    unseal: (name, payload) =>
      opened(name, () => inflate(payload, 'encrypted', (sealed) => decrypt(cipherKey, name, sealed))),
  };
}

/** True for the check value of a store that was made without a key. */
export function isKeylessCheck(keyCheck: string): boolean {
  return keyCheck === NO_KEY_CHECK;
}

function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `mailwarden store v1: ${purpose}`, 32));
}

function mac(key: Buffer, content: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function deflate(content: Uint8Array | string): Buffer {
  return deflateRawSync(content, DEFLATE);
}

function framed(form: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(form), ...parts]);
}

function inflate(
  payload: Uint8Array,
  kind: 'plain' | 'encrypted',
  open: (body: Uint8Array) => Uint8Array,
): Buffer {
  const body = payload.subarray(1);
  if (payload[0] === FORMS.withDictionary[kind]) {
    return inflateRawSync(open(body), { dictionary: RECORD_DICTIONARY });
  }
  if (payload[0] === FORMS.bare[kind]) return inflateRawSync(open(body));
  throw new RangeError('the payload has another form');
}

function decrypt(cipherKey: Buffer, name: string, sealed: Uint8Array): Buffer {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(NONCE_BYTES, tagEnd));
  return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]);
}

function opened(name: string, act: () => Buffer): Buffer {
  try {
    return act();
  } catch (cause) {
    throw new StoreError(
      'damaged',
      `The stored record ${name} does not open: the store is damaged; put back a backup.`,
      cause,
    );
  }
}
