import type { Db } from '../tables.js';

const WRITER = 'writer';

/** Who is the one writer at `now`; null when nobody is. */
export async function leaseHolder(db: Db, now: string): Promise<string | null> {
  const row = await db
    .selectFrom('writer_lease')
    .select('holder')
    .where('name', '=', WRITER)
    .where('until', '>', now)
    .executeTakeFirst();
  return row?.holder ?? null;
}

/** Makes `holder` the one writer until `until`, unless another is. The caller holds the write transaction. */
export async function takeLease(db: Db, holder: string, now: string, until: string): Promise<boolean> {
  const present = await leaseHolder(db, now);
  if (present !== null && present !== holder) return false;
  await db
    .insertInto('writer_lease')
    .values({ name: WRITER, holder, until })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ holder, until }))
    .execute();
  return true;
}

/** Ends the lease of `holder`; another's is left alone. */
export async function dropLease(db: Db, holder: string): Promise<void> {
  await db.deleteFrom('writer_lease').where('name', '=', WRITER).where('holder', '=', holder).execute();
}
