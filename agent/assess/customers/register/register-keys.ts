import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { IndexedClass } from '../../../model/customer-index.js';

/** Bytes of a keyed hash in the index. */
export const HASH_BYTES = 16;
/** Bytes of one word of a name: it is only ever asked of a candidate that another value led to. */
export const TAG_BYTES = 4;
export const SALT_BYTES = 32;

/** What is hashed: values by their class, references only to count distinct customers. */
export type HashedKind = IndexedClass | 'reference';

const KINDS: readonly HashedKind[] = ['account-number', 'ssn', 'customer-email', 'phone', 'reference'];

/**
 * The keys of a company's index, all from its one key. Each class has a key of its own, so that columns of two indexes
 * cannot be laid side by side; a plain or salted hash of a phone number could be undone by trying all numbers.
 */
export class RegisterKeys {
  readonly #key: Uint8Array;
  readonly #kinds: ReadonlyMap<HashedKind, KeyObject>;
  readonly #name: KeyObject;
  readonly #version: KeyObject;

  constructor(key: Uint8Array) {
    this.#key = key;
    this.#kinds = new Map(KINDS.map((kind) => [kind, derive(key, kind)]));
    this.#name = derive(key, 'name');
    this.#version = derive(key, 'version');
  }

  /** HMAC-SHA-256 of class and normal form, cut to 128 bits. */
  hash(kind: HashedKind, normalForm: string): Buffer {
    const key = this.#kinds.get(kind);
    if (key === undefined) throw new RangeError(`no key for ${kind}`);
    return hmac(key, `${kind}\u0000${normalForm}`).subarray(0, HASH_BYTES);
  }

  /** A word of one customer's name; the same word of another customer has another tag. */
  nameTag(customer: number, word: string): Buffer {
    return hmac(this.#name, `${customer}\u0000${word}`).subarray(0, TAG_BYTES);
  }

  /** Begins a running hash over all rows. */
  versionHash(): ReturnType<typeof createHmac> {
    return createHmac('sha256', this.#version);
  }

  /** Seals the blocks of one file; the salt is random, so that no two files share it. */
  sealKey(salt: Uint8Array): KeyObject {
    return derive(this.#key, 'seal', salt);
  }

  /** Tells a wrong key from a damaged file. */
  keyCheck(salt: Uint8Array): Buffer {
    return hmac(derive(this.#key, 'check', salt), 'mailwarden customers').subarray(0, HASH_BYTES);
  }
}

function derive(key: Uint8Array, purpose: string, salt: Uint8Array = new Uint8Array(0)): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, `mailwarden customers ${purpose}`, 32)));
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
