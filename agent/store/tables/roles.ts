import type { RoleHoldingKind } from '../../model/directory-ports.js';
import type { StoreTx } from '../../model/store.js';
import { insertRows, lookUp } from '../chunks.js';
import type { Db } from '../tables.js';

/** Names of roles by account, sorted; null for a kind that could never be read. */
export interface KnownRoles {
  readonly held: ReadonlyMap<string, readonly string[]> | null;
  readonly eligible: ReadonlyMap<string, readonly string[]> | null;
}

/** The roles of these accounts, or of all. */
export async function readRoles(db: Db, ids: readonly string[] | null): Promise<KnownRoles> {
  const read = await db.selectFrom('directory_role_read').select('kind').execute();
  const all = db.selectFrom('directory_role').selectAll().orderBy('role');
  const rows =
    ids === null
      ? await all.execute()
      : await lookUp(ids, (some) => all.where('id_key', 'in', some).execute());
  const of = (kind: RoleHoldingKind): ReadonlyMap<string, readonly string[]> | null => {
    if (!read.some((row) => row.kind === kind)) return null;
    const roles = new Map<string, string[]>();
    for (const row of rows) {
      if (row.kind !== kind) continue;
      const known = roles.get(row.id_key);
      if (known === undefined) roles.set(row.id_key, [row.role]);
      else known.push(row.role);
    }
    return roles;
  };
  return { held: of('held'), eligible: of('eligible') };
}

/** Writes of who holds which role. */
export function roleWrites(db: Db): Pick<StoreTx, 'putRoleHoldings'> {
  return {
    async putRoleHoldings(kind, holdings) {
      await db.deleteFrom('directory_role').where('kind', '=', kind).execute();
      const rows = new Map(
        holdings.map(({ role, userId }) => {
          const id = userId.toLowerCase();
          return [`${id} ${role}`, { kind, id_key: id, role }];
        }),
      );
      await insertRows([...rows.values()], (some) => db.insertInto('directory_role').values(some).execute());
      await db
        .insertInto('directory_role_read')
        .values({ kind })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
