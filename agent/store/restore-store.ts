import { existsSync, renameSync } from 'node:fs';
import { sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import type { Boundary } from '../model/ports.js';
import { type Instant, shift } from '../model/time.js';
import { hasHolderEnded } from '../runtime/holder.js';
import { beginWriting, connect, rollBack, tidyLog } from './connection.js';
import { copyStore } from './copy-store.js';
import { inspectStore, type StoreFacts } from './inspect-store.js';
import { moveStore, removeLog, removeStore } from './store-files.js';
import { dropLease, leaseHolder, takeLease } from './tables/writer-lease.js';
import type { Db } from './tables.js';
import { toStoreError } from './to-store-error.js';

export interface RestoreOptions {
  /** The store that is replaced; it may be missing or damaged. */
  readonly file: string;
  readonly from: string;
  readonly key: Uint8Array | null;
  /** Name of this process as the one writer. */
  readonly holder: string;
  readonly now: Instant;
  readonly boundary: Boundary;
}

export interface Restored extends StoreFacts {
  /** Where the store that was there lies now; null: there was none. */
  readonly kept: string | null;
}

/** Long enough to change the files, short enough to be over when somebody puts the old ones back. */
const HOLD_MS = 30_000;
const LOCK_WAIT_MS = 2_000;

/**
 * Puts a backup in the place of a store. Nothing is thrown away: the old one is kept beside it. Raises `StoreError`: `locked` while
 * another process is the store's writer, and all that `inspectStore` raises of the backup.
 */
export async function restoreStore(options: RestoreOptions): Promise<Restored> {
  const { file, from, key, now } = options;
  await inspectStore({ file: from, key });
  const fresh = `${file}.restoring`;
  removeStore(fresh);
  const facts = await copyStore({ from, to: fresh, key });
  try {
    await forgetLease(fresh, options);
    removeLog(fresh);
    const kept = existsSync(file) ? `${file}.replaced-${now.replace(/[:.]/g, '-')}` : null;
    if (kept !== null) {
      await holdOff(options);
      moveStore(file, kept);
    }
    takePlace(fresh, file, kept);
    return { ...facts, kept };
  } catch (cause) {
    removeStore(fresh);
    throw cause;
  }
}

/** Where that fails, the old store has its name again. */
function takePlace(fresh: string, file: string, kept: string | null): void {
  try {
    renameSync(fresh, file);
  } catch (cause) {
    if (kept !== null) moveStore(kept, file);
    throw toStoreError(file, cause);
  }
}

/** The writer of the time of the backup holds nothing now. */
function forgetLease(file: string, { now, boundary }: RestoreOptions): Promise<void> {
  return inWriting(file, boundary, async (db) => {
    const holder = await leaseHolder(db, now);
    if (holder !== null) await dropLease(db, holder);
  });
}

/**
 * Takes the writer's lease and does not give it back: whoever opens the old file meanwhile is told that another process writes. A
 * store of a newer program has the same lease; one that cannot be read has no writer.
 */
async function holdOff({ file, holder, now, boundary }: RestoreOptions): Promise<void> {
  try {
    await inWriting(file, boundary, async (db) => {
      const present = await leaseHolder(db, now);
      if (present !== null && hasHolderEnded(present)) await dropLease(db, present);
      if (!(await takeLease(db, holder, now, shift(now, HOLD_MS)))) throw isWritten(file);
    });
  } catch (cause) {
    const kind = cause instanceof StoreError ? cause.kind : null;
    if (kind === 'locked') throw isWritten(file);
    if (kind !== 'damaged') throw cause;
  }
}

async function inWriting(file: string, boundary: Boundary, act: (db: Db) => Promise<void>): Promise<void> {
  const base = { file, isReadOnly: false, isForReading: false, maxPages: null, lockWaitMs: LOCK_WAIT_MS };
  const database = await connect(base);
  try {
    await database.connection().execute(async (db) => {
      await beginWriting(db, LOCK_WAIT_MS);
      try {
        await act(db);
        await boundary.cross('commit:restore', () => sql`commit`.execute(db));
      } catch (cause) {
        await rollBack(db);
        throw cause;
      }
      await tidyLog(db);
    });
  } finally {
    await database.destroy();
  }
}

function isWritten(file: string): StoreError {
  return new StoreError(
    'locked',
    `The store ${file} is in use by another mailwarden process: stop it, then restore.`,
  );
}
