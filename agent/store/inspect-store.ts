import { sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import { connect } from './connection.js';
import { type KeyedFile, requireKey } from './key-check.js';
import { pendingMigrations } from './migrate.js';
import { createRecordCodec } from './record-codec.js';
import type { Db } from './tables.js';

/** What a store's file holds. */
export interface StoreFacts {
  readonly incidents: number;
  readonly ledgerEntries: number;
  /** Up to where every log was read; null while none was. */
  readonly coveredTo: string | null;
  /** Steps that bring it up to this version of the program; done when it is opened next. */
  readonly pendingSteps: number;
}

const LOCK_WAIT_MS = 10_000;
/** SQLite names at most so many faults; one is enough to refuse. */
const MAX_FAULTS = 1;

/** Opens a store for reading only, gives `act` its connection, and closes it. Raises `StoreError`. */
export async function lookInto<T>(file: string, act: (db: Db) => Promise<T>): Promise<T> {
  const db = await connect({
    file,
    isReadOnly: true,
    isForReading: false,
    maxPages: null,
    lockWaitMs: LOCK_WAIT_MS,
  });
  try {
    return await act(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Checks a store from one end to the other without changing it. Raises `StoreError`: `damaged`, `version` for that of a newer
 * program, `key` for that of another key.
 */
export function inspectStore(options: KeyedFile): Promise<StoreFacts> {
  const { file } = options;
  return lookInto(file, async (db) => {
    const { rows } = await sql<{ integrity_check: string }>`
      pragma integrity_check(${sql.lit(MAX_FAULTS)})`.execute(db);
    const [verdict] = rows;
    if (verdict?.integrity_check !== 'ok') throw damaged(file, verdict?.integrity_check ?? 'no answer');
    if (!(await hasTable(db, 'meta'))) throw damaged(file, 'it has none of its tables');
    const pending = await pendingMigrations(db, file);
    await requireKey(db, createRecordCodec(options.key), options);
    return {
      incidents: await count(db, 'incident'),
      ledgerEntries: (await hasTable(db, 'ledger')) ? await count(db, 'ledger') : 0,
      coveredTo: await coveredTo(db),
      pendingSteps: pending.length,
    };
  });
}

/** Whether a store that may be of an older version has a table. */
export async function hasTable(db: Db, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(db);
  return rows.length > 0;
}

async function count(db: Db, table: 'incident' | 'ledger'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function coveredTo(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('source_cursor')
    .select(({ fn }) => fn.min('covered_to').as('earliest'))
    .executeTakeFirst();
  return row?.earliest ?? null;
}

function damaged(file: string, fault: string): StoreError {
  return new StoreError('damaged', `The store ${file} is damaged (${fault}): use another backup.`);
}
