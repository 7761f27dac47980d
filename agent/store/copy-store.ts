import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import { inspectStore, lookInto, type StoreFacts } from './inspect-store.js';
import { removeLog, removeStore } from './store-files.js';
import { toStoreError } from './to-store-error.js';

export interface CopyOptions {
  readonly from: string;
  /** Must not be there yet. */
  readonly to: string;
  /** As of the configuration: the copy opens under the same one. */
  readonly key: Uint8Array | null;
}

/**
 * Copies a store as of one commit, while others read and write it, and checks the copy before it bears its name: a file of that
 * name is whole. Only its owner reads it. Raises `StoreError`.
 *
 * `VACUUM INTO` sees one state and holds up no writer (https://www.sqlite.org/lang_vacuum.html#vacuuminto); copying the file would
 * miss what is in the write-ahead log. PostgreSQL: `pg_dump --format=custom`.
 */
export async function copyStore({ from, to, key }: CopyOptions): Promise<StoreFacts> {
  if (existsSync(to)) throw new StoreError('other', `There is a file at ${to} already: name another one.`);
  const partial = `${to}.partial`;
  try {
    makeEmpty(partial);
    await lookInto(from, (db) => sql`vacuum into ${partial}`.execute(db));
    const facts = await inspectStore({ file: partial, key });
    removeLog(partial);
    settle(partial);
    renameSync(partial, to);
    settle(dirname(to));
    return facts;
  } catch (cause) {
    removeStore(partial);
    throw toStoreError(to, cause);
  }
}

/** SQLite would make it readable to others. */
function makeEmpty(file: string): void {
  removeStore(file);
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'wx', 0o600));
}

/** On the disk, not only on its way there. */
function settle(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
