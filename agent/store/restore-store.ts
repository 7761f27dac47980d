import { existsSync, renameSync } from 'node:fs';
import { sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import type { LedgerHead } from '../model/ledger.js';
import type { Boundary } from '../model/ports.js';
import { type Instant, shift } from '../model/time.js';
import { hasHolderEnded } from '../runtime/holder.js';
import { beginWriting, connect, rollBack, tidyLog } from './connection.js';
import { copyStore } from './copy-store.js';
import { hasTable, inspectStore, type StoreFacts } from './inspect-store.js';
import { createLedgerSeal } from './ledger-seal.js';
import { moveStore, removeLog, removeStore } from './store-files.js';
import { ledgerHeadOf, ledgerWrites } from './tables/ledger.js';
import { dropLease, leaseHolder, takeLease } from './tables/writer-lease.js';
import type { Db } from './tables.js';
import { toStoreError } from './to-store-error.js';

export interface RestoreOptions {
  /** The store that is replaced; it may be missing or damaged. */
  readonly file: string;
  readonly from: string;
  readonly key: Uint8Array | null;
  /** The secret that signs the ledger; null where nothing does. */
  readonly ledgerKey: Uint8Array | null;
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
 * Puts a backup in the place of a store. Nothing is thrown away: the old one is kept beside it. The ledger of the backup goes on with an
 * entry that says so, and how the one that was there ended. Raises `StoreError`: `locked` while
 * another process is the store's writer, and all that `inspectStore` raises of the backup.
 */
export async function restoreStore(options: RestoreOptions): Promise<Restored> {
  const { file, from, key, now } = options;
  await inspectStore({ file: from, key });
  const fresh = `${file}.restoring`;
  removeStore(fresh);
  const facts = await copyStore({ from, to: fresh, key });
  try {
    const kept = existsSync(file) ? `${file}.replaced-${now.replace(/[:.]/g, '-')}` : null;
    const replaced = kept === null ? null : await holdOff(options);
    await beginAnew(fresh, facts, replaced, options);
    removeLog(fresh);
    if (kept !== null) moveStore(file, kept);
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

/** The writer of the time of the backup holds nothing now; the ledger, where that version has one, tells of the restore. */
async function beginAnew(
  fresh: string,
  { ledgerEntries, coveredTo }: StoreFacts,
  replaced: LedgerHead | null,
  { now, boundary, ledgerKey }: RestoreOptions,
): Promise<void> {
  await inWriting(fresh, boundary, async (db) => {
    const holder = await leaseHolder(db, now);
    if (holder !== null) await dropLease(db, holder);
    if (!(await hasTable(db, 'ledger'))) return;
    const { appendLedger } = ledgerWrites(db, { seal: createLedgerSeal(ledgerKey), holder: () => null });
    const ended = replaced === null ? null : { entries: replaced.entries, hash: replaced.hash };
    const detail = { entries: ledgerEntries, coveredTo, replaced: ended };
    await appendLedger({ kind: 'store-restored', incident: null, subject: null, detail });
  });
}

/**
 * Takes the writer's lease and does not give it back: whoever opens the old file meanwhile is told that another process writes. A
 * store of a newer program has the same lease; one that cannot be read has no writer. Gives how its ledger ends, where it has one.
 */
async function holdOff({ file, holder, now, boundary }: RestoreOptions): Promise<LedgerHead | null> {
  try {
    return await inWriting(file, boundary, async (db) => {
      const present = await leaseHolder(db, now);
      if (present !== null && hasHolderEnded(present)) await dropLease(db, present);
      if (!(await takeLease(db, holder, now, shift(now, HOLD_MS)))) throw isWritten(file);
      return (await hasTable(db, 'ledger')) ? ledgerHeadOf(db) : null;
    });
  } catch (cause) {
    const kind = cause instanceof StoreError ? cause.kind : null;
    if (kind === 'locked') throw isWritten(file);
    if (kind !== 'damaged') throw cause;
    return null;
  }
}

async function inWriting<T>(file: string, boundary: Boundary, act: (db: Db) => Promise<T>): Promise<T> {
  const base = { file, isReadOnly: false, isForReading: false, maxPages: null, lockWaitMs: LOCK_WAIT_MS };
  const database = await connect(base);
  try {
    return await database.connection().execute(async (db) => {
      await beginWriting(db, LOCK_WAIT_MS);
      const result = await commitOrRollBack(db, boundary, act);
      await tidyLog(db);
      return result;
    });
  } finally {
    await database.destroy();
  }
}

async function commitOrRollBack<T>(db: Db, boundary: Boundary, act: (db: Db) => Promise<T>): Promise<T> {
  try {
    const result = await act(db);
    await boundary.cross('commit:restore', () => sql`commit`.execute(db));
    return result;
  } catch (cause) {
    await rollBack(db);
    throw cause;
  }
}

function isWritten(file: string): StoreError {
  return new StoreError(
    'locked',
    `The store ${file} is in use by another mailwarden process: stop it, then restore.`,
  );
}
