import { Migrator, sql } from 'kysely';
import { StoreError } from '../model/errors.js';
import { migrations } from './migrations/migrations.js';
import type { Db } from './tables.js';

/** Kysely's own name for the list of steps that were applied. */
const APPLIED = 'kysely_migration';

/**
 * Which of our steps the database lacks. Raises `StoreError` of kind `version` when it has one that we do not know:
 * a newer mailwarden wrote it, and an older one would misread it.
 */
export async function pendingMigrations(db: Db, file: string): Promise<readonly string[]> {
  const applied = new Set(await appliedMigrations(db));
  const known = Object.keys(migrations);
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StoreError(
      'version',
      `The store ${file} was written by a newer version (${unknown.join(', ')}): use that version, or put back an older backup.`,
    );
  }
  return known.filter((name) => !applied.has(name));
}

/** Applies what is missing. The caller holds the write transaction, so that a kill leaves all of it or nothing. */
export async function applyMigrations(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function appliedMigrations(db: Db): Promise<readonly string[]> {
  // sqlite_master: information_schema.tables in PostgreSQL.
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name = ${APPLIED}`.execute(db);
  if (tables.rows.length === 0) return [];
  const applied = await sql<{ name: string }>`select name from ${sql.table(APPLIED)} order by name`.execute(
    db,
  );
  return applied.rows.map((row) => row.name);
}
