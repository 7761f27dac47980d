import { sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import type { Boundary } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { beginWriting, connect, rollBack, whileLocked } from './connection.js';
import { createStore } from './create-store.js';
import { KEY_CHECK, requireKey } from './key-check.js';
import { createLedgerSeal } from './ledger-seal.js';
import { applyMigrations, pendingMigrations } from './migrate.js';
import { createRecordCodec, type RecordCodec } from './record-codec.js';
import type { Db } from './tables.js';

export interface StoreOptions {
  /** Path of the database file, or `:memory:`. */
  readonly file: string;
  /** Secret that raw records are encrypted under, of any length; null: they are compressed only. */
  readonly key: Uint8Array | null;
  /** Secret that the ledger is signed with, of any length; null or absent: it is chained only. */
  readonly ledgerKey?: Uint8Array | null;
  readonly boundary: Boundary;
  /** Opens an existing store and never writes to it. */
  readonly isReadOnly?: boolean;
  /** The file never grows beyond so many pages of 4,096 bytes, as if the disk were full. */
  readonly maxPages?: number;
  /** How long a write waits for another process that writes. */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 10_000;

/**
 * Opens the store, and makes or upgrades it where needed. Raises `StoreError`: `version` for a database of a newer
 * mailwarden, `key` when it was made with another key, and every kind that a file can cause.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, isReadOnly = false, maxPages = null, lockWaitMs = LOCK_WAIT_MS } = options;
  const codec = createRecordCodec(options.key);
  const base = { file, isReadOnly, maxPages, lockWaitMs };
  const writer = await connect({ ...base, isForReading: false });
  try {
    await prepare(writer, codec, { ...options, isReadOnly, lockWaitMs });
    // A database in memory belongs to one connection; on disk, reads get their own and never wait for a write.
    const isShared = file === ':memory:' || isReadOnly;
    const reader = isShared ? writer : await connect({ ...base, isForReading: true });
    return createStore({
      writer,
      reader,
      codec,
      seal: createLedgerSeal(options.ledgerKey ?? null),
      boundary: options.boundary,
      lockWaitMs,
    });
  } catch (cause) {
    await writer.destroy();
    throw cause;
  }
}

/** Two processes may come here at once: the second finds the work of the first done. */
async function prepare(
  db: Db,
  codec: RecordCodec,
  options: StoreOptions & { readonly isReadOnly: boolean; readonly lockWaitMs: number },
): Promise<void> {
  await db.connection().execute(async (connection) => {
    const pending = await whileLocked(options.lockWaitMs, () => pendingMigrations(connection, options.file));
    if (pending.length > 0) {
      if (options.isReadOnly) throw tooOld(options.file);
      await upgrade(connection, codec, options);
    }
    await requireKey(connection, codec, options);
  });
}

async function upgrade(
  db: Db,
  codec: RecordCodec,
  options: StoreOptions & { readonly lockWaitMs: number },
): Promise<void> {
  await beginWriting(db, options.lockWaitMs);
  try {
    await applyMigrations(db);
    await db
      .insertInto('meta')
      .values({ name: KEY_CHECK, value: codec.keyCheck })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    await options.boundary.cross('commit:upgrade-store', () => sql`commit`.execute(db));
  } catch (cause) {
    await rollBack(db);
    throw cause;
  }
}

function tooOld(file: string): StoreError {
  return new StoreError(
    'version',
    `The store ${file} was written by an older version: run the agent once, which upgrades it.`,
  );
}
