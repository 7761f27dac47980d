import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import { systemClock } from '../runtime/clock.js';
import { type DatabaseOptions, openDatabase } from './sqlite-database.js';
import type { Db, Tables } from './tables.js';

export interface ConnectionOptions extends DatabaseOptions {
  /** Refuses every write on this connection, though the file may be written. */
  readonly isForReading: boolean;
  /** The file never grows beyond so many pages; null: no limit but the disk's. */
  readonly maxPages: number | null;
  /** How long another process that holds the file is waited for. */
  readonly lockWaitMs: number;
}

/** How long the driver itself waits for a lock. That blocks the whole process, so it is short; `whileLocked` waits on. */
const BUSY_TIMEOUT_MS = 50;
/** Readers of a write-ahead log wait only while it is recovered or put away, and cannot begin their work again. */
const READ_BUSY_TIMEOUT_MS = 1_000;
const PAUSE_MS = 25;

/**
 * One connection. WAL: readers see the last commit and never wait for a writer. `synchronous=normal`: a killed process loses
 * nothing, a power cut at most the last commits, which are pulled and done again
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). PostgreSQL needs none of these settings.
 */
export async function connect(options: ConnectionOptions): Promise<Db> {
  const database = await openDatabase(options);
  try {
    for (const pragma of pragmasOf(options)) {
      await whileLocked(options.lockWaitMs, async () => set(database, pragma));
    }
  } catch (cause) {
    database.close();
    throw cause;
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

function pragmasOf(options: ConnectionOptions): readonly string[] {
  const isReader = options.isReadOnly || options.isForReading;
  return [
    `busy_timeout = ${isReader ? READ_BUSY_TIMEOUT_MS : BUSY_TIMEOUT_MS}`,
    ...(isReader ? [] : ['journal_mode = wal']),
    'synchronous = normal',
    ...(options.maxPages === null ? [] : [`max_page_count = ${options.maxPages}`]),
    ...(options.isForReading ? ['query_only = on'] : []),
  ];
}

function set(database: SqliteDatabase, pragma: string): void {
  database.prepare(`pragma ${pragma}`).all([]);
}

/** Tries `act` again, for up to `waitMs` and without blocking this process, while another process holds the file. */
export async function whileLocked<T>(waitMs: number, act: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += BUSY_TIMEOUT_MS + PAUSE_MS) {
    try {
      return await act();
    } catch (cause) {
      if (!(cause instanceof StoreError) || cause.kind !== 'locked' || waitedMs >= waitMs) throw cause;
      await systemClock.sleep(PAUSE_MS);
    }
  }
}

/**
 * Begins the one write transaction. `StoreError` of kind `locked` when another process writes for longer than `waitMs`.
 * PostgreSQL: `begin`, then `pg_advisory_xact_lock`.
 */
export async function beginWriting(db: Db, waitMs: number): Promise<void> {
  await whileLocked(waitMs, () => sql`begin immediate`.execute(db));
}

/** Leaves the transaction. SQLite may have done so already, as after a full disk; then there is nothing to leave. */
export async function rollBack(db: Db): Promise<void> {
  await sql`rollback`.execute(db).catch(() => {});
}

/** Moves SQLite's write-ahead log into the file, as far as no other process reads it. PostgreSQL does it by itself. */
export async function tidyLog(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => {});
}
