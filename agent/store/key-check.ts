import { StoreError } from '../model/errors.js';
import { isKeylessCheck, type RecordCodec } from './record-codec.js';
import type { Db } from './tables.js';

/** Under which name of `meta` a store keeps what tells its key, and not the key. */
export const KEY_CHECK = 'store.key-check';

export interface KeyedFile {
  readonly file: string;
  /** The secret that was given; null: none. */
  readonly key: Uint8Array | null;
}

/** Raises `StoreError` of kind `key` when the store was made with another key than the codec's. */
export async function requireKey(db: Db, codec: RecordCodec, options: KeyedFile): Promise<void> {
  const made = await db.selectFrom('meta').select('value').where('name', '=', KEY_CHECK).executeTakeFirst();
  if (made?.value !== codec.keyCheck) throw wrongKey(options, made?.value ?? '');
}

function wrongKey({ file, key }: KeyedFile, made: string): StoreError {
  if (isKeylessCheck(made)) {
    return new StoreError(
      'key',
      `The store ${file} was made without a key: remove store.key, or name a new store.file.`,
    );
  }
  const fault = key === null ? 'store.key is missing' : 'store.key is another one';
  return new StoreError(
    'key',
    `The store ${file} was made with a key, and ${fault}: give it the key that it was made with.`,
  );
}
